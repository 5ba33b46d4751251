import { ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';
import { attempt, type NativeCall, type Program, type SessionFunction } from './program.ts';

/** Rounds of "too small": a module that never has enough is broken. */
const MOST_TRIES = 5;
/** Beyond what is offered, the most that a token may ask for. */
const MOST_GROWTH = 64 * 1024 * 1024;

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
 * the token says.
 */
export function* output(
  arena: Arena,
  fn: SessionFunction,
  before: readonly Ulong[],
  likelySize: number,
  after: readonly Ulong[] = [],
): Program<Uint8Array<ArrayBuffer>> {
  const length = arena.ulong();
  const most = likelySize + MOST_GROWTH;
  const asked = likelySize === 0 ? yield* askSize(fn, before, length, after) : 0;
  // A size that the token told may be exactly what it needs; one of ours is odd, so that none is so by chance.
  let told = asked > 0 && asked <= most;
  let size = told ? Number(asked) : likelySize + ODD;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const mark = arena.mark();
    const buffer = arena.allocate(size);
    length.writeUlong(size);
    const rv = yield outputCall(fn, [...before, buffer.address, length.address, ...after]);
    const reported = length.readUlong();
    if (rv === CKR.OK) {
      if (reported > size) {
        throw new ModuleFaultError(fn, `returned ${reported} bytes in a buffer of ${size}`);
      }
      if (reported === size && !told) throw new UnwrittenLengthError(fn);
      return buffer.read(Number(reported));
    }
    if (rv !== CKR.BUFFER_TOO_SMALL) throw new Pkcs11Error(rv, fn);
    arena.release(mark);
    // Some modules leave the length as it was: ask for it, and failing that try more.
    const needed = reported > size && reported <= most ? reported : yield* askSize(fn, before, length, after);
    told = needed > size && needed <= most;
    size = told ? Number(needed) : size * 4 + ODD;
    if (size > most) break;
  }
  throw new ModuleFaultError(fn, `never has enough room for its output: ${size} bytes were the last offer`);
}

function* askSize(
  fn: SessionFunction,
  before: readonly Ulong[],
  length: { address: number; writeUlong(value: Ulong): void; readUlong(): Ulong },
  after: readonly Ulong[],
): Program<Ulong> {
  length.writeUlong(0);
  const rv = yield outputCall(fn, [...before, 0, length.address, ...after]);
  return rv === CKR.OK || rv === CKR.BUFFER_TOO_SMALL ? length.readUlong() : 0;
}

/** The one place that does not know a function's parameters at compile time: the callers are typed instead. */
function outputCall(fn: SessionFunction, args: readonly Ulong[]): NativeCall {
  return (attempt as (fn: SessionFunction, ...args: readonly Ulong[]) => NativeCall)(fn, ...args);
}
