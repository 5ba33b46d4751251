// What encryption, decryption, signing and digesting share: Init, then either the whole in one call or parts.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Multipart } from '../core/multipart.ts';
import { output, UnwrittenLengthError } from '../core/output.ts';
import { attempt, call, type Program, type SessionFunction } from '../core/program.ts';
import { CryptokiError, ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKR, CKU } from '../spec/constants.ts';
import { encodePin, type Pin } from './pin.ts';

/** A key, the mechanism it is used with, and the PIN if it asks for one each time. */
export interface KeyUse {
  readonly mechanism: ChosenMechanism;
  readonly key: Ulong;
  /** For keys with CKA_ALWAYS_AUTHENTICATE. */
  readonly pin?: Pin | undefined;
}

/** The functions of an operation that takes its data in one call. */
export interface SingleFunctions {
  readonly init: SessionFunction;
  readonly single: SessionFunction;
  /** Ends in an output buffer and its length; where there is one, it ends the operation. */
  readonly final?: SessionFunction;
  /** The CKF_ flag that names the operation to C_SessionCancel. */
  readonly flag: number;
}

/** The functions of an operation that takes data in parts too. */
export interface OperationFunctions extends SingleFunctions {
  readonly update: 'C_EncryptUpdate' | 'C_DecryptUpdate' | 'C_SignUpdate' | 'C_DigestUpdate';
  readonly final: SessionFunction;
}

/** Room for what an operation adds to its input: padding, a tag, an RSA block of 8192 bits. */
export const ROOM = 1024;

/** A beginning of an operation, its arguments written already; it may be made again. */
export type Beginning = () => Program<void>;

/**
 * Initialises an operation with a key. A PIN for this one operation goes between Init and the operation, with nothing
 * else in between: any other call may make the token forget it.
 */
export function begin(arena: Arena, functions: SingleFunctions, use: KeyUse): Beginning {
  const secret = use.pin === undefined ? undefined : encodePin(arena, use.pin);
  const mechanism = encodeMechanism(arena, use.mechanism);
  return function* () {
    yield call(functions.init as 'C_SignInit', mechanism, use.key);
    if (secret === undefined) return;
    const rv = yield attempt('C_Login', CKU.CONTEXT_SPECIFIC, secret.address, secret.length);
    if (rv === CKR.OK) return;
    yield* cancel(arena, functions);
    throw new Pkcs11Error(rv, 'C_Login');
  };
}

/** Initialises and runs an operation in one call. */
export function* single(
  arena: Arena,
  functions: SingleFunctions,
  init: Beginning,
  data: Uint8Array,
  room: number,
): Program<Uint8Array<ArrayBuffer>> {
  const input = arena.bytes(data);
  const before = [input.address, input.size];
  yield* init();
  try {
    return yield* orCancel(arena, functions, output(arena, functions.single, before, room));
  } catch (error) {
    if (error instanceof UnwrittenLengthError) {
      // tpm2-pkcs11 tells the length of a ciphertext only when asked for it. The operation is over: once more.
      yield* init();
      return yield* orCancel(arena, functions, output(arena, functions.single, before, 0));
    }
    throw error;
  }
}

/** The standard ends an operation that fails, but not one whose output was never taken. */
function* orCancel<T>(arena: Arena, functions: SingleFunctions, work: Program<T>): Program<T> {
  try {
    return yield* work;
  } catch (error) {
    if (error instanceof ModuleFaultError) yield* cancel(arena, functions);
    throw error;
  }
}

/** Ends an operation that is given up: by C_SessionCancel where the module has it, else by its end. */
function* cancel(arena: Arena, functions: SingleFunctions): Program<void> {
  const rv = yield attempt('C_SessionCancel', functions.flag);
  if (rv === CKR.OK || functions.final === undefined) return;
  try {
    yield* output(arena, functions.final, [], ROOM);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
  }
}

/** An operation in parts. `streaming`: each part causes output of its own, as in encryption. */
export function parts(
  what: string,
  functions: OperationFunctions,
  init: (arena: Arena) => Beginning,
  streaming: boolean,
): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  return {
    what,
    begin: (arena) => init(arena)(),
    update: (chunk) => (arena) => {
      const input = arena.bytes(toBytes(`${what}: chunk`, chunk));
      return streaming
        ? output(arena, functions.update, [input.address, input.size], input.size + ROOM)
        : update(functions, input);
    },
    finish: (arena) => output(arena, functions.final, [], ROOM),
    cancel: (arena) => cancel(arena, functions),
  };
}

/** A part that causes no output. */
function* update(
  functions: OperationFunctions,
  input: { readonly address: number; readonly size: number },
): Program<undefined> {
  const fn = functions.update as 'C_DigestUpdate';
  const rv = yield attempt(fn, input.address, input.size);
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, fn);
  return undefined;
}
