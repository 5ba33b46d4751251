import { functionAt, openLibrary } from '../../src/native/koffi.ts';

/** All kinds of lies, each a bit: see hostile.c. */
const ALL_LIES = (1 << 12) - 1;

/** Talks to a loaded hostile module past the library: what it is to do, and what it has done. */
export class HostileControl {
  readonly #endless: ReturnType<typeof functionAt>;
  readonly #mood: ReturnType<typeof functionAt>;
  readonly #calls: ReturnType<typeof functionAt>;
  readonly #lies: ReturnType<typeof functionAt>;

  constructor(path: string) {
    const library = openLibrary(path);
    this.#endless = functionAt(library.symbol('hostile_endless')!, ['ulong']);
    this.#mood = functionAt(library.symbol('hostile_mood')!, ['ulong', 'ulong', 'ulong']);
    this.#calls = functionAt(library.symbol('hostile_calls')!, []);
    this.#lies = functionAt(library.symbol('hostile_lies')!, []);
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

  get lies(): number {
    return Number(this.#lies());
  }
}
