import type { Arena, Region } from '../native/arena.ts';
import { CKG } from '../spec/constants.ts';
import { type BytesLike, describe, toBytes } from './bytes.ts';
import { integer, oneOf, ParameterWriter } from './parameter-fields.ts';

/** How the token makes the nonce of a message; `NONE`: the caller gives it. */
export type IvGenerator = 'NONE' | 'GENERATE' | 'COUNTER' | 'RANDOM' | 'COUNTER_XOR';

const GENERATORS: Readonly<Record<IvGenerator, number>> = {
  NONE: CKG.NO_GENERATE,
  GENERATE: CKG.GENERATE,
  COUNTER: CKG.GENERATE_COUNTER,
  RANDOM: CKG.GENERATE_RANDOM,
  COUNTER_XOR: CKG.GENERATE_COUNTER_XOR,
};

/** The options of one message (PKCS #11 v3.2, CK_GCM_MESSAGE_PARAMS and its like). */
export interface MessageOptions {
  /** The nonce, or what its fixed bits are taken from where the token makes the rest. */
  readonly iv?: BytesLike | undefined;
  /** Size of a nonce that the token makes, in bytes (12). */
  readonly ivBytes?: number | undefined;
  readonly ivGenerator?: IvGenerator | undefined;
  /** How many leading bits of `iv` the token keeps (0). */
  readonly fixedBits?: number | undefined;
  readonly additionalData?: BytesLike | undefined;
  readonly tagBits?: number | undefined;
}

/** The parameter of one message: its IV and tag are the token's to fill in. */
export interface EncodedMessage {
  readonly address: number;
  readonly length: number;
  iv(): Uint8Array<ArrayBuffer>;
  tag(): Uint8Array<ArrayBuffer>;
}

const IV_BYTES = 12;

interface Parts {
  readonly iv: Region;
  readonly tag: Region;
  readonly fixedBits: number;
  readonly generator: number;
  readonly dataLength: number;
}

/** The structures of the mechanisms that have a message interface. */
const STRUCTURES = {
  gcm: (arena: Arena, { iv, tag, fixedBits, generator }: Parts) =>
    arena.structure('CK_GCM_MESSAGE_PARAMS', {
      pIv: iv.address,
      ulIvLen: iv.size,
      ulIvFixedBits: fixedBits,
      ivGenerator: generator,
      pTag: tag.address,
      ulTagBits: tag.size * 8,
    }),
  ccm: (arena: Arena, { iv, tag, fixedBits, generator, dataLength }: Parts) =>
    arena.structure('CK_CCM_MESSAGE_PARAMS', {
      ulDataLen: dataLength,
      pNonce: iv.address,
      ulNonceLen: iv.size,
      ulNonceFixedBits: fixedBits,
      nonceGenerator: generator,
      pMAC: tag.address,
      ulMACLen: tag.size,
    }),
  poly1305: (arena: Arena, { iv, tag }: Parts) =>
    arena.structure('CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS', {
      pNonce: iv.address,
      ulNonceLen: iv.size,
      pTag: tag.address,
    }),
} as const;

export type MessageKind = keyof typeof STRUCTURES;

/** Writes the parameter of one message. `given`: the tag of a message that is to be decrypted. */
export function encodeMessage(
  arena: Arena,
  argument: string,
  kind: MessageKind,
  options: MessageOptions,
  dataLength: number,
  given?: { readonly iv: BytesLike; readonly tag: BytesLike },
): EncodedMessage {
  const writer = new ParameterWriter(arena, argument, options);
  const number = (name: 'tagBits' | 'ivBytes' | 'fixedBits', standard: number, most: number): number =>
    Number(integer(name, { default: standard, most }).value(writer));
  const generator = Number(
    oneOf(
      'ivGenerator',
      GENERATORS,
      options.iv === undefined && given === undefined ? 'GENERATE' : 'NONE',
    ).value(writer),
  );
  const iv =
    options.iv === undefined && given === undefined
      ? arena.allocate(number('ivBytes', IV_BYTES, 256))
      : arena.bytes(toBytes(`${argument}.iv`, given?.iv ?? options.iv));
  if (generator === CKG.NO_GENERATE && options.iv === undefined && given === undefined) {
    throw new TypeError(
      `${argument}.iv: expected bytes where ivGenerator is 'NONE', got ${describe(options.iv)}`,
    );
  }
  const tag =
    given === undefined
      ? arena.allocate(number('tagBits', 128, 128) / 8)
      : arena.bytes(toBytes(`${argument}.tag`, given.tag));
  const fixedBits = number('fixedBits', 0, iv.size * 8);
  const { address, size } = STRUCTURES[kind](arena, { iv, tag, fixedBits, generator, dataLength });
  return { address, length: size, iv: () => iv.read(iv.size), tag: () => tag.read(tag.size) };
}
