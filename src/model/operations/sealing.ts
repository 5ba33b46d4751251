import { decrypt } from '../../calls/decryption.ts';
import { encryptWithOutputs } from '../../calls/encryption.ts';
import { cipherMessage, messageFinal, messageInit } from '../../calls/messages.ts';
import { generateRandom } from '../../calls/random.ts';
import { getMechanismInfo } from '../../calls/slots.ts';
import type { BytesLike } from '../../codec/bytes.ts';
import { copyBytes, describe, snapshot, toBytes } from '../../codec/bytes.ts';
import {
  type ChosenMechanism,
  type MechanismsOfKind,
  mechanismEntry,
  type OptionsOf,
  parameterOptions,
  refuseUnknownOptions,
} from '../../codec/mechanisms.ts';
import { encodeMessage, type MessageKind, makesNonces } from '../../codec/message-parameters.ts';
import { PARAMETER_CODECS } from '../../codec/parameter-kinds.ts';
import { CALL_OPTIONS } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import type { Program } from '../../core/program.ts';
import { ModuleFaultError, NotSupportedError } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import { moduleInternals } from '../device/module-internals.ts';
import type { Key } from '../keys/key.ts';
import type { Bytes } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { kindOf, type OpenMessageOptions, type SealedInput, type SealedMessage } from './messages.ts';

// Authenticated encryption with nothing to get wrong: a nonce of 96 bits that no caller chooses (NIST SP 800-38D §8.2.1
// and §8.2.2) and a tag of 128 bits.

const NONCE = 12;
const TAG = 16;

/** What `seal` and `open` take. */
export interface SealOptions extends OpenMessageOptions {
  /** By default AES_GCM, or AES_CCM on a token without it, and CHACHA20_POLY1305 for such keys. */
  readonly mechanism?: MechanismsOfKind<'gcm' | 'ccm' | 'poly1305'> | undefined;
}

interface Checked {
  readonly additionalData: Uint8Array;
  /** Without parameters. */
  readonly chosen: ChosenMechanism;
  readonly kind: MessageKind;
}

function checked(context: SessionContext, key: Key, method: string, options: SealOptions): Checked {
  refuseUnknownOptions(method, options, ['additionalData', 'mechanism'], CALL_OPTIONS);
  const { keyType } = key;
  const { mechanism } = options;
  const request = { method, operation: 'seal', keyType, options: { mechanism }, ownOptions: [] } as const;
  const chosen = planMechanism(context.profile, request).mechanism;
  // A copy: the calls that come first must not leave time to change it.
  const additionalData = copyBytes('additionalData', options.additionalData ?? '');
  return { additionalData, chosen, kind: kindOf(chosen) };
}

/** The mechanism with its parameters for one message, of those that it has. */
function parametrised(
  { chosen, additionalData }: Checked,
  iv: Uint8Array,
  dataLength: number,
): ChosenMechanism {
  const options = { iv, additionalData, tagBits: TAG * 8, dataLength };
  const taken = parameterOptions(chosen.entry);
  return {
    ...chosen,
    options: Object.fromEntries(Object.entries(options).filter(([name]) => taken.includes(name))),
  };
}

export function sealing(
  context: SessionContext,
  key: Key,
  plaintext: BytesLike,
  options: SealOptions,
): MakeProgram<SealedMessage> {
  const what = checked(context, key, 'seal', options);
  return (arena) => sealed(arena, context, key, what, plaintext);
}

/** The nonce is made by the token: by the message interface where it has one, else from its random generator. */
function* sealed(
  arena: Arena,
  context: SessionContext,
  key: Key,
  what: Checked,
  plaintext: BytesLike,
): Program<SealedMessage> {
  const { chosen, kind, additionalData } = what;
  const { token } = context.session;
  const { native } = moduleInternals(token.module);
  // Copied to where it is wiped, before other calls leave time to change it.
  const data = arena.input(toBytes('plaintext', plaintext));
  if (makesNonces(kind) && native.has('C_MessageEncryptInit')) {
    const { flags } = yield* getMechanismInfo(arena, token.slot.id, chosen.type);
    if (flags.has('MESSAGE_ENCRYPT')) {
      const message = encodeMessage(arena, String(chosen.name), kind, {}, data.size);
      yield* messageInit(arena, 'encrypt', chosen, key.handle);
      try {
        const ciphertext = yield* cipherMessage(arena, 'encrypt', message, additionalData, data);
        assertLength('C_EncryptMessage', chosen.name, ciphertext, data.size);
        return { iv: message.iv(), ciphertext, tag: message.tag() };
      } finally {
        yield* messageFinal('encrypt');
      }
    }
  }
  const outputNames: readonly string[] = PARAMETER_CODECS[chosen.entry.parameters].outputs;
  const replaced = outputNames.includes('iv');
  const own = replaced && context.profile.traits.ownNonce === true;
  const offered = own ? new Uint8Array(NONCE) : yield* generateRandom(arena, NONCE);
  const mechanism = parametrised(what, offered, data.size);
  const { ciphertext, outputs } = yield* encryptWithOutputs(arena, mechanism, key.handle, data);
  // What is there now is what the token has used.
  const iv = replaced ? madeIv(outputs.iv) : offered;
  assertLength('C_Encrypt', chosen.name, ciphertext, data.size + TAG);
  const end = ciphertext.byteLength - TAG;
  return { iv, ciphertext: ciphertext.slice(0, end), tag: ciphertext.slice(end) };
}

/** The ciphertext is as long as its plaintext: anything else could never be opened again. */
function assertLength(fn: string, name: unknown, sealed: Uint8Array, expected: number): void {
  if (sealed.byteLength !== expected) {
    throw new ModuleFaultError(
      fn,
      `returned ${sealed.byteLength} bytes of ${name} where ${expected} are due`,
    );
  }
}

export function unsealing(
  context: SessionContext,
  key: Key,
  sealed: SealedInput,
  options: SealOptions,
): MakeProgram<Bytes> {
  const what = checked(context, key, 'open', options);
  const ciphertext = toBytes('ciphertext', sealed?.ciphertext);
  const iv = copyBytes('iv', sealed.iv);
  const tag = toBytes('tag', sealed.tag);
  if (tag.byteLength !== TAG) throw new RangeError(`open: tag: expected ${TAG} bytes, got ${tag.byteLength}`);
  const whole = new Uint8Array(ciphertext.byteLength + TAG);
  whole.set(ciphertext);
  whole.set(tag, ciphertext.byteLength);
  return (arena) => {
    const mechanism = parametrised(what, iv, ciphertext.byteLength);
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
