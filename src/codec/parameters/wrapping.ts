import { Region } from '../../native/arena.ts';
import { layoutOf } from '../../native/layout.ts';
import { CKZ } from '../../spec/constants.ts';
import type { BytesLike } from '../bytes.ts';
import type { HashName } from '../hashes.ts';
import { type KdfName, kdfs, type MgfName } from '../names.ts';
import {
  bytes,
  fixed,
  hashAlgorithm,
  integer,
  lengthOf,
  maskGeneration,
  named,
  optionalBytes,
  optionalKey,
  sameLengthOf,
} from '../parameter-fields.ts';
import { type IvGenerator, ivGenerator, ivLength, ivRoom } from '../parameter-ivs.ts';
import { written } from '../parameter-outputs.ts';
import { type CodecsOf, plainBytes, pointerTo, structured } from '../parameter-structures.ts';
import type { ParameterCodec } from '../parameter-writer.ts';
import type { KeyHandle, Named, Optional } from './common.ts';

interface GeneratedIv {
  /** The nonce, or what its fixed bits are taken from where the token makes the rest. */
  readonly iv?: Optional<BytesLike>;
  /** Size of a nonce that the token makes, in bytes (12). */
  readonly ivBytes?: Optional<number>;
  /** `RANDOM` without `iv`, else `NONE`. */
  readonly ivGenerator?: Optional<IvGenerator>;
  /** How many leading bits of `iv` the token keeps (0). */
  readonly fixedBits?: Optional<number>;
  readonly additionalData?: Optional<BytesLike>;
  readonly tagBits?: Optional<number>;
}

/** Parameters of what encrypts little data and keys. */
export interface WrappingKinds {
  /** CK_RSA_PKCS_OAEP_PARAMS: SHA-1 (RFC 8017's default) unless named. */
  oaep: {
    readonly hash?: Optional<HashName>;
    readonly mgf?: Optional<Named<MgfName>>;
    /** Its label, of RFC 8017; the `label` of methods that make a key is the key's. */
    readonly oaepLabel?: Optional<BytesLike>;
  };
  /** CK_RSA_AES_KEY_WRAP_PARAMS: size of the temporary AES key, and how RSA-OAEP encrypts it. */
  rsaAes: WrappingKinds['oaep'] & { readonly aesBits: number };
  /** CK_ECDH_AES_KEY_WRAP_PARAMS: size of the temporary AES key, and how it follows from the shared secret. */
  ecdhAes: {
    readonly aesBits: number;
    readonly kdf?: Optional<Named<KdfName>>;
    readonly sharedData?: Optional<BytesLike>;
  };
  /** CK_GCM_WRAP_PARAMS, of authenticated wrapping: the token makes the nonce unless it is given. */
  gcmWrap: GeneratedIv;
  /** CK_CCM_WRAP_PARAMS: the same; the length of the wrapped key is part of the nonce block. */
  ccmWrap: GeneratedIv & { readonly dataLength: number };
  /**
   * CK_KEY_WRAP_SET_OAEP_PARAMS: a byte and data that are wrapped with the key. When unwrapping, `extraBytes` is the
   * room for that data, which is never longer than 128 bytes.
   */
  setOaep: {
    readonly blockContents?: Optional<number>;
    readonly extraData?: Optional<BytesLike>;
    readonly extraBytes?: Optional<number>;
  };
  /** CK_GOSTR3410_KEY_WRAP_PARAMS: an object identifier in DER, user keying material, the sender's or receiver's key. */
  gostWrap: {
    readonly wrapOid?: Optional<BytesLike>;
    readonly ukm?: Optional<BytesLike>;
    readonly key?: Optional<KeyHandle>;
  };
  /** User keying material of 8 bytes. */
  ukm: { readonly ukm?: Optional<BytesLike> };
  /** CK_SKIPJACK_PRIVATE_WRAP_PARAMS: numbers big-endian. */
  skipjackPrivateWrap: {
    readonly password: BytesLike;
    readonly publicValue: BytesLike;
    readonly prime: BytesLike;
    readonly base: BytesLike;
    readonly subprime: BytesLike;
    readonly randomA: BytesLike;
  };
  /** CK_SKIPJACK_RELAYX_PARAMS. */
  skipjackRelayX: {
    readonly oldWrapped: BytesLike;
    readonly oldPassword: BytesLike;
    readonly oldPublicValue: BytesLike;
    readonly oldRandomA: BytesLike;
    readonly newPassword: BytesLike;
    readonly newPublicValue: BytesLike;
    readonly newRandomA: BytesLike;
  };
}

export interface WrappingOutputs {
  gcmWrap: 'iv';
  ccmWrap: 'iv';
  setOaep: 'blockContents' | 'extraData';
}

const oaepFields = {
  hashAlg: hashAlgorithm(['hash'], 'SHA_1'),
  mgf: maskGeneration('SHA_1'),
  source: fixed(CKZ.DATA_SPECIFIED),
  pSourceData: optionalBytes('oaepLabel'),
  ulSourceDataLen: lengthOf('oaepLabel'),
} as const;
const aesBits = integer('aesBits', { least: 128, most: 256 });
const fixedBits = integer('fixedBits', { default: 0, most: 2048 });
const authenticated = {
  pAAD: optionalBytes('additionalData'),
  ulAADLen: lengthOf('additionalData'),
} as const;

