import {
  abandonCipherMessage,
  cipherMessage,
  cipherMessageBegin,
  cipherMessageNext,
  type MessageOperation,
  messageFinal,
  messageInit,
} from '../../calls/messages.ts';
import { type BytesLike, snapshot, toBytes } from '../../codec/bytes.ts';
import { type ChosenMechanism, chooseMechanism, refuseUnknownOptions } from '../../codec/mechanisms.ts';
import {
  type EncodedMessage,
  encodeMessage,
  type MessageKind,
  type MessageOptions,
} from '../../codec/message-parameters.ts';
import type { MechanismName } from '../../codec/names.ts';
import { CALL_OPTIONS, type CallOptions, limited, refuseLimits } from '../../core/limits.ts';
import type { MakeProgram } from '../../core/module-runner.ts';
import { fold, foldSync, type Multipart } from '../../core/multipart.ts';
import { mapped, type Program } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import { planMechanism } from '../choosing/mechanism-choice.ts';
import type { Key } from '../keys/key.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks, isParts } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { HeldOperation } from './held-operation.ts';

/** One encrypted message: everything that decrypting it takes besides the key and the additional data. */
export interface SealedMessage {
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
  readonly tag: Bytes;
}

/** The same, in any form of bytes; for `MessageRun` the ciphertext may come in parts. */
export interface SealedInput<C = BytesLike> {
  readonly iv: BytesLike;
  readonly ciphertext: C;
  readonly tag: BytesLike;
}

export interface OpenMessageOptions {
  readonly additionalData?: BytesLike | undefined;
}

/** What a message in parts takes besides. */
export interface MessagePartsOptions {
  /** The length of all parts together, in bytes: AES_CCM needs it before the first. */
  readonly dataLength?: number | undefined;
}

export const MESSAGE_OPTIONS: readonly string[] = [
  'iv',
  'ivBytes',
  'ivGenerator',
  'fixedBits',
  'additionalData',
  'tagBits',
];

/** The mechanism of a message operation: what names it is all there is to choose. */
export interface MessageMechanism {
  readonly mechanism: MechanismName;
}

function chosen(
  context: SessionContext,
  key: Key,
  method: string,
  options: MessageMechanism,
): ChosenMechanism {
  const { keyType } = key;
  refuseUnknownOptions(method, options, ['mechanism'], CALL_OPTIONS);
  const request = {
    method,
    operation: 'encrypt',
    keyType,
    options: { mechanism: options.mechanism },
    ownOptions: [],
  };
  planMechanism(context.profile, request as Parameters<typeof planMechanism>[1]);
  const mechanism = chooseMechanism(options.mechanism, {});
  kindOf(mechanism);
  return mechanism;
}

/** How the parameter of one message is written. */
export function kindOf(mechanism: ChosenMechanism): MessageKind {
  const kind = mechanism.entry.message;
  if (kind === undefined)
    throw new NotSupportedError(`${mechanism.name} encrypts no messages: AES_GCM, for one, does`);
  return kind;
}

/**
 * A message operation (PKCS #11 v3.2 §5.9 and its like): a key set up once for any number of messages. It holds a lane
 * of the session until it is closed.
 */
export class MessageRun {
  readonly #mechanism: ChosenMechanism;
  readonly #held: HeldOperation;

  private constructor(mechanism: ChosenMechanism, held: HeldOperation) {
    this.#mechanism = mechanism;
    this.#held = held;
  }

  /** @internal */
  static async begin(
    context: SessionContext,
    key: Key,
    operation: MessageOperation,
    what: string,
    options: MessageMechanism & CallOptions,
  ): Promise<MessageRun> {
    const mechanism = chosen(context, key, what, options);
    return new MessageRun(
      mechanism,
      await HeldOperation.begin(context, ends(what, operation, mechanism, key), options),
    );
  }

  /** @internal */
  static beginSync(
    context: SessionContext,
    key: Key,
    operation: MessageOperation,
    what: string,
    options: MessageMechanism,
  ): MessageRun {
    const mechanism = chosen(context, key, what, options);
    return new MessageRun(
      mechanism,
      HeldOperation.beginSync(context, ends(what, operation, mechanism, key), options),
    );
  }

