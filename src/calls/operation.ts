// What encryption, decryption, signing and digesting share: Init, then either the whole in one call or parts.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { Destination } from '../core/destination.ts';
import type { Multipart } from '../core/multipart.ts';
import { Offer, output, outputAfter, outputOf, UnwrittenLengthError } from '../core/output.ts';
import {
  attempt,
  type Caller,
  call,
  type NativeCall,
  type Program,
  SESSION,
  type SessionFunction,
} from '../core/program.ts';
import { type ShortOperation, ShortProgram } from '../core/short-program.ts';
import { CryptokiError, ModuleFaultError, Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Input } from '../native/arena.ts';
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

/**
 * Room for what a cipher adds to its data. As little as will do: what nobody writes to has to be wiped all the same, and
 * out of the processor's cache that takes 0.3 µs for a kibibyte.
 */
export function cipherRoom({ entry }: ChosenMechanism): number {
  return entry.tagBytes ?? entry.blockBytes ?? entry.counterBlock ?? ROOM;
}

/** The beginning of an operation, its arguments written already; it may be made again. */
export interface Beginning {
  readonly functions: SingleFunctions;
  /** The address of the CK_MECHANISM. */
  readonly mechanism: number;
  /** Digests have none. */
  readonly key: Ulong | undefined;
  readonly secret: ReturnType<typeof encodePin> | undefined;
}

/** Writes the arguments of the Init of an operation with a key. */
export function beginning(arena: Arena, functions: SingleFunctions, use: KeyUse): Beginning {
  const secret = use.pin === undefined ? undefined : encodePin(arena, use.pin);
  return { functions, mechanism: encodeMechanism(arena, use.mechanism), key: use.key, secret };
}

/** The call that begins it. */
function initialise<R>(call: Caller<R>, { functions, mechanism, key }: Beginning, session: Ulong): R {
  return key === undefined
    ? call(functions.init as 'C_DigestInit', session, mechanism)
    : call(functions.init as 'C_SignInit', session, mechanism, key);
}

/**
 * The PIN for this one operation. It goes between Init and the operation, with nothing else in between: any other call
 * may make the token forget it.
 */
function* authenticate(arena: Arena, { functions, secret }: Beginning): Program<void> {
  if (secret === undefined) return;
  const rv = yield attempt('C_Login', SESSION, CKU.CONTEXT_SPECIFIC, secret.address, secret.length);
  if (rv === CKR.OK) return;
  yield* cancel(arena, functions);
  throw new Pkcs11Error(rv, 'C_Login');
}

/** Initialises an operation. */
export function* begin(arena: Arena, start: Beginning): Program<void> {
  yield initialise<NativeCall>(call, start, SESSION);
  yield* authenticate(arena, start);
}

/** Initialises and runs an operation in one call. `to`: where the output goes, if the caller has memory for it. */
export function single(
  arena: Arena,
  start: Beginning,
  data: Uint8Array | Input,
  room: number,
  exact = false,
  to?: Destination,
): Program<Uint8Array<ArrayBuffer>> {
  const input = arena.input(data);
  const offer = new Offer(arena, room, exact, to);
  return start.secret === undefined
    ? new ShortProgram(new Single(arena, start, input, offer))
    : singleWithPin(arena, start, input, offer);
}

class Single implements ShortOperation<Uint8Array<ArrayBuffer>> {
  readonly fn: SessionFunction;
  readonly #arena: Arena;
  readonly #start: Beginning;
  readonly #input: Input;
  readonly #offer: Offer;

  constructor(arena: Arena, start: Beginning, input: Input, offer: Offer) {
    this.fn = start.functions.single;
    this.#arena = arena;
    this.#start = start;
    this.#input = input;
    this.#offer = offer;
  }

