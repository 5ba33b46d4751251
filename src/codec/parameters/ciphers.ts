import type { VersionNumber } from '../attribute-codecs.ts';
import type { BytesLike } from '../bytes.ts';
import { bitsOf, bytes, inline, integer, lengthOf, optionalBytes } from '../parameter-fields.ts';
import { overwritten } from '../parameter-outputs.ts';
import { type CodecsOf, plainBytes, plainUlong, structured } from '../parameter-structures.ts';
import { NO_PARAMETER } from '../parameter-writer.ts';
import { type Optional, versionPart } from './common.ts';

/** Parameters of ciphers, digests and message authentication codes. Lengths in bytes unless the name says bits. */
export interface CipherKinds {
  /** No parameter. */
  none: object;
  /** No parameter, or the bytes of one that has no codec of its own. */
  raw: { readonly parameter?: Optional<BytesLike> };
  /** An initialisation vector, of the cipher's block size. */
  iv: { readonly iv: BytesLike };
  /** RFC 3394 and 5649 key wrap: an alternative initial value; GOST 28147: zeros without one. */
  optionalIv: { readonly iv?: Optional<BytesLike> };
  /** The initialisation vector of 24 bytes that the token makes when it encrypts, given when it decrypts. */
  fortezzaIv: { readonly iv: BytesLike };
  /** CK_AES_CTR_PARAMS: the first counter block of 16 bytes, and how many of its low bits count (128). */
  ctr: { readonly iv: BytesLike; readonly counterBits?: Optional<number> };
  /** CK_CAMELLIA_CTR_PARAMS: the same. */
  camelliaCtr: CipherKinds['ctr'];
  /** CK_GCM_PARAMS: a nonce (12 bytes is usual), data authenticated besides, tag length (128). */
  gcm: {
    readonly iv: BytesLike;
    readonly additionalData?: Optional<BytesLike>;
    readonly tagBits?: Optional<number>;
  };
  /** CK_CCM_PARAMS: the plaintext's length is part of the nonce block, so it is needed beforehand. */
  ccm: {
    readonly iv: BytesLike;
    readonly dataLength: number;
    readonly additionalData?: Optional<BytesLike>;
    readonly tagBits?: Optional<number>;
  };
  /** CK_CHACHA20_PARAMS: the block counter as bytes, of 4 or 8. */
  chacha20: { readonly counter: BytesLike; readonly iv: BytesLike };
  /** CK_SALSA20_PARAMS. */
  salsa20: { readonly counter: BytesLike; readonly iv: BytesLike };
  /** CK_SALSA20_CHACHA20_POLY1305_PARAMS. */
  poly1305: { readonly iv: BytesLike; readonly additionalData?: Optional<BytesLike> };
  /** CK_MAC_GENERAL_PARAMS: the length of the code. */
  macLength: { readonly macLength: number };
  /** CK_MAC_GENERAL_PARAMS of SHA-512/t: t. */
  truncated: { readonly hashBits: number };
  /** CK_RC2_PARAMS: how many bits of the key count, from 1 to 1024. */
  rc2: { readonly effectiveBits: number };
  /** CK_RC2_CBC_PARAMS. */
  rc2Cbc: { readonly effectiveBits: number; readonly iv: BytesLike };
  /** CK_RC2_MAC_GENERAL_PARAMS. */
  rc2Mac: { readonly effectiveBits: number; readonly macLength: number };
  /** CK_RC5_PARAMS: the size of a word and the number of rounds. */
  rc5: { readonly wordBytes: number; readonly rounds: number };
  /** CK_RC5_CBC_PARAMS. */
  rc5Cbc: { readonly wordBytes: number; readonly rounds: number; readonly iv: BytesLike };
  /** CK_RC5_MAC_GENERAL_PARAMS. */
  rc5Mac: { readonly wordBytes: number; readonly rounds: number; readonly macLength: number };
  /** CK_VERSION: the version of SSL or TLS that a premaster secret is for. */
  version: { readonly version: VersionNumber };
  /** The same of WTLS, one byte. */
  wtlsVersion: { readonly wtlsVersion: number };
}

export interface CipherOutputs {
  fortezzaIv: 'iv';
  gcm: 'iv';
}

const FORTEZZA_IV = 24;
const effectiveBits = integer('effectiveBits', { least: 1, most: 1024 });
const wordBytes = integer('wordBytes', { least: 1, most: 255 });
const rounds = integer('rounds', { most: 255 });
const macLength = integer('macLength', { least: 1 });
const counterBits = integer('counterBits', { default: 128, least: 1, most: 128 });
const counterBlock = inline('iv', 16, 'a counter block');

