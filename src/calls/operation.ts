// What encryption, decryption, signing and digesting share: Init, then either the whole in one call or parts.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import type { Multipart } from '../core/multipart.ts';
import { output } from '../core/output.ts';
import { attempt, type NativeCall, type Program, type SessionFunction } from '../core/program.ts';
import { CryptokiError, ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Arena } from '../native/arena.ts';
import { CKR } from '../spec/constants.ts';

/** The functions of one kind of operation. `final` ends in an output buffer and its length. */
export interface OperationFunctions {
  readonly single: SessionFunction;
  readonly update:
    | 'C_EncryptUpdate'
    | 'C_DecryptUpdate'
    | 'C_SignUpdate'
    | 'C_DigestUpdate'
    | 'C_VerifyUpdate';
  readonly final: SessionFunction;
  /** The CKF_ flag that names the operation to C_SessionCancel. */
  readonly flag: number;
}

/** Room for what an operation adds to its input: padding, a tag, an RSA block of 8192 bits. */
export const ROOM = 1024;

/** Initialises and runs an operation in one call. */
export function* single(
  arena: Arena,
  functions: OperationFunctions,
  init: NativeCall,
  data: Uint8Array,
  room: number,
): Program<Uint8Array<ArrayBuffer>> {
  const input = arena.bytes(data);
  yield init;
  try {
    return yield* output(arena, functions.single, [input.address, input.size], room);
  } catch (error) {
    // The standard ends an operation that fails, but not one whose output was never taken.
    if (error instanceof ModuleFaultError) yield* cancel(arena, functions);
    throw error;
  }
}

/** Ends an operation that is given up: by C_SessionCancel where the module has it, else by its end. */
export function* cancel(arena: Arena, functions: OperationFunctions): Program<void> {
  const rv = yield attempt('C_SessionCancel', functions.flag);
  if (rv === CKR.OK) return;
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
  init: (arena: Arena) => NativeCall,
  streaming: boolean,
): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  return {
    what,
    *begin(arena) {
      yield init(arena);
    },
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
export function* update(
  functions: OperationFunctions,
  input: { readonly address: number; readonly size: number },
): Program<undefined> {
  const fn = functions.update as 'C_DigestUpdate';
  const rv = yield attempt(fn, input.address, input.size);
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, fn);
  return undefined;
}