/** What is unwrapped besides the key comes back in the structure itself. */
const SET_OAEP: ParameterCodec<keyof WrappingKinds['setOaep'], WrappingOutputs['setOaep']> = {
  options: ['blockContents', 'extraData', 'extraBytes'],
  outputs: ['blockContents', 'extraData'],
  structures: ['CK_KEY_WRAP_SET_OAEP_PARAMS'],
  encode(writer) {
    const { arena } = writer;
    const most = Number(integer('extraBytes', { default: 0, most: 1024 }).value(writer));
    const given = writer.bytes('extraData', false);
    const room = most > 0 ? arena.allocate(most) : undefined;
    const extra = given instanceof Region ? given : room;
    const region = arena.structure('CK_KEY_WRAP_SET_OAEP_PARAMS', {
      bBC: integer('blockContents', { default: 0, most: 255 }).value(writer),
      pX: extra?.address ?? 0,
      ulXLen: extra?.size ?? 0,
    });
    const { fields } = layoutOf(arena.abi, 'CK_KEY_WRAP_SET_OAEP_PARAMS');
    writer.returns('blockContents', () => region.readByte(fields.bBC.offset));
    writer.returns('extraData', () => {
      const length = region.readUlong(fields.ulXLen.offset);
      return extra === undefined ? new Uint8Array(0) : written('C_UnwrapKey', extra, length);
    });
    return region;
  },
};

export const WRAPPING_CODECS: CodecsOf<WrappingKinds, WrappingOutputs> = {
  oaep: structured('CK_RSA_PKCS_OAEP_PARAMS', oaepFields),
  rsaAes: structured('CK_RSA_AES_KEY_WRAP_PARAMS', {
    ulAESKeyBits: aesBits,
    pOAEPParams: pointerTo('CK_RSA_PKCS_OAEP_PARAMS', oaepFields),
  }),
  ecdhAes: structured('CK_ECDH_AES_KEY_WRAP_PARAMS', {
    ulAESKeyBits: aesBits,
    kdf: named('kdf', kdfs, 'NULL'),
    pSharedData: optionalBytes('sharedData'),
    ulSharedDataLen: lengthOf('sharedData'),
  }),
  gcmWrap: structured('CK_GCM_WRAP_PARAMS', {
    pIv: ivRoom(),
    ulIvLen: ivLength(),
    ulIvFixedBits: fixedBits,
    ivGenerator: ivGenerator(),
    ...authenticated,
    ulTagBits: integer('tagBits', { default: 128, most: 128 }),
  }),
  ccmWrap: structured('CK_CCM_WRAP_PARAMS', {
    ulDataLen: integer('dataLength'),
    pNonce: ivRoom(),
    ulNonceLen: ivLength(),
    ulNonceFixedBits: fixedBits,
    nonceGenerator: ivGenerator(),
    ...authenticated,
    ulMACLen: integer('tagBits', { default: 128, least: 32, most: 128, per: 8 }),
  }),
  setOaep: SET_OAEP,
  gostWrap: structured('CK_GOSTR3410_KEY_WRAP_PARAMS', {
    pWrapOID: optionalBytes('wrapOid'),
    ulWrapOIDLen: lengthOf('wrapOid'),
    pUKM: optionalBytes('ukm'),
    ulUKMLen: lengthOf('ukm'),
    hKey: optionalKey('key'),
  }),
  ukm: plainBytes('ukm', false),
  skipjackPrivateWrap: structured('CK_SKIPJACK_PRIVATE_WRAP_PARAMS', {
    ulPasswordLen: lengthOf('password'),
    pPassword: bytes('password'),
    ulPublicDataLen: lengthOf('publicValue'),
    pPublicData: bytes('publicValue'),
    ulPAndGLen: sameLengthOf('prime', 'base'),
    ulQLen: lengthOf('subprime'),
    ulRandomLen: lengthOf('randomA'),
    pRandomA: bytes('randomA'),
    pPrimeP: bytes('prime'),
    pBaseG: bytes('base'),
    pSubprimeQ: bytes('subprime'),
  }),
  skipjackRelayX: structured('CK_SKIPJACK_RELAYX_PARAMS', {
    ulOldWrappedXLen: lengthOf('oldWrapped'),
    pOldWrappedX: bytes('oldWrapped'),
    ulOldPasswordLen: lengthOf('oldPassword'),
    pOldPassword: bytes('oldPassword'),
    ulOldPublicDataLen: lengthOf('oldPublicValue'),
    pOldPublicData: bytes('oldPublicValue'),
    ulOldRandomLen: lengthOf('oldRandomA'),
    pOldRandomA: bytes('oldRandomA'),
    ulNewPasswordLen: lengthOf('newPassword'),
    pNewPassword: bytes('newPassword'),
    ulNewPublicDataLen: lengthOf('newPublicValue'),
    pNewPublicData: bytes('newPublicValue'),
    ulNewRandomLen: lengthOf('newRandomA'),
    pNewRandomA: bytes('newRandomA'),
  }),
};
