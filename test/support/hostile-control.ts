import { functionAt, openLibrary } from '../../src/native/koffi.ts';

/** All kinds of lies, each a bit: see hostile.c. */
const KINDS = 12;
const ALL_LIES = (1 << KINDS) - 1;

/** Talks to a loaded hostile module past the library: what it is to do, and what it has done. */
export class HostileControl {
  readonly #endless: ReturnType<typeof functionAt>;
  readonly #mood: ReturnType<typeof functionAt>;
  readonly #calls: ReturnType<typeof functionAt>;
  readonly #lies: ReturnType<typeof functionAt>;
  readonly #met: ReturnType<typeof functionAt>;
  readonly #functions: ReturnType<typeof functionAt>;

  constructor(path: string) {
    const library = openLibrary(path);
    this.#endless = functionAt(library.symbol('hostile_endless')!, ['ulong']);
    this.#mood = functionAt(library.symbol('hostile_mood')!, ['ulong', 'ulong', 'ulong']);
    this.#calls = functionAt(library.symbol('hostile_calls')!, []);
    this.#lies = functionAt(library.symbol('hostile_lies')!, []);
    this.#met = functionAt(library.symbol('hostile_met')!, ['ulong']);
    this.#functions = functionAt(library.symbol('hostile_functions')!, []);
  }

  /** So many of a hundred calls are lies, of these kinds. A seed other than 0 begins a new run of luck. */
  lie(percent: number, kinds: number = ALL_LIES, seed = 0): void {
    this.#mood(percent, kinds, seed);
  }

  honest(): void {
    this.#mood(0, 0, 0);
  }

  /** Honest answers without end: more and more objects, attributes of 16 MiB each, or nothing of the kind. */
  endless(what: 'objects' | 'attributes' | 'nothing'): void {
    this.#endless(['nothing', 'objects', 'attributes'].indexOf(what));
  }

  get calls(): number {
    return Number(this.#calls());
  }

  /** Of each kind of lie, how many functions have told it. */
  get met(): number[] {
    return Array.from({ length: KINDS }, (_, kind) => Number(this.#met(kind)));
  }

  /** How many functions there are. */
  get functions(): number {
    return Number(this.#functions());
  }

  get lies(): number {
    return Number(this.#lies());
  }
}
