import { decrypt } from '../calls/decryption.ts';
import { encrypt } from '../calls/encryption.ts';
import { cipherMessage, messageFinal, messageInit } from '../calls/messages.ts';
import { generateRandom } from '../calls/random.ts';
import { getMechanismInfo } from '../calls/slots.ts';
import type { BytesLike } from '../codec/bytes.ts';
import { copyBytes, toBytes } from '../codec/bytes.ts';
import { chooseMechanism, refuseUnknownOptions } from '../codec/mechanisms.ts';
import { encodeMessage } from '../codec/message-parameters.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import { ModuleFaultError } from '../errors.ts';
import { CKM } from '../spec/constants.ts';
import type { SessionContext } from './context.ts';
import type { Bytes } from './data.ts';
import type { Key } from './key.ts';
import { planMechanism } from './mechanism-choice.ts';
import type { OpenMessageOptions, SealedInput, SealedMessage } from './messages.ts';
import { moduleInternals } from './module-internals.ts';

// Authenticated encryption with nothing to get wrong: AES-GCM with a nonce of 96 bits that no caller chooses
// (NIST SP 800-38D §8.2.1 and §8.2.2) and a tag of 128 bits.

const NONCE = 12;
const TAG = 16;

function checked(context: SessionContext, key: Key, method: string, options: OpenMessageOptions): Uint8Array {
  refuseUnknownOptions(method, options, ['additionalData']);
  const request = { method, operation: 'encrypt', keyType: key.keyType, ownOptions: [] } as const;
  planMechanism(context.offers, { ...request, options: { mechanism: 'AES_GCM' } });
  // A copy: the calls that come first must not leave time to change it.
  return copyBytes('additionalData', options.additionalData ?? '');
}

/** The nonce is made by the token: by the message interface where it has one, else from its random generator. */
export function sealing(
  context: SessionContext,
  key: Key,
  plaintext: BytesLike,
  options: OpenMessageOptions,
): MakeProgram<SealedMessage> {
  const additionalData = checked(context, key, 'seal', options);
  const { token } = context.session;
  const { native } = moduleInternals(token.module);
  return function* (arena) {
    // Copied to where it is wiped, before other calls leave time to change it.
    const data = arena.input(toBytes('plaintext', plaintext));
    if (native.has('C_MessageEncryptInit')) {
      const { flags } = yield* getMechanismInfo(arena, token.slot.id, CKM.AES_GCM);
      if (flags.has('MESSAGE_ENCRYPT')) {
        const message = encodeMessage(arena, 'AES_GCM', 'gcm', {}, data.size);
        yield* messageInit(arena, 'encrypt', chooseMechanism('AES_GCM', {}), key.handle);
        try {
          const ciphertext = yield* cipherMessage(arena, 'encrypt', message, additionalData, data);
          assertLength('C_EncryptMessage', ciphertext, data.size);
          return { iv: message.iv(), ciphertext, tag: message.tag() };
        } finally {
          yield* messageFinal('encrypt');
        }
      }
    }
    const iv = yield* generateRandom(arena, NONCE);
    const mechanism = chooseMechanism('AES_GCM', { iv, additionalData, tagBits: TAG * 8 });
    const sealed = yield* encrypt(arena, { mechanism, key: key.handle }, data);
    assertLength('C_Encrypt', sealed, data.size + TAG);
    const end = sealed.byteLength - TAG;
    return { iv, ciphertext: sealed.slice(0, end), tag: sealed.slice(end) };
  };
}

/** GCM's ciphertext is as long as its plaintext: anything else could never be opened again. */
function assertLength(fn: string, sealed: Uint8Array, expected: number): void {
  if (sealed.byteLength !== expected) {
    throw new ModuleFaultError(
      fn,
      `returned ${sealed.byteLength} bytes of AES-GCM where ${expected} are due`,
    );
  }
}

export function unsealing(
  context: SessionContext,
  key: Key,
  sealed: SealedInput,
  options: OpenMessageOptions,
): MakeProgram<Bytes> {
  const additionalData = checked(context, key, 'open', options);
  const ciphertext = toBytes('ciphertext', sealed?.ciphertext);
  const iv = copyBytes('iv', sealed.iv);
  const tag = toBytes('tag', sealed.tag);
  if (tag.byteLength !== TAG) throw new RangeError(`open: tag: expected ${TAG} bytes, got ${tag.byteLength}`);
  const whole = new Uint8Array(ciphertext.byteLength + TAG);
  whole.set(ciphertext);
  whole.set(tag, ciphertext.byteLength);
  return (arena) => {
    const mechanism = chooseMechanism('AES_GCM', { iv, additionalData, tagBits: TAG * 8 });
    return decrypt(arena, { mechanism, key: key.handle }, whole);
  };
}
