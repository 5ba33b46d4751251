import type { Ulong } from '../native/abi.ts';
import type { Arena } from '../native/arena.ts';
import { CKZ } from '../spec/constants.ts';
import { type BytesLike, describe, toBytes } from './bytes.ts';
import { HASHES, type HashName } from './hashes.ts';
import { type KdfName, kdfs, type MgfName, mechanisms, mgfs } from './names.ts';

/** The options that each kind of mechanism parameter takes. Lengths in bytes unless the name says bits. */
export interface ParameterKinds {
  /** No parameter, or the bytes of one that has no codec of its own. */
  raw: { readonly parameter?: BytesLike | undefined };
  /** An initialisation vector, of the cipher's block size. */
  iv: { readonly iv: BytesLike };
  /** RFC 3394 and 5649 key wrap: an alternative initial value, usually left out. */
  optionalIv: { readonly iv?: BytesLike | undefined };
  /** CK_AES_CTR_PARAMS: the first counter block of 16 bytes, and how many of its low bits count (128). */
  ctr: { readonly iv: BytesLike; readonly counterBits?: number | undefined };
  /** CK_GCM_PARAMS: a nonce (12 bytes is usual), data authenticated besides, tag length (128). */
  gcm: {
    readonly iv: BytesLike;
    readonly additionalData?: BytesLike | undefined;
    readonly tagBits?: number | undefined;
  };
  /** CK_CCM_PARAMS: the plaintext's length is part of the nonce block, so it is needed beforehand. */
  ccm: {
    readonly iv: BytesLike;
    readonly dataLength: number;
    readonly additionalData?: BytesLike | undefined;
    readonly tagBits?: number | undefined;
  };
  /** CK_MAC_GENERAL_PARAMS: the length of the code. */
  macLength: { readonly macLength: number };
  /** CK_RSA_PKCS_PSS_PARAMS for data hashed by the mechanism: MGF1 of its hash, salt as long as the hash. */
  pss: { readonly mgf?: MgfName | number | undefined; readonly saltLength?: number | undefined };
  /** The same for data hashed beforehand, with this hash. */
  pssRaw: {
    readonly hash: HashName;
    readonly mgf?: MgfName | number | undefined;
    readonly saltLength?: number | undefined;
  };
  /** CK_RSA_PKCS_OAEP_PARAMS: SHA-1 (RFC 8017's default) unless named. */
  oaep: {
    readonly hash?: HashName | undefined;
    readonly mgf?: MgfName | number | undefined;
    readonly label?: BytesLike | undefined;
  };
  /** CK_EDDSA_PARAMS: none for plain EdDSA. */
  eddsa: { readonly prehash?: boolean | undefined; readonly context?: BytesLike | undefined };
  /** The other party's public value, big-endian. */
  dh: { readonly publicValue: BytesLike };
  /** CK_ECDH1_DERIVE_PARAMS: the other party's point, the function applied to the shared secret (NULL: none). */
  ecdh: {
    readonly publicKey: BytesLike;
    readonly kdf?: KdfName | number | undefined;
    readonly sharedData?: BytesLike | undefined;
  };
}

export type ParameterKind = keyof ParameterKinds;

export interface EncodedParameter {
  readonly address: number;
  readonly length: number;
}

interface ParameterCodec<K extends ParameterKind> {
  /** The names of the options, for refusing others. */
  readonly options: readonly (K extends unknown ? keyof ParameterKinds[K] & string : never)[];
  encode(
    arena: Arena,
    argument: string,
    options: ParameterKinds[K],
    hash: HashName | undefined,
  ): EncodedParameter;
}

const NONE: EncodedParameter = { address: 0, length: 0 };

function fromBytes(arena: Arena, argument: string, value: BytesLike): EncodedParameter {
  const bytes = toBytes(argument, value);
  return { address: arena.optional(bytes), length: bytes.byteLength };
}

function optionalBytes(arena: Arena, argument: string, value: BytesLike | undefined): EncodedParameter {
  return value === undefined ? NONE : fromBytes(arena, argument, value);
}

