// PKCS #11 v3.2 §5.9 and §5.11: message-based encryption and decryption. One Init for a key, then any number of
// messages, each with its own nonce and tag, and one Final.
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { EncodedMessage } from '../codec/message-parameters.ts';
import { output } from '../core/output.ts';
import { attempt, call, type Program } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Input } from '../native/arena.ts';
import { ROOM } from './operation.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The functions of each kind of message operation. */
const INIT = {
  encrypt: 'C_MessageEncryptInit',
  decrypt: 'C_MessageDecryptInit',
} as const;
const FINAL = {
  encrypt: 'C_MessageEncryptFinal',
  decrypt: 'C_MessageDecryptFinal',
} as const;
const CIPHER = {
  encrypt: 'C_EncryptMessage',
  decrypt: 'C_DecryptMessage',
} as const;

export type MessageOperation = keyof typeof INIT;

/** C_MessageEncryptInit and its like. */
export function* messageInit(
  arena: Arena,
  operation: MessageOperation,
  mechanism: ChosenMechanism,
  key: Ulong,
): Program<void> {
  // The parameter comes with each message.
  yield call(
    INIT[operation],
    encodeMechanism(arena, { ...mechanism, entry: { parameters: 'none' }, options: {} }),
    key,
  );
}

/** C_MessageEncryptFinal and its like; what it answers matters to nobody. */
export function* messageFinal(operation: MessageOperation): Program<void> {
  yield attempt(FINAL[operation]);
}

/** C_EncryptMessage or C_DecryptMessage. */
export function cipherMessage(
  arena: Arena,
  operation: MessageOperation,
  message: EncodedMessage,
  additionalData: Uint8Array,
  data: Uint8Array | Input,
): Program<Bytes> {
  const associated = arena.bytes(additionalData);
  const input = arena.input(data);
  return output(
    arena,
    CIPHER[operation],
    [message.address, message.length, associated.address, associated.size, input.address, input.size],
    input.size + ROOM,
  );
}