  /**
   * Encrypts one message, given whole or in parts. Without `iv` the token makes the nonce, and never the same twice.
   * Other messages wait until the parts of this one have come.
   */
  async encrypt(
    plaintext: BytesLike | Chunks,
    options: MessageOptions & MessagePartsOptions & CallOptions = {},
  ): Promise<SealedMessage> {
    const { lane } = this.#held;
    if (!isParts(plaintext)) {
      return limited('encrypt', options, (limit) => lane.run(this.#encrypting(plaintext, options), limit));
    }
    assertChunks('plaintext', plaintext);
    return fold(lane, this.#encryptingParts(options), plaintext, options);
  }

  encryptSync(
    plaintext: BytesLike | Iterable<BytesLike>,
    options: MessageOptions & MessagePartsOptions = {},
  ): SealedMessage {
    const { lane } = this.#held;
    refuseLimits('encryptSync', options);
    if (!isParts(plaintext)) return lane.runSync(this.#encrypting(plaintext, options));
    assertSyncChunks('plaintext', plaintext);
    return foldSync(lane, this.#encryptingParts(options), plaintext);
  }

  #encrypting(plaintext: BytesLike, options: MessageOptions): MakeProgram<SealedMessage> {
    refuseUnknownOptions('encrypt', options, MESSAGE_OPTIONS, CALL_OPTIONS);
    const { name } = this.#mechanism;
    const kind = kindOf(this.#mechanism);
    return (arena) => {
      const data = toBytes('plaintext', plaintext);
      const message = encodeMessage(arena, String(name), kind, options, data.byteLength);
      const additional = toBytes('additionalData', options.additionalData ?? '');
      return mapped(cipherMessage(arena, 'encrypt', message, additional, data), (ciphertext) => {
        return { iv: message.iv(), ciphertext, tag: message.tag() };
      });
    };
  }

  #encryptingParts(options: MessageOptions & MessagePartsOptions): Multipart<BytesLike, SealedMessage> {
    refuseUnknownOptions('encrypt', options, [...MESSAGE_OPTIONS, 'dataLength'], CALL_OPTIONS);
    const kept = snapshot(options);
    const encode = (arena: Arena) =>
      encodeMessage(arena, String(this.#mechanism.name), kindOf(this.#mechanism), kept, kept.dataLength);
    return messageParts('encrypt', encode, kept, (message, ciphertext) => {
      return { iv: message.iv(), ciphertext, tag: message.tag() };
    });
  }

  /**
   * Decrypts one message, its ciphertext given whole or in parts; what is decrypted comes when the tag is found right.
   * @throws Pkcs11Error CKR_AEAD_DECRYPT_FAILED or its like if anything of it was changed
   */
  async decrypt(
    sealed: SealedInput<BytesLike | Chunks>,
    options: OpenMessageOptions & MessagePartsOptions & CallOptions = {},
  ): Promise<Bytes> {
    const { lane } = this.#held;
    const { ciphertext } = sealed ?? {};
    if (!isParts(ciphertext)) {
      return limited('decrypt', options, (limit) =>
        lane.run(this.#decrypting({ ...sealed, ciphertext }, options), limit),
      );
    }
    assertChunks('ciphertext', ciphertext);
    return fold(lane, this.#decryptingParts(sealed, options), ciphertext, options);
  }

  decryptSync(
    sealed: SealedInput<BytesLike | Iterable<BytesLike>>,
    options: OpenMessageOptions & MessagePartsOptions = {},
  ): Bytes {
    const { lane } = this.#held;
    const { ciphertext } = sealed ?? {};
    refuseLimits('decryptSync', options);
    if (!isParts(ciphertext)) {
      return lane.runSync(this.#decrypting({ ...sealed, ciphertext }, options));
    }
    assertSyncChunks('ciphertext', ciphertext);
    return foldSync(lane, this.#decryptingParts(sealed, options), ciphertext);
  }

  #decrypting(sealed: SealedInput, options: OpenMessageOptions): MakeProgram<Bytes> {
    refuseUnknownOptions('decrypt', options, ['additionalData'], CALL_OPTIONS);
    const { name } = this.#mechanism;
    const kind = kindOf(this.#mechanism);
    return (arena) => {
      const data = toBytes('ciphertext', sealed.ciphertext);
      const message = encodeMessage(arena, String(name), kind, {}, data.byteLength, sealed);
      const additional = toBytes('additionalData', options.additionalData ?? '');
      return cipherMessage(arena, 'decrypt', message, additional, data);
    };
  }

  #decryptingParts(
    { iv, tag }: SealedInput<unknown>,
    options: OpenMessageOptions & MessagePartsOptions,
  ): Multipart<BytesLike, Bytes> {
    refuseUnknownOptions('decrypt', options, ['additionalData', 'dataLength'], CALL_OPTIONS);
    const kept = snapshot(options);
    const given = snapshot({ iv, tag });
    const encode = (arena: Arena) =>
      encodeMessage(arena, String(this.#mechanism.name), kindOf(this.#mechanism), {}, kept.dataLength, given);
    return messageParts('decrypt', encode, kept, (_message, plaintext) => plaintext);
  }

  /** Ends the operation and frees its lane. Closing twice is no error. */
  close(options?: CallOptions): Promise<void> {
    return this.#held.close(options);
  }

  /** @throws BusyError while an asynchronous message is under way */
  closeSync(): void {
    this.#held.closeSync();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.dispose](): void {
    this.closeSync();
  }
}

function ends(what: string, operation: MessageOperation, mechanism: ChosenMechanism, key: Key) {
  return {
    what,
    init: (arena: Arena) => messageInit(arena, operation, mechanism, key.handle),
    final: () => messageFinal(operation),
  };
}

/** A message in parts: what comes out is given in one piece, for without its tag it is worth nothing. */
function messageParts<T>(
  operation: MessageOperation,
  encode: (arena: Arena) => EncodedMessage,
  { additionalData }: OpenMessageOptions,
  result: (message: EncodedMessage, output: Bytes) => T,
): Multipart<BytesLike, T> {
  let message: EncodedMessage;
  const parts: Bytes[] = [];
  const next = (chunk: BytesLike, last: boolean) =>
    function* (arena: Arena): Program<undefined> {
      parts.push(yield* cipherMessageNext(arena, operation, message, chunk, last));
      return undefined;
    };
  return {
    what: operation,
    begin: (arena) => {
      message = encode(arena);
      return cipherMessageBegin(arena, operation, message, toBytes('additionalData', additionalData ?? ''));
    },
    update: (chunk) => next(chunk, false),
    *finish(arena) {
      yield* next('', true)(arena);
      return result(message, Uint8Array.from(Buffer.concat(parts)));
    },
    *cancel(arena) {
      // Ends the message and leaves the operation: what the token says to half a message matters to nobody.
      yield* abandonCipherMessage(arena, operation, message);
    },
  };
}