function integer(argument: string, value: unknown, least: number, most: number): number {
  if (typeof value !== 'number')
    throw new TypeError(`${argument}: expected an integer, got ${describe(value)}`);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${argument}: expected an integer from ${least} to ${most}, got ${value}`);
  }
  return value;
}

/** Lengths that go into the standard's structures as CK_ULONG, on its narrowest ABI. */
const MOST = 0xffff_ffff;

function hashEntry(argument: string, hash: HashName): (typeof HASHES)[HashName] {
  if (!Object.hasOwn(HASHES, hash)) {
    throw new RangeError(`${argument}: expected one of ${Object.keys(HASHES).join(', ')}`);
  }
  return HASHES[hash];
}

function hashAndMgf(
  argument: string,
  hash: HashName,
  mgf: MgfName | number | undefined,
): { hashAlg: Ulong; mgf: Ulong } {
  return {
    hashAlg: mechanisms.number(`${argument}.hash`, hash),
    mgf: mgfs.number(`${argument}.mgf`, mgf ?? hashEntry(`${argument}.hash`, hash).mgf),
  };
}

function encodePss(
  arena: Arena,
  argument: string,
  hash: HashName,
  options: ParameterKinds['pss'],
): EncodedParameter {
  const saltLength = options.saltLength ?? hashEntry(`${argument}.hash`, hash).bytes;
  return sized(
    arena.structure('CK_RSA_PKCS_PSS_PARAMS', {
      ...hashAndMgf(argument, hash, options.mgf),
      sLen: integer(`${argument}.saltLength`, saltLength, 0, MOST),
    }),
  );
}

function sized(region: { address: number; size: number }): EncodedParameter {
  return { address: region.address, length: region.size };
}

export const PARAMETER_CODECS: { readonly [K in ParameterKind]: ParameterCodec<K> } = {
  raw: {
    options: ['parameter'],
    encode: (arena, argument, { parameter }) => optionalBytes(arena, `${argument}.parameter`, parameter),
  },
  iv: {
    options: ['iv'],
    encode: (arena, argument, { iv }) => fromBytes(arena, `${argument}.iv`, iv),
  },
  optionalIv: {
    options: ['iv'],
    encode: (arena, argument, { iv }) => optionalBytes(arena, `${argument}.iv`, iv),
  },
  ctr: {
    options: ['iv', 'counterBits'],
    encode(arena, argument, { iv, counterBits = 128 }) {
      const cb = toBytes(`${argument}.iv`, iv);
      if (cb.byteLength !== 16) {
        throw new RangeError(`${argument}.iv: expected a counter block of 16 bytes, got ${cb.byteLength}`);
      }
      const ulCounterBits = integer(`${argument}.counterBits`, counterBits, 1, 128);
      return sized(arena.structure('CK_AES_CTR_PARAMS', { ulCounterBits, cb }));
    },
  },
  gcm: {
    options: ['iv', 'additionalData', 'tagBits'],
    encode(arena, argument, { iv, additionalData, tagBits = 128 }) {
      const nonce = fromBytes(arena, `${argument}.iv`, iv);
      const aad = optionalBytes(arena, `${argument}.additionalData`, additionalData);
      return sized(
        arena.structure('CK_GCM_PARAMS', {
          pIv: nonce.address,
          ulIvLen: nonce.length,
          ulIvBits: nonce.length * 8,
          pAAD: aad.address,
          ulAADLen: aad.length,
          ulTagBits: integer(`${argument}.tagBits`, tagBits, 0, 128),
        }),
      );
    },
  },
  ccm: {
    options: ['iv', 'dataLength', 'additionalData', 'tagBits'],
    encode(arena, argument, { iv, dataLength, additionalData, tagBits = 128 }) {
      const nonce = fromBytes(arena, `${argument}.iv`, iv);
      const aad = optionalBytes(arena, `${argument}.additionalData`, additionalData);
      return sized(
        arena.structure('CK_CCM_PARAMS', {
          ulDataLen: integer(`${argument}.dataLength`, dataLength, 0, MOST),
          pNonce: nonce.address,
          ulNonceLen: nonce.length,
          pAAD: aad.address,
          ulAADLen: aad.length,
          ulMACLen: integer(`${argument}.tagBits`, tagBits, 32, 128) / 8,
        }),
      );
    },
  },
  macLength: {
    options: ['macLength'],
    encode: (arena, argument, { macLength }) =>
      sized(arena.ulong(integer(`${argument}.macLength`, macLength, 1, MOST))),
  },
  pss: {
    options: ['mgf', 'saltLength'],
    encode: (arena, argument, options, hash) => encodePss(arena, argument, hash ?? 'SHA_1', options),
  },
  pssRaw: {
    options: ['hash', 'mgf', 'saltLength'],
    encode: (arena, argument, options) => encodePss(arena, argument, options.hash, options),
  },
  oaep: {
    options: ['hash', 'mgf', 'label'],
    encode(arena, argument, { hash = 'SHA_1', mgf, label }) {
      // An absent label must be NULL and 0: some modules refuse a pointer to nothing.
      const source = optionalBytes(arena, `${argument}.label`, label);
      return sized(
        arena.structure('CK_RSA_PKCS_OAEP_PARAMS', {
          ...hashAndMgf(argument, hash, mgf),
          source: CKZ.DATA_SPECIFIED,
          pSourceData: source.address,
          ulSourceDataLen: source.length,
        }),
      );
    },
  },
  eddsa: {
    options: ['prehash', 'context'],
    encode(arena, argument, { prehash, context }) {
      // Plain Ed25519 takes no parameter at all (PKCS #11 v3.2, CKM_EDDSA): NULL and 0.
      if (prehash === undefined && context === undefined) return NONE;
      const data = optionalBytes(arena, `${argument}.context`, context);
      return sized(
        arena.structure('CK_EDDSA_PARAMS', {
          phFlag: prehash === true ? 1 : 0,
          ulContextDataLen: data.length,
          pContextData: data.address,
        }),
      );
    },
  },
  dh: {
    options: ['publicValue'],
    encode: (arena, argument, { publicValue }) => fromBytes(arena, `${argument}.publicValue`, publicValue),
  },
  ecdh: {
    options: ['publicKey', 'kdf', 'sharedData'],
    encode(arena, argument, { publicKey, kdf = 'NULL', sharedData }) {
      const point = fromBytes(arena, `${argument}.publicKey`, publicKey);
      const shared = optionalBytes(arena, `${argument}.sharedData`, sharedData);
      return sized(
        arena.structure('CK_ECDH1_DERIVE_PARAMS', {
          kdf: kdfs.number(`${argument}.kdf`, kdf),
          ulSharedDataLen: shared.length,
          pSharedData: shared.address,
          ulPublicDataLen: point.length,
          pPublicData: point.address,
        }),
      );
    },
  },
};
