// PKCS #11 v3.2 §5.14, §5.16: message-based signing and verification. One Init for a key, then any number of messages,
// each with a signature, and one Final.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { output } from '../core/output.ts';
import { attempt, call, type Program, SESSION } from '../core/program.ts';
import { Pkcs11Error } from '../errors.ts';
import type { Arena } from '../native/arena.ts';
import { CKF, CKR } from '../spec/constants.ts';
import { begin, beginning, type KeyUse, ROOM, type SingleFunctions } from './operation.ts';
import { verdict } from './verdict.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const FUNCTIONS = {
  sign: { init: 'C_MessageSignInit', begin: 'C_SignMessageBegin', final: 'C_MessageSignFinal' },
  verify: { init: 'C_MessageVerifyInit', begin: 'C_VerifyMessageBegin', final: 'C_MessageVerifyFinal' },
} as const;

export type MessageSignatureOperation = keyof typeof FUNCTIONS;

/** The parameter of one message, for mechanisms that have one; it stays where it is while the message has parts. */
export interface MessageParameter {
  readonly address: number;
  readonly length: number;
}

const ENDS: Readonly<Record<MessageSignatureOperation, SingleFunctions>> = {
  sign: { init: FUNCTIONS.sign.init, single: 'C_SignMessage', flag: CKF.MESSAGE_SIGN },
  verify: { init: FUNCTIONS.verify.init, single: 'C_VerifyMessage', flag: CKF.MESSAGE_VERIFY },
};

/** C_MessageSignInit or C_MessageVerifyInit, and the PIN if the key asks for one. */
export function* messageSignatureInit(
  arena: Arena,
  operation: MessageSignatureOperation,
  use: KeyUse,
): Program<void> {
  try {
    yield* begin(arena, beginning(arena, ENDS[operation], use));
  } catch (error) {
    // A module without C_SessionCancel would go on with it.
    if (error instanceof Pkcs11Error && error.fn === 'C_Login') yield* messageSignatureFinal(operation);
    throw error;
  }
}

/** C_MessageSignFinal or C_MessageVerifyFinal; what it answers matters to nobody. */
export function* messageSignatureFinal(operation: MessageSignatureOperation): Program<void> {
  yield attempt(FUNCTIONS[operation].final, SESSION);
}

/** C_SignMessage. @param room for the likely signature */
export function signMessage(
  arena: Arena,
  parameter: MessageParameter,
  data: Uint8Array,
  room: number,
): Program<Bytes> {
  const input = arena.bytes(data);
  const before = [parameter.address, parameter.length, input.address, input.size];
  return output(arena, 'C_SignMessage', before, room);
}

/** C_VerifyMessage. */
export function* verifyMessage(
  arena: Arena,
  parameter: MessageParameter,
  data: Uint8Array,
  signature: Uint8Array,
): Program<boolean> {
  const input = arena.bytes(data);
  const claimed = arena.bytes(signature);
  const rv = yield attempt(
    'C_VerifyMessage',
    SESSION,
    parameter.address,
    parameter.length,
    input.address,
    input.size,
    claimed.address,
    claimed.size,
  );
  return verdict(rv, 'C_VerifyMessage');
}

/** C_SignMessageBegin or C_VerifyMessageBegin. */
export function* signatureMessageBegin(
  operation: MessageSignatureOperation,
  parameter: MessageParameter,
): Program<void> {
  yield call(FUNCTIONS[operation].begin, SESSION, parameter.address, parameter.length);
}

/** C_SignMessageNext for a part that is not the last: no room for a signature says so. */
export function* signMessageNext(
  arena: Arena,
  parameter: MessageParameter,
  chunk: BytesLike,
): Program<undefined> {
  const input = arena.bytes(toBytes('sign: chunk', chunk));
  yield call(
    'C_SignMessageNext',
    SESSION,
    parameter.address,
    parameter.length,
    input.address,
    input.size,
    0,
    0,
  );
  return undefined;
}

/** C_SignMessageNext for the end. @param room for the likely signature */
export function signMessageLast(arena: Arena, parameter: MessageParameter, room: number): Program<Bytes> {
  const before = [parameter.address, parameter.length, arena.allocate(0).address, 0];
  return output(arena, 'C_SignMessageNext', before, room);
}

/** C_VerifyMessageNext for a part that is not the last: no signature says so. */
export function* verifyMessageNext(
  arena: Arena,
  parameter: MessageParameter,
  chunk: BytesLike,
): Program<undefined> {
  const input = arena.bytes(toBytes('verify: chunk', chunk));
  yield call(
    'C_VerifyMessageNext',
    SESSION,
    parameter.address,
    parameter.length,
    input.address,
    input.size,
    0,
    0,
  );
  return undefined;
}

/** C_VerifyMessageNext for the end. */
export function* verifyMessageLast(
  arena: Arena,
  parameter: MessageParameter,
  signature: Uint8Array,
): Program<boolean> {
  const claimed = arena.bytes(signature);
  const data = arena.allocate(0);
  const { address, length } = parameter;
  const fn = 'C_VerifyMessageNext';
  return verdict(
    yield attempt(fn, SESSION, address, length, data.address, 0, claimed.address, claimed.size),
    fn,
  );
}

/** Ends a message that is given up half way, whatever the module says to it. */
export function* abandonSignatureMessage(
  arena: Arena,
  operation: MessageSignatureOperation,
  parameter: MessageParameter,
): Program<void> {
  const { address, length } = parameter;
  const data = arena.allocate(0).address;
  if (operation === 'verify') {
    yield attempt('C_VerifyMessageNext', SESSION, address, length, data, 0, arena.allocate(1).address, 1);
    return;
  }
  const size = arena.ulong(ROOM);
  const room = arena.allocate(ROOM);
  const rv = yield attempt(
    'C_SignMessageNext',
    SESSION,
    address,
    length,
    data,
    0,
    room.address,
    size.address,
  );
  if (rv !== CKR.BUFFER_TOO_SMALL) return;
  const more = arena.allocate(Math.min(Number(size.readUlong()), 1 << 20));
  size.writeUlong(more.size);
  yield attempt('C_SignMessageNext', SESSION, address, length, data, 0, more.address, size.address);
}