export const CIPHER_CODECS: CodecsOf<CipherKinds, CipherOutputs> = {
  none: { options: [], outputs: [], structures: [], encode: () => NO_PARAMETER },
  raw: plainBytes('parameter', false),
  iv: {
    ...plainBytes('iv', true),
    encode(writer) {
      const written = writer.bytes('iv', true);
      const { argument } = writer;
      const { blockBytes } = writer.facts;
      // NSS reads a whole block, however few bytes there are.
      if (blockBytes !== undefined && written.size !== blockBytes) {
        throw new RangeError(`${argument}: iv: expected a block of ${blockBytes} bytes, got ${written.size}`);
      }
      return written;
    },
  },
  optionalIv: plainBytes('iv', false),
  fortezzaIv: {
    options: ['iv'],
    outputs: ['iv'],
    structures: [],
    encode(writer) {
      const iv = inline('iv', FORTEZZA_IV, 'an initialisation vector').value(writer) as Uint8Array;
      const region = writer.arena.bytes(iv);
      writer.returns('iv', () => region.read(region.size));
      return region;
    },
  },
  ctr: structured('CK_AES_CTR_PARAMS', { ulCounterBits: counterBits, cb: counterBlock }),
  camelliaCtr: structured('CK_CAMELLIA_CTR_PARAMS', { ulCounterBits: counterBits, cb: counterBlock }),
  gcm: structured('CK_GCM_PARAMS', {
    // Some devices write a nonce of their own here (AWS CloudHSM): what is there afterwards is what counts.
    pIv: overwritten('iv'),
    ulIvLen: lengthOf('iv'),
    ulIvBits: bitsOf('iv'),
    pAAD: optionalBytes('additionalData'),
    ulAADLen: lengthOf('additionalData'),
    ulTagBits: integer('tagBits', { default: 128, most: 128 }),
  }),
  ccm: structured('CK_CCM_PARAMS', {
    ulDataLen: integer('dataLength'),
    pNonce: bytes('iv'),
    ulNonceLen: lengthOf('iv'),
    pAAD: optionalBytes('additionalData'),
    ulAADLen: lengthOf('additionalData'),
    ulMACLen: integer('tagBits', { default: 128, least: 32, most: 128, per: 8 }),
  }),
  chacha20: structured('CK_CHACHA20_PARAMS', {
    pBlockCounter: bytes('counter'),
    blockCounterBits: bitsOf('counter'),
    pNonce: bytes('iv'),
    ulNonceBits: bitsOf('iv'),
  }),
  salsa20: structured('CK_SALSA20_PARAMS', {
    pBlockCounter: bytes('counter'),
    pNonce: bytes('iv'),
    ulNonceBits: bitsOf('iv'),
  }),
  poly1305: structured('CK_SALSA20_CHACHA20_POLY1305_PARAMS', {
    pNonce: bytes('iv'),
    ulNonceLen: lengthOf('iv'),
    pAAD: optionalBytes('additionalData'),
    ulAADLen: lengthOf('additionalData'),
  }),
  macLength: plainUlong(macLength),
  truncated: plainUlong(integer('hashBits', { least: 1, most: 511 })),
  rc2: plainUlong(effectiveBits),
  rc2Cbc: structured('CK_RC2_CBC_PARAMS', {
    ulEffectiveBits: effectiveBits,
    iv: inline('iv', 8, 'an initialisation vector'),
  }),
  rc2Mac: structured('CK_RC2_MAC_GENERAL_PARAMS', { ulEffectiveBits: effectiveBits, ulMacLength: macLength }),
  rc5: structured('CK_RC5_PARAMS', { ulWordsize: wordBytes, ulRounds: rounds }),
  rc5Cbc: structured('CK_RC5_CBC_PARAMS', {
    ulWordsize: wordBytes,
    ulRounds: rounds,
    pIv: bytes('iv'),
    ulIvLen: lengthOf('iv'),
  }),
  rc5Mac: structured('CK_RC5_MAC_GENERAL_PARAMS', {
    ulWordsize: wordBytes,
    ulRounds: rounds,
    ulMacLength: macLength,
  }),
  version: structured('CK_VERSION', { major: versionPart('major'), minor: versionPart('minor') }),
  wtlsVersion: {
    options: ['wtlsVersion'],
    outputs: [],
    structures: [],
    encode(writer) {
      const region = writer.arena.allocate(1);
      region.writeByte(Number(integer('wtlsVersion', { most: 255 }).value(writer)));
      return region;
    },
  },
};
