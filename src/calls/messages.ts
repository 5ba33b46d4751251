// PKCS #11 v3.2 §5.9, §5.11: message-based encryption and decryption. One Init for a key, then any number of messages,
// each with its own nonce and tag, and one Final.
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, encodeMechanism } from '../codec/mechanisms.ts';
import type { EncodedMessage } from '../codec/message-parameters.ts';
import { output } from '../core/output.ts';
import { attempt, call, type Program, SESSION } from '../core/program.ts';
import type { Ulong } from '../native/abi.ts';
import type { Arena, Input } from '../native/arena.ts';
import { CKF } from '../spec/constants.ts';
import { ROOM } from './operation.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const FUNCTIONS = {
  encrypt: {
    init: 'C_MessageEncryptInit',
    whole: 'C_EncryptMessage',
    begin: 'C_EncryptMessageBegin',
    next: 'C_EncryptMessageNext',
    final: 'C_MessageEncryptFinal',
  },
  decrypt: {
    init: 'C_MessageDecryptInit',
    whole: 'C_DecryptMessage',
    begin: 'C_DecryptMessageBegin',
    next: 'C_DecryptMessageNext',
    final: 'C_MessageDecryptFinal',
  },
} as const;

export type MessageOperation = keyof typeof FUNCTIONS;

/** C_MessageEncryptInit or C_MessageDecryptInit. */
export function* messageInit(
  arena: Arena,
  operation: MessageOperation,
  mechanism: ChosenMechanism,
  key: Ulong,
): Program<void> {
  // The parameter comes with each message.
  const bare: ChosenMechanism = { ...mechanism, entry: { parameters: 'none' }, options: {} };
  yield call(FUNCTIONS[operation].init, SESSION, encodeMechanism(arena, bare), key);
}

/** C_MessageEncryptFinal or C_MessageDecryptFinal; what it answers matters to nobody. */
export function* messageFinal(operation: MessageOperation): Program<void> {
  yield attempt(FUNCTIONS[operation].final, SESSION);
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
    FUNCTIONS[operation].whole,
    [message.address, message.length, associated.address, associated.size, input.address, input.size],
    input.size + ROOM,
  );
}

/** C_EncryptMessageBegin or C_DecryptMessageBegin. */
export function* cipherMessageBegin(
  arena: Arena,
  operation: MessageOperation,
  message: EncodedMessage,
  additionalData: Uint8Array,
): Program<void> {
  const associated = arena.bytes(additionalData);
  yield call(
    FUNCTIONS[operation].begin,
    SESSION,
    message.address,
    message.length,
    associated.address,
    associated.size,
  );
}

/** C_EncryptMessageNext or C_DecryptMessageNext. */
export function cipherMessageNext(
  arena: Arena,
  operation: MessageOperation,
  message: EncodedMessage,
  chunk: BytesLike,
  last: boolean,
): Program<Bytes> {
  const input = arena.bytes(toBytes(`${operation}: chunk`, chunk));
  const before = [message.address, message.length, input.address, input.size];
  const flags = last ? CKF.END_OF_MESSAGE : 0;
  return output(arena, FUNCTIONS[operation].next, before, input.size + ROOM, [flags]);
}

/** Ends a message that is given up half way, whatever the module says to it. */
export function* abandonCipherMessage(
  arena: Arena,
  operation: MessageOperation,
  { address, length }: EncodedMessage,
): Program<void> {
  const [data, room] = [arena.allocate(0), arena.allocate(ROOM)];
  const size = arena.ulong(room.size);
  const fn = FUNCTIONS[operation].next;
  yield attempt(
    fn,
    SESSION,
    address,
    length,
    data.address,
    0,
    room.address,
    size.address,
    CKF.END_OF_MESSAGE,
  );
}
