import { decrypt } from '../calls/decryption.ts';
import { encryptWithOutputs } from '../calls/encryption.ts';
import { cipherMessage, messageFinal, messageInit } from '../calls/messages.ts';
import { generateRandom } from '../calls/random.ts';
import { getMechanismInfo } from '../calls/slots.ts';
import type { BytesLike } from '../codec/bytes.ts';
import { copyBytes, describe, snapshot, toBytes } from '../codec/bytes.ts';
import {
  chooseMechanism,
  type MechanismsOfKind,
  mechanismEntry,
  type OptionsOf,
  refuseUnknownOptions,
} from '../codec/mechanisms.ts';
import { encodeMessage } from '../codec/message-parameters.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import { ModuleFaultError, NotSupportedError } from '../errors.ts';
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
  planMechanism(context.profile, { ...request, options: { mechanism: 'AES_GCM' } });
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
    const own = context.profile.traits.ownNonce === true;
    const offered = own ? new Uint8Array(NONCE) : yield* generateRandom(arena, NONCE);
    const mechanism = chooseMechanism('AES_GCM', { iv: offered, additionalData, tagBits: TAG * 8 });
    const { ciphertext: sealed, outputs } = yield* encryptWithOutputs(arena, mechanism, key.handle, data);
    // What is there now is what the token has used.
    const iv = madeIv(outputs.iv);
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

/** The mechanisms that write an initialisation vector of their own into their parameter. */
type NewIvMechanism = MechanismsOfKind<'fortezzaIv' | 'gcm'>;
type WithoutIv<T> = T extends unknown ? Omit<T, 'iv'> : never;
/** The mechanism, its parameters without `iv`, and the size of the one that the token makes. */
export type NewIvOptions = WithoutIv<OptionsOf<NewIvMechanism>> & { readonly ivBytes?: number | undefined };

export interface EncryptedWithIv {
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
}

/** Encrypts with a mechanism that makes its initialisation vector itself: in the standard those of FORTEZZA. */
export function encryptingWithNewIv(
  context: SessionContext,
  key: Key,
  plaintext: BytesLike,
  options: NewIvOptions,
): MakeProgram<EncryptedWithIv> {
  const method = 'encryptWithNewIv';
  const { ivBytes, ...given } = snapshot(options);
  if ('iv' in given) throw new TypeError(`${method}: unknown option "iv"; the token makes it`);
  const size = ivBytes ?? mechanismEntry(options.mechanism).ivBytes;
  if (size === undefined) {
    throw new NotSupportedError(`${method}: ${options.mechanism} makes no initialisation vector`);
  }
  assertIvBytes(method, size);
  const request = { method, operation: 'encrypt', keyType: key.keyType, ownOptions: [] } as const;
  // Zeros: what the token leaves of them, it has not made.
  const iv = new Uint8Array(size);
  const { mechanism } = planMechanism(context.profile, { ...request, options: { ...given, iv } });
  const data = toBytes('plaintext', plaintext);
  return function* (arena) {
    const { ciphertext, outputs } = yield* encryptWithOutputs(arena, mechanism, key.handle, data);
    return { iv: madeIv(outputs.iv), ciphertext };
  };
}

/** Zeros nobody has made: they would be the same each time. */
function madeIv(iv: Bytes | undefined): Bytes {
  if (iv === undefined || iv.every((byte) => byte === 0)) {
    throw new ModuleFaultError('C_Encrypt', 'made no initialisation vector of its own');
  }
  return iv;
}

function assertIvBytes(method: string, size: unknown): asserts size is number {
  if (typeof size !== 'number') {
    throw new TypeError(`${method}: ivBytes: expected a number, got ${describe(size)}`);
  }
  if (!Number.isInteger(size) || size < 1 || size > 256) {
    throw new RangeError(`${method}: ivBytes: expected an integer from 1 to 256, got ${size}`);
  }
}
