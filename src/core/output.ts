import { ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Region } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';
import type { Destination } from './destination.ts';
import {
  type Arguments,
  type Caller,
  type NativeCall,
  type Program,
  SESSION,
  type SessionFunction,
  sessionCall,
} from './program.ts';
import { type ShortOperation, ShortProgram } from './short-program.ts';

/** Rounds of "too small": a module that never has enough is broken. */
const MOST_TRIES = 5;
/** Beyond what is offered, the most that a token may ask for. */
const MOST_GROWTH = 16 * 1024 * 1024;

/** The module took the output buffer and left the length as it was: how much of it is output, nobody knows. */
export class UnwrittenLengthError extends ModuleFaultError {
  constructor(fn: string) {
    super(fn, 'does not say how long its output is');
    // A detail of this library: users know it as what it is.
    this.name = ModuleFaultError.name;
  }
}

/** Makes an offer of ours a length that no output has by chance. */
const ODD = 13;

/**
 * Calls a function that has an output buffer and its length among its parameters, last or before `after`: with room
 * for the likely size, then with what the token asks for (PKCS #11 v3.2 §5.2, Conventions for functions returning
 * output in a variable-length buffer). Of likely size 0 the token is asked first. What comes back is exactly as long as
 * the token says. `exact`: the likely size is known, and the token takes no other.
 */
export function output(
  arena: Arena,
  fn: SessionFunction,
  before: readonly Ulong[],
  likelySize: number,
  after: readonly Ulong[] = [],
  exact = false,
): Program<Uint8Array<ArrayBuffer>> {
  return outputOf(fn, before, new Offer(arena, likelySize, exact), after);
}

/** The same with an offer. */
export function outputOf(
  fn: SessionFunction,
  before: readonly Ulong[],
  offer: Offer,
  after: readonly Ulong[] = [],
): Program<Uint8Array<ArrayBuffer>> {
  const call = new OutputCall(fn, before, offer, after);
  return offer.isUnknown ? outputOfSize(call) : new ShortProgram(call);
}

class OutputCall implements ShortOperation<Uint8Array<ArrayBuffer>> {
  readonly fn: SessionFunction;
  readonly before: readonly Ulong[];
  readonly offer: Offer;
  readonly after: readonly Ulong[];

  constructor(fn: SessionFunction, before: readonly Ulong[], offer: Offer, after: readonly Ulong[]) {
    this.fn = fn;
    this.before = before;
    this.offer = offer;
    this.after = after;
  }

  end<R>(call: Caller<R>, session: Ulong): R {
    const { fn, before, offer, after } = this;
    // Its caller vouches for them.
    const args: Ulong[] = [session, ...before, offer.address, offer.length, ...after];
    return call(fn as 'C_SignFinal', ...(args as Arguments<'C_SignFinal'>));
  }

  result(rv: Ulong): Uint8Array<ArrayBuffer> | undefined {
    return this.offer.taken(rv);
  }

  otherwise(rv: Ulong): Program<Uint8Array<ArrayBuffer>> {
    return outputAfter(this.fn, this.before, this.offer, rv, this.after);
  }
}

/** The token is asked for the size first. */
function* outputOfSize(call: OutputCall): Program<Uint8Array<ArrayBuffer>> {
  const { fn, before, offer, after } = call;
  const asked = yield* askSize(fn, before, offer, after);
  if (asked > 0 && asked <= offer.most) offer.enlarge(Number(asked));
  else offer.guess(0);
  return yield* new ShortProgram(call);
}

/** The rest of `output`, when the first call with an offer has not given the output. */
export function* outputAfter(
  fn: SessionFunction,
  before: readonly Ulong[],
  offer: Offer,
  first: Ulong,
  after: readonly Ulong[] = [],
): Program<Uint8Array<ArrayBuffer>> {
  let rv = first;
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    assertTooSmall(fn, offer, rv);
    const { size, most, reported } = offer;
    // Some modules leave the length as it was: ask for it, and failing that try more.
    const needed = reported > size && reported <= most ? reported : yield* askSize(fn, before, offer, after);
    if (needed > size && needed <= most) offer.enlarge(Number(needed));
    else if (size * 4 <= most) offer.guess(size * 4);
    else break;
    rv = yield outputCall(fn, [...before, offer.address, offer.length, ...after]);
    const output = offer.taken(rv);
    if (output !== undefined) return output;
  }
  assertTooSmall(fn, offer, rv);
  throw new ModuleFaultError(
    fn,
    `never has enough room for its output: ${offer.size} bytes were the last offer`,
  );
}

