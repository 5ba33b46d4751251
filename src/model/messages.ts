import type { MessageOperation } from '../calls/messages.ts';
import { cipherMessage, messageFinal, messageInit } from '../calls/messages.ts';
import { type BytesLike, toBytes } from '../codec/bytes.ts';
import { type ChosenMechanism, chooseMechanism, refuseUnknownOptions } from '../codec/mechanisms.ts';
import { encodeMessage, type MessageKind, type MessageOptions } from '../codec/message-parameters.ts';
import type { MechanismName } from '../codec/names.ts';
import type { MakeProgram } from '../core/module-runner.ts';
import type { HeldLane } from '../core/session-runner.ts';
import { ClosedError, NotSupportedError } from '../errors.ts';
import type { SessionContext } from './context.ts';
import type { Bytes } from './data.ts';
import type { Key } from './key.ts';
import { planMechanism } from './mechanism-choice.ts';

/** One encrypted message: everything that decrypting it takes besides the key and the additional data. */
export interface SealedMessage {
  readonly iv: Bytes;
  readonly ciphertext: Bytes;
  readonly tag: Bytes;
}

/** The same, in any form of bytes. */
export interface SealedInput {
  readonly iv: BytesLike;
  readonly ciphertext: BytesLike;
  readonly tag: BytesLike;
}

export interface OpenMessageOptions {
  readonly additionalData?: BytesLike | undefined;
}

const MESSAGE_OPTIONS = ['iv', 'ivBytes', 'ivGenerator', 'fixedBits', 'additionalData', 'tagBits'];

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
  refuseUnknownOptions(method, options, ['mechanism']);
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

function kindOf(mechanism: ChosenMechanism): MessageKind {
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
  readonly #operation: MessageOperation;
  readonly #mechanism: ChosenMechanism;
  readonly #held: HeldLane;
  #closed = false;

  /** @internal Made by `begin` and `beginSync`. */
  constructor(operation: MessageOperation, mechanism: ChosenMechanism, held: HeldLane) {
    this.#operation = operation;
    this.#mechanism = mechanism;
    this.#held = held;
  }

  /** @internal */
  static async begin(
    context: SessionContext,
    key: Key,
    operation: MessageOperation,
    method: string,
    options: MessageMechanism,
  ): Promise<MessageRun> {
    const mechanism = chosen(context, key, method, options);
    const held = await context.runner.hold(method);
    try {
      await held.begin((arena) => messageInit(arena, operation, mechanism, key.handle));
      return new MessageRun(operation, mechanism, held);
    } catch (error) {
      held.release();
      throw error;
    }
  }

  /** @internal */
  static beginSync(
    context: SessionContext,
    key: Key,
    operation: MessageOperation,
    method: string,
    options: MessageMechanism,
  ): MessageRun {
    const mechanism = chosen(context, key, method, options);
    const held = context.runner.holdSync(method);
    try {
      held.beginSync((arena) => messageInit(arena, operation, mechanism, key.handle));
      return new MessageRun(operation, mechanism, held);
    } catch (error) {
      held.release();
      throw error;
    }
  }

  /** Encrypts one message. Without `iv` the token makes the nonce, and never the same twice. */
  async encrypt(plaintext: BytesLike, options: MessageOptions = {}): Promise<SealedMessage> {
    return this.#open().run(this.#encrypting(plaintext, options));
  }

  encryptSync(plaintext: BytesLike, options: MessageOptions = {}): SealedMessage {
    return this.#open().runSync(this.#encrypting(plaintext, options));
  }

  #open(): HeldLane {
    if (this.#closed) throw new ClosedError('message operation');
    return this.#held;
  }

  #encrypting(plaintext: BytesLike, options: MessageOptions): MakeProgram<SealedMessage> {
    refuseUnknownOptions('encrypt', options, MESSAGE_OPTIONS);
    const { name } = this.#mechanism;
    const kind = kindOf(this.#mechanism);
    return function* (arena) {
      const data = toBytes('plaintext', plaintext);
      const message = encodeMessage(arena, String(name), kind, options, data.byteLength);
      const additional = toBytes('additionalData', options.additionalData ?? '');
      const ciphertext = yield* cipherMessage(arena, 'encrypt', message, additional, data);
      return { iv: message.iv(), ciphertext, tag: message.tag() };
    };
  }

  /** Decrypts one message. @throws Pkcs11Error CKR_AEAD_DECRYPT_FAILED or its like if anything of it was changed */
  async decrypt(sealed: SealedInput, options: OpenMessageOptions = {}): Promise<Bytes> {
    return this.#open().run(this.#decrypting(sealed, options));
  }

  decryptSync(sealed: SealedInput, options: OpenMessageOptions = {}): Bytes {
    return this.#open().runSync(this.#decrypting(sealed, options));
  }

  #decrypting(sealed: SealedInput, options: OpenMessageOptions): MakeProgram<Bytes> {
    refuseUnknownOptions('decrypt', options, ['additionalData']);
    const { name } = this.#mechanism;
    const kind = kindOf(this.#mechanism);
    return function* (arena) {
      const data = toBytes('ciphertext', sealed.ciphertext);
      const message = encodeMessage(arena, String(name), kind, {}, data.byteLength, sealed);
      const additional = toBytes('additionalData', options.additionalData ?? '');
      return yield* cipherMessage(arena, 'decrypt', message, additional, data);
    };
  }

  /** Ends the operation and frees its lane. Closing twice is no error. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    try {
      await this.#held.run(() => messageFinal(this.#operation));
    } catch (error) {
      // The session was closed before, and the operation with it.
      if (!(error instanceof ClosedError)) throw error;
    } finally {
      this.#held.release();
    }
  }

  /** @throws BusyError while an asynchronous message is under way */
  closeSync(): void {
    if (this.#closed) return;
    try {
      this.#held.runSync(() => messageFinal(this.#operation));
    } catch (error) {
      if (!(error instanceof ClosedError)) throw error;
    }
    this.#closed = true;
    this.#held.release();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.dispose](): void {
    this.closeSync();
  }
}
