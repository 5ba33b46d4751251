// PKCS #11 v3.2 §5.9, §5.11, §5.14: message-based functions. One Init for a key, then any number of messages, each with
// its own nonce and tag or its own signature, and one Final.
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { EncodedMessage } from '../codec/message-parameters.ts';
import { output } from '../core/output.ts';
import { attempt, call, type Program } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { ROOM } from './operation.ts';
import { verdict } from './verdict.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The functions of each kind of message operation. */
const INIT = {
  encrypt: 'C_MessageEncryptInit',
  decrypt: 'C_MessageDecryptInit',
  sign: 'C_MessageSignInit',
  verify: 'C_MessageVerifyInit',
} as const;
const FINAL = {
  encrypt: 'C_MessageEncryptFinal',
  decrypt: 'C_MessageDecryptFinal',
  sign: 'C_MessageSignFinal',
  verify: 'C_MessageVerifyFinal',
} as const;
const CIPHER = {
  encrypt: 'C_EncryptMessage',
  decrypt: 'C_DecryptMessage',
} as const;

export type MessageOperation = keyof typeof INIT;
export type MessageCipher = keyof typeof CIPHER;

/** C_MessageEncryptInit and its like. */
export function* messageInit(
  arena: Arena,
  operation: MessageOperation,
  mechanism: ChosenMechanism,
  key: Ulong,
): Program<void> {
  yield call(INIT[operation], encodeMechanism(arena, mechanism), key);
}

/** C_MessageEncryptFinal and its like; what it answers matters to nobody. */
export function* messageFinal(operation: MessageOperation): Program<void> {
  yield attempt(FINAL[operation]);
}

/** C_EncryptMessage or C_DecryptMessage. */
export function cipherMessage(
  arena: Arena,
  operation: MessageCipher,
  message: EncodedMessage,
  additionalData: Uint8Array,
  data: Uint8Array,
): Program<Bytes> {
  const associated = arena.bytes(additionalData);
  const input = arena.bytes(data);
  return output(
    arena,
    CIPHER[operation],
    [message.address, message.length, associated.address, associated.size, input.address, input.size],
    data.byteLength + ROOM,
  );
}

/** C_SignMessage; mechanisms with a parameter of their own a message take its bytes. */
export function signMessage(arena: Arena, parameter: Uint8Array, data: Uint8Array): Program<Bytes> {
  const input = arena.bytes(data);
  const before = [arena.optional(parameter), parameter.byteLength, input.address, input.size];
  return output(arena, 'C_SignMessage', before, ROOM);
}

/** C_VerifyMessage. */
export function* verifyMessage(
  arena: Arena,
  parameter: Uint8Array,
  data: Uint8Array,
  signature: Uint8Array,
): Program<boolean> {
  const input = arena.bytes(data);
  const claimed = arena.bytes(signature);
  const rv = yield attempt(
    'C_VerifyMessage',
    arena.optional(parameter),
    parameter.byteLength,
    input.address,
    input.size,
    claimed.address,
    claimed.size,
  );
  return verdict(rv, 'C_VerifyMessage');
}