  begin<R>(call: Caller<R>, session: Ulong): R {
    return initialise(call, this.#start, session);
  }

  end<R>(call: Caller<R>, session: Ulong): R {
    return run(call, this.#start, this.#input, this.#offer, session);
  }

  result(rv: Ulong): Uint8Array<ArrayBuffer> | undefined {
    return this.#offer.taken(rv);
  }

  otherwise(rv: Ulong): Program<Uint8Array<ArrayBuffer>> {
    return singleAfter(this.#arena, this.#start, this.#input, this.#offer, rv);
  }
}

function* singleWithPin(
  arena: Arena,
  start: Beginning,
  input: Input,
  offer: Offer,
): Program<Uint8Array<ArrayBuffer>> {
  yield* begin(arena, start);
  const rv = yield run<NativeCall>(attempt, start, input, offer, SESSION);
  return offer.taken(rv) ?? (yield* singleAfter(arena, start, input, offer, rv));
}

/** The one call that takes the data and gives the output. */
function run<R>(call: Caller<R>, { functions }: Beginning, input: Input, offer: Offer, session: Ulong): R {
  return call(functions.single as 'C_Sign', session, input.address, input.size, offer.address, offer.length);
}

/** Encrypts or decrypts whole data. `to`: where the output goes, if the caller has memory for it. */
export function cipher(
  arena: Arena,
  functions: OperationFunctions,
  use: KeyUse,
  data: Uint8Array | Input,
  to?: Destination,
): Program<Uint8Array<ArrayBuffer>> {
  const input = arena.input(data);
  const room = input.size + cipherRoom(use.mechanism);
  return single(arena, beginning(arena, functions, use), input, room, false, to);
}

/** The same in parts. */
export function cipherParts(
  what: string,
  functions: OperationFunctions,
  use: KeyUse,
  to?: Destination,
): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  const start = (arena: Arena) => beginning(arena, functions, use);
  return parts(what, functions, start, true, ROOM, to, cipherRoom(use.mechanism));
}

/** The rest of `single`, when the output did not come at once. */
function* singleAfter(
  arena: Arena,
  start: Beginning,
  input: Input,
  offer: Offer,
  rv: Ulong,
): Program<Uint8Array<ArrayBuffer>> {
  const { functions } = start;
  const before = [input.address, input.size];
  try {
    return yield* orCancel(arena, functions, outputAfter(functions.single, before, offer, rv));
  } catch (error) {
    // tpm2-pkcs11 tells the length of a ciphertext only when asked for it, and the operation is over; NSS ends it when
    // the room was too small. Once more, with the size that is asked for or known by now.
    if (!(error instanceof UnwrittenLengthError || isOver(error))) throw error;
    yield* begin(arena, start);
    const again = offer.again(error instanceof UnwrittenLengthError ? 0 : offer.size);
    return yield* orCancel(arena, functions, outputOf(functions.single, before, again));
  }
}

/** The token has ended an operation that the standard would have it keep (PKCS #11 v3.2 §5.2, CKR_BUFFER_TOO_SMALL). */
function isOver(error: unknown): boolean {
  return error instanceof Pkcs11Error && error.rv === CKR.OPERATION_NOT_INITIALIZED;
}

/** The standard ends an operation that fails, but not one whose output was never taken. */
export function* orCancel<T>(arena: Arena, functions: SingleFunctions, work: Program<T>): Program<T> {
  try {
    return yield* work;
  } catch (error) {
    if (error instanceof ModuleFaultError) yield* cancel(arena, functions);
    throw error;
  }
}

/** Ends an operation that is given up: by C_SessionCancel where the module has it, else by its end. */
function* cancel(arena: Arena, functions: SingleFunctions): Program<void> {
  const rv = yield attempt('C_SessionCancel', SESSION, functions.flag);
  if (rv === CKR.OK || functions.final === undefined) return;
  try {
    yield* output(arena, functions.final, [], ROOM);
  } catch (error) {
    if (!(error instanceof CryptokiError)) throw error;
  }
}

/**
 * An operation in parts. `streaming`: each part causes output of its own, as in encryption; `room` for its end. `to`:
 * where the output goes, if the caller has memory for it, and how much more than a part it usually is.
 */
export function parts(
  what: string,
  functions: OperationFunctions,
  start: (arena: Arena) => Beginning,
  streaming: boolean,
  room: number = ROOM,
  to?: Destination,
  growth: number = ROOM,
): Multipart<BytesLike, Uint8Array<ArrayBuffer>> {
  return {
    what,
    begin: (arena) => begin(arena, start(arena)),
    update: (chunk) => (arena) => {
      const bytes = toBytes(`${what}: chunk`, chunk);
      if (bytes.byteLength === 0) return nothing();
      const input = arena.input(bytes);
      if (!streaming) return update(functions, input);
      const offer = new Offer(arena, input.size + ROOM, false, to, input.size + growth);
      return outputOf(functions.update, [input.address, input.size], offer);
    },
    finish: (arena) => outputOf(functions.final, [], new Offer(arena, room, false, to)),
    cancel: (arena) => cancel(arena, functions),
  };
}

/** A part without bytes changes nothing, and p11-kit's client refuses it with CKR_ARGUMENTS_BAD. */
// biome-ignore lint/correctness/useYield: nothing is called on the token.
function* nothing(): Program<undefined> {
  return undefined;
}

/** A part that causes no output. */
function* update(
  functions: OperationFunctions,
  input: { readonly address: number; readonly size: number },
): Program<undefined> {
  const fn = functions.update as 'C_DigestUpdate';
  const rv = yield attempt(fn, SESSION, input.address, input.size);
  if (rv !== CKR.OK) throw new Pkcs11Error(rv, fn);
  return undefined;
}
