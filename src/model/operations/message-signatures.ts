import {
  abandonSignatureMessage,
  type MessageParameter,
  type MessageSignatureOperation,
  messageSignatureFinal,
  messageSignatureInit,
  signatureMessageBegin,
  signMessage,
  signMessageLast,
  signMessageNext,
  verifyMessage,
  verifyMessageLast,
  verifyMessageNext,
} from '../../calls/message-signatures.ts';
import { signatureRoom } from '../../calls/signing.ts';
import { type BytesLike, copyBytes, toBytes } from '../../codec/bytes.ts';
import { keepMechanism, type MechanismOptions, refuseUnknownOptions } from '../../codec/mechanisms.ts';
import { CALL_OPTIONS, type CallOptions, limited, refuseLimits } from '../../core/limits.ts';
import { fold, foldSync, type Multipart } from '../../core/multipart.ts';
import type { Program } from '../../core/program.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Arena } from '../../native/arena.ts';
import { isPrepared } from '../choosing/preparation.ts';
import type { Key } from '../keys/key.ts';
import { assertChunks, assertSyncChunks, type Bytes, type Chunks, isParts } from '../objects/data.ts';
import type { SessionContext } from '../session/context.ts';
import { HeldOperation } from './held-operation.ts';
import { KeyUsage, type PinOption } from './key-use.ts';
import { planSignature } from './signature.ts';

/** The mechanism, as for `sign` and `verify`; its parameters are those of all messages. */
export type MessageSignatureOptions = MechanismOptions | { readonly mechanism?: undefined };

/** The same, with the PIN for keys that ask for it: once for all the messages. */
export type MessageSignerOptions = MessageSignatureOptions & PinOption;

/** The options of one message. */
export interface SignedMessageOptions {
  /** The parameter of this message as C lays it out, for mechanisms that have one; the standard's have none. */
  readonly parameter?: BytesLike | undefined;
}

/**
 * Signing or verifying messages (PKCS #11 v3.2 §5.14, §5.16): a key set up once for any number of them. It holds a lane
 * of the session until it is closed.
 */
export class MessageSignatureRun {
  readonly #held: HeldOperation;
  /** Room for the likely signature. */
  readonly #room: number;

  private constructor(held: HeldOperation, { room }: Prepared) {
    this.#held = held;
    this.#room = room;
  }

  /** @internal */
  static async begin(
    context: SessionContext,
    key: Key,
    operation: MessageSignatureOperation,
    what: string,
    options: MessageSignerOptions & CallOptions,
  ): Promise<MessageSignatureRun> {
    const prepared = prepare(context, key, operation, what, options);
    try {
      const held = await HeldOperation.begin(context, prepared.ends, options);
      return new MessageSignatureRun(held, prepared);
    } finally {
      prepared.usage.over();
    }
  }

  /** @internal */
  static beginSync(
    context: SessionContext,
    key: Key,
    operation: MessageSignatureOperation,
    what: string,
    options: MessageSignerOptions,
  ): MessageSignatureRun {
    const prepared = prepare(context, key, operation, what, options);
    try {
      return new MessageSignatureRun(HeldOperation.beginSync(context, prepared.ends, options), prepared);
    } finally {
      prepared.usage.over();
    }
  }

