import { ModuleFaultError } from '../errors.ts';
import type { Arena, Region } from '../native/arena.ts';
import { CKG } from '../spec/constants.ts';
import { type BytesLike, describe, toBytes } from './bytes.ts';
import { type IntegerRange, integer, oneOf } from './parameter-fields.ts';
import { IV_BYTES, IV_GENERATORS, type IvGenerator } from './parameter-ivs.ts';
import { ParameterWriter } from './parameter-writer.ts';

/** The options of one message (PKCS #11 v3.2, CK_GCM_MESSAGE_PARAMS and its like). */
export interface MessageOptions {
  /** The nonce, or what its fixed bits are taken from where the token makes the rest. */
  readonly iv?: BytesLike | undefined;
  /** Size of a nonce that the token makes, in bytes (12). */
  readonly ivBytes?: number | undefined;
  /**
   * `RANDOM` without `iv`. Counters begin anew with each operation on most tokens: two operations with one key would
   * use the same nonces, so a counter is only for whoever keeps count of them in `iv` and `fixedBits`.
   */
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

interface Parts {
  readonly iv: Region;
  readonly tag: Region;
  readonly fixedBits: number;
  readonly generator: number;
  readonly dataLength: number;
}

export type MessageKind = 'gcm' | 'ccm' | 'poly1305';

interface MessageStructure {
  /** Whether the token can make the nonce. */
  readonly generates: boolean;
  /** Whether it holds the length of the data. */
  readonly counts?: true;
  write(arena: Arena, parts: Parts): Region;
}

/** The structures of the mechanisms that have a message interface. */
const STRUCTURES: Readonly<Record<MessageKind, MessageStructure>> = {
  gcm: {
    generates: true,
    write: (arena, { iv, tag, fixedBits, generator }) =>
      arena.structure('CK_GCM_MESSAGE_PARAMS', {
        pIv: iv.address,
        ulIvLen: iv.size,
        ulIvFixedBits: fixedBits,
        ivGenerator: generator,
        pTag: tag.address,
        ulTagBits: tag.size * 8,
      }),
  },
  ccm: {
    generates: true,
    counts: true,
    write: (arena, { iv, tag, fixedBits, generator, dataLength }) =>
      arena.structure('CK_CCM_MESSAGE_PARAMS', {
        ulDataLen: dataLength,
        pNonce: iv.address,
        ulNonceLen: iv.size,
        ulNonceFixedBits: fixedBits,
        nonceGenerator: generator,
        pMAC: tag.address,
        ulMACLen: tag.size,
      }),
  },
  poly1305: {
    generates: false,
    write: (arena, { iv, tag }) =>
      arena.structure('CK_SALSA20_CHACHA20_POLY1305_MSG_PARAMS', {
        pNonce: iv.address,
        ulNonceLen: iv.size,
        pTag: tag.address,
      }),
  },
};

/** Whether the token can make the nonces of messages of a kind. */
export function makesNonces(kind: MessageKind): boolean {
  return STRUCTURES[kind].generates;
}

/** A message that exists already: the nonce and tag it was made with. */
interface Given {
  readonly iv: BytesLike;
  readonly tag: BytesLike;
}

/** Writes the parameter of one message, new or given. */
export function encodeMessage(
  arena: Arena,
  argument: string,
  kind: MessageKind,
  options: MessageOptions,
  length: number | undefined,
  given?: Given,
): EncodedMessage {
  const { generates, counts, write } = STRUCTURES[kind];
  if (counts === true && length === undefined) {
    throw new TypeError(`${argument}.dataLength: expected the length of all parts together, got undefined`);
  }
  const dataLength = Number(
    integer('dataLength', { default: 0 }).value(new ParameterWriter(arena, argument, { dataLength: length })),
  );
  const writer = new ParameterWriter(arena, argument, options);
  const number = (name: 'tagBits' | 'ivBytes' | 'fixedBits', range: IntegerRange): number =>
    Number(integer(name, range).value(writer));
  const ownIv = given === undefined ? options.iv : given.iv;
  const standard = ownIv === undefined && given === undefined && generates ? 'RANDOM' : 'NONE';
  const generator = Number(oneOf('ivGenerator', IV_GENERATORS, standard).value(writer));
  if (ownIv === undefined && generator === CKG.NO_GENERATE) {
    throw new TypeError(
      `${argument}.iv: expected bytes, since the token makes no nonce here, got ${describe(ownIv)}`,
    );
  }
  const iv =
    ownIv === undefined
      ? arena.allocate(number('ivBytes', IV_BYTES))
      : arena.bytes(toBytes(`${argument}.iv`, ownIv));
  const tag =
    given === undefined
      ? arena.allocate(number('tagBits', { default: 128, most: 128, per: 8 }))
      : arena.bytes(toBytes(`${argument}.tag`, given.tag));
  const fixedBits = number('fixedBits', { default: 0, most: iv.size * 8 });
  const { address, size } = write(arena, { iv, tag, fixedBits, generator, dataLength });
  return {
    address,
    length: size,
    iv() {
      const made = iv.read(iv.size);
      // A nonce that nobody wrote would be the same each time.
      if (generator === CKG.GENERATE_RANDOM && made.every((byte) => byte === 0)) {
        throw new ModuleFaultError('C_EncryptMessage', 'made no nonce although it was told to');
      }
      return made;
    },
    tag: () => tag.read(tag.size),
  };
}