/** Any other reason why there is no output is an error. */
function assertTooSmall(fn: SessionFunction, { size, reported }: Offer, rv: Ulong): void {
  if (rv === CKR.BUFFER_TOO_SMALL) return;
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, fn);
  if (reported > size) throw new ModuleFaultError(fn, `returned ${reported} bytes in a buffer of ${size}`);
  throw new UnwrittenLengthError(fn);
}

/**
 * A CK_ULONG in which the size of a buffer goes to the module and the length of the output comes back, and the buffer:
 * behind it, or the caller's own.
 */
export class Offer {
  readonly #arena: Arena;
  readonly #to: Destination | undefined;
  /** Whether the size is the token's own word, or known: the output may be exactly as long. */
  #told: boolean;
  /** The length, and from `BUFFER` on the buffer, unless that is the caller's. */
  #memory: Region;
  /** Where the buffer is that the caller has, if the module writes to that by itself, and how much of it is offered. */
  #direct: number | undefined;
  #directSize = 0;
  /** The largest size that a token may ask for. */
  readonly most: number;

  /**
   * @param to where the output goes, if the caller has memory for it
   * @param least how long the output may well be: the module writes to memory of the caller's with more room than that
   */
  constructor(arena: Arena, likelySize: number, exact = false, to?: Destination, least: number = likelySize) {
    // Of an odd size of ours no output is exactly as long by chance.
    const size = exact ? likelySize : likelySize + ODD;
    this.#arena = arena;
    this.#to = to;
    this.#told = exact;
    this.#memory =
      to === undefined ? lengthAnd(arena, size) : this.#place(to, size, exact ? least : least + 1);
    this.most = likelySize + MOST_GROWTH;
  }

  /** In the caller's memory if a call may write there, to where a copy will be made from if not. */
  #place(to: Destination, size: number, least: number): Region {
    this.#direct = to.size < least ? undefined : to.address(this.#arena, least);
    if (this.#direct === undefined) return lengthAnd(this.#arena, size);
    this.#directSize = Math.min(size, to.size);
    return this.#arena.ulong(this.#directSize);
  }

  /** Whether nobody knows how long the output may be. */
  get isUnknown(): boolean {
    return this.most === MOST_GROWTH;
  }

  get size(): number {
    return this.#direct === undefined ? this.#memory.size - BUFFER : this.#directSize;
  }

  get address(): number {
    return this.#direct ?? this.#memory.address + BUFFER;
  }

  /** The address of the length. */
  get length(): number {
    return this.#memory.address;
  }

  get reported(): Ulong {
    return this.#memory.readUlong();
  }

  /** Offers a size that the token told. */
  enlarge(size: number): void {
    this.#told = true;
    this.#memory = this.#to === undefined ? lengthAnd(this.#arena, size) : this.#place(this.#to, size, size);
  }

  /** Offers another size of ours. */
  guess(likelySize: number): void {
    this.enlarge(likelySize + ODD);
    this.#told = false;
  }

  /** Another for the same output. */
  again(likelySize: number): Offer {
    return new Offer(this.#arena, likelySize, false, this.#to);
  }

  /** Asks for the size alone, with no buffer. */
  ask(): void {
    this.#memory.writeUlong(0);
  }

  /** The output, if the call has succeeded and said how much it is. */
  taken(rv: Ulong): Uint8Array<ArrayBuffer> | undefined {
    const { reported, size } = this;
    // As long as an offer of ours is what a module has left untouched.
    if (rv !== CKR.OK || !(reported < size || (reported === size && this.#told))) return this.#failed();
    return this.#to === undefined
      ? this.#memory.read(Number(reported), BUFFER)
      : this.#delivered(this.#to, Number(reported));
  }

  #delivered(to: Destination, length: number): Uint8Array<ArrayBuffer> {
    return this.#direct === undefined ? to.take(this.#memory, length, BUFFER) : to.written(length);
  }

  #failed(): undefined {
    if (this.#direct !== undefined) this.#to?.wipe(this.#directSize);
  }
}

/** Where the buffer begins: as well aligned as the length before it. */
const BUFFER = 16;

function lengthAnd(arena: Arena, size: number): Region {
  const memory = arena.allocate(BUFFER + size);
  memory.writeUlong(size);
  return memory;
}

function* askSize(
  fn: SessionFunction,
  before: readonly Ulong[],
  offer: Offer,
  after: readonly Ulong[],
): Program<Ulong> {
  offer.ask();
  const rv = yield outputCall(fn, [...before, 0, offer.length, ...after]);
  return rv === CKR.OK || rv === CKR.BUFFER_TOO_SMALL ? offer.reported : 0;
}

function outputCall(fn: SessionFunction, args: readonly Ulong[]): NativeCall {
  return sessionCall(fn, [SESSION, ...args], true);
}