  /** Signs one message, given whole or in parts. Other messages wait until the parts of this one have come. */
  async sign(data: BytesLike | Chunks, options: SignedMessageOptions & CallOptions = {}): Promise<Bytes> {
    const { lane } = this.#held;
    const parameter = parameterOf('sign', options);
    if (!isParts(data)) {
      return limited('sign', options, (limit) =>
        lane.run(
          (arena) => signMessage(arena, write(arena, parameter), toBytes('data', data), this.#room),
          limit,
        ),
      );
    }
    assertChunks('data', data);
    return fold(lane, signingParts(parameter, this.#room), data, options);
  }

  signSync(data: BytesLike | Iterable<BytesLike>, options: SignedMessageOptions = {}): Bytes {
    const { lane } = this.#held;
    const parameter = parameterOf('signSync', options);
    refuseLimits('signSync', options);
    if (!isParts(data)) {
      return lane.runSync((arena) =>
        signMessage(arena, write(arena, parameter), toBytes('data', data), this.#room),
      );
    }
    assertSyncChunks('data', data);
    return foldSync(lane, signingParts(parameter, this.#room), data);
  }

  /** Whether a signature is good for one message: false for a wrong one, an error for anything else. */
  async verify(
    data: BytesLike | Chunks,
    signature: BytesLike,
    options: SignedMessageOptions & CallOptions = {},
  ): Promise<boolean> {
    const { lane } = this.#held;
    const parameter = parameterOf('verify', options);
    const claimed = copyBytes('signature', signature);
    if (!isParts(data)) {
      return limited('verify', options, (limit) =>
        lane.run(
          (arena) => verifyMessage(arena, write(arena, parameter), toBytes('data', data), claimed),
          limit,
        ),
      );
    }
    assertChunks('data', data);
    return fold(lane, verifyingParts(parameter, claimed), data, options);
  }

  verifySync(
    data: BytesLike | Iterable<BytesLike>,
    signature: BytesLike,
    options: SignedMessageOptions = {},
  ): boolean {
    const { lane } = this.#held;
    const parameter = parameterOf('verifySync', options);
    refuseLimits('verifySync', options);
    const claimed = copyBytes('signature', signature);
    if (!isParts(data)) {
      return lane.runSync((arena) =>
        verifyMessage(arena, write(arena, parameter), toBytes('data', data), claimed),
      );
    }
    assertSyncChunks('data', data);
    return foldSync(lane, verifyingParts(parameter, claimed), data);
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

/** What is known before the operation has a lane. */
interface Prepared {
  readonly usage: KeyUsage;
  readonly ends: Parameters<typeof HeldOperation.begin>[1];
  readonly room: number;
}

function prepare(
  context: SessionContext,
  key: Key,
  operation: MessageSignatureOperation,
  what: string,
  options: MessageSignerOptions,
): Prepared {
  const [use, ownOptions] = operation === 'sign' ? (['SIGN', ['pin']] as const) : (['VERIFY', []] as const);
  const { chosen } = planSignature(context, key, what, options, ownOptions, use);
  if (isPrepared(chosen) || chosen.recompute) {
    throw new NotSupportedError(`${what}: the token signs only hashes with ${chosen.asked.name}`);
  }
  // A lane may have to be waited for.
  const mechanism = keepMechanism(chosen.mechanism);
  const usage = new KeyUsage(context, key, mechanism, options);
  return {
    usage,
    ends: {
      what,
      ready: () => usage.ready(),
      readySync: () => usage.readySync(),
      init: (arena: Arena) => messageSignatureInit(arena, operation, usage),
      final: () => messageSignatureFinal(operation),
    },
    room: signatureRoom(mechanism),
  };
}

function parameterOf(method: string, options: SignedMessageOptions): Bytes {
  refuseUnknownOptions(method, options, ['parameter'], CALL_OPTIONS);
  return copyBytes('parameter', options.parameter ?? '');
}

function write(arena: Arena, parameter: Bytes): MessageParameter {
  // NULL and 0 for none.
  return parameter.byteLength === 0
    ? { address: 0, length: 0 }
    : { address: arena.bytes(parameter).address, length: parameter.byteLength };
}

function signingParts(parameter: Bytes, room: number): Multipart<BytesLike, Bytes> {
  return messageParts('sign', parameter, signMessageNext, (arena, written) =>
    signMessageLast(arena, written, room),
  );
}

function verifyingParts(parameter: Bytes, signature: Bytes): Multipart<BytesLike, boolean> {
  return messageParts('verify', parameter, verifyMessageNext, (arena, written) =>
    verifyMessageLast(arena, written, signature),
  );
}

function messageParts<T>(
  operation: MessageSignatureOperation,
  parameter: Bytes,
  next: (arena: Arena, parameter: MessageParameter, chunk: BytesLike) => Program<undefined>,
  last: (arena: Arena, parameter: MessageParameter) => Program<T>,
): Multipart<BytesLike, T> {
  let written: MessageParameter;
  return {
    what: operation,
    begin: (arena) => {
      written = write(arena, parameter);
      return signatureMessageBegin(operation, written);
    },
    update: (chunk) => (arena) => next(arena, written, chunk),
    finish: (arena) => last(arena, written),
    cancel: (arena) => abandonSignatureMessage(arena, operation, written),
  };
}
