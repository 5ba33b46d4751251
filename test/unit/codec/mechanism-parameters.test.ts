import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { chooseMechanism, encodeMechanism } from '../../../src/codec/mechanisms.ts';
import type { MechanismName } from '../../../src/codec/names.ts';
import { LLP64, LP64 } from '../../../src/native/abi.ts';
import { Arena } from '../../../src/native/arena.ts';
import { golden, memory, structureAt } from '../../support/abi-memory.ts';

const arenas = [LP64, LLP64].map((abi) => new Arena(abi));
after(() => {
  for (const arena of arenas) arena.free();
});

type Name = MechanismName | number | bigint;

/** CK_MECHANISM as the module gets it. */
function mechanism(arena: Arena, name: Name, options: object) {
  const address = encodeMechanism(arena, chooseMechanism(name, options));
  const { mechanism: type, pParameter, ulParameterLen } = structureAt(arena.abi, 'CK_MECHANISM', address);
  return { type, address: pParameter as number, length: ulParameterLen as number };
}

const bytesOf = (arena: Arena, name: Name, options: object): string => {
  const { address, length } = mechanism(arena, name, options);
  return memory(address, length).toString('hex');
};

/**
 * The parameter on each ABI: plain fields as they are, and the pointers `at` with the bytes they point to (null for
 * NULL), as long as the field next to each says.
 */
function parameter(
  structure: string,
  name: Name,
  options: object,
  check: (
    fields: Record<string, number | string>,
    at: (pointer: string, length: string) => string | null,
  ) => void,
): void {
  for (const arena of arenas) {
    const { address, length } = mechanism(arena, name, options);
    assert.equal(length, golden(arena.abi, structure).size);
    const fields = structureAt(arena.abi, structure, address);
    check(fields, (pointer, size) => {
      const [start, count] = [fields[pointer] as number, fields[size] as number];
      if (start === 0) {
        assert.equal(count, 0, `${pointer} is NULL and ${size} is not 0`);
        return null;
      }
      return memory(start, count).toString('hex');
    });
  }
}

const [lp64] = arenas as [Arena];
const nonce = Uint8Array.from({ length: 12 }, (_, index) => index + 1);
const block = Uint8Array.from({ length: 16 }, (_, index) => 0xf0 + index);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('CK_MECHANISM', () => {
  it('has the number of the mechanism', () => {
    assert.equal(mechanism(lp64, 'SHA256', {}).type, 0x250);
    assert.equal(mechanism(lp64, 0x8000_0123, {}).type, 0x8000_0123);
    assert.equal(mechanism(lp64, 0x8000_0123n, {}).type, 0x8000_0123);
  });

  it('has no parameter unless there is one: NULL and 0', () => {
    for (const name of [
      'SHA256',
      'RSA_PKCS',
      'AES_CMAC',
      'SHA256_HMAC',
      'ECDSA',
      'EDDSA',
      0x8000_0001,
    ] as const) {
      assert.deepEqual(mechanism(lp64, name, {}).address, 0);
      assert.deepEqual(mechanism(lp64, name, {}).length, 0);
    }
  });

  it('has the raw bytes of a parameter without a codec', () => {
    assert.equal(bytesOf(lp64, 0x8000_0001, { parameter: nonce }), hex(nonce));
    assert.equal(bytesOf(lp64, 'TLS10_MAC_SERVER', { parameter: 'é' }), 'c3a9');
  });

  it('has the raw bytes of a parameter where the mechanism is a number, whatever the table says', () => {
    assert.equal(bytesOf(lp64, 0x1087, { parameter: nonce }), hex(nonce));
    assert.equal(mechanism(lp64, 0x1087, { iv: nonce }).length, 48);
  });

  it('has the initialisation vector of block ciphers', () => {
    for (const name of ['AES_CBC', 'AES_CBC_PAD', 'AES_OFB', 'AES_CFB128', 'AES_CTS'] as const) {
      assert.equal(bytesOf(lp64, name, { iv: block }), hex(block));
    }
    const short = block.subarray(0, 8);
    assert.equal(bytesOf(lp64, 'DES3_CBC', { iv: short }), hex(short));
    const expected = { name: 'RangeError', message: 'AES_CBC_PAD: iv: expected a block of 16 bytes, got 8' };
    assert.throws(() => bytesOf(lp64, 'AES_CBC_PAD', { iv: short }), expected);
    assert.equal(mechanism(lp64, 'AES_KEY_WRAP', {}).address, 0);
    assert.equal(bytesOf(lp64, 'AES_KEY_WRAP', { iv: block.subarray(0, 8) }), hex(block.subarray(0, 8)));
  });

  it('is not changed by what the caller does to the bytes afterwards', () => {
    const iv = block.slice();
    const { address } = mechanism(lp64, 'AES_CBC', { iv });
    iv.fill(0);
    assert.equal(memory(address, 16).toString('hex'), hex(block));
  });
});

describe('CK_AES_CTR_PARAMS', () => {
  it('has all 128 bits count unless told otherwise', () => {
    parameter('CK_AES_CTR_PARAMS', 'AES_CTR', { iv: block }, (fields) => {
      assert.deepEqual(fields, { ulCounterBits: 128, cb: hex(block) });
    });
    parameter('CK_AES_CTR_PARAMS', 'AES_CTR', { iv: block, counterBits: 32 }, (fields) => {
      assert.equal(fields.ulCounterBits, 32);
    });
  });

  it('is 24 bytes here and 20 on Windows', () => {
    assert.equal(bytesOf(lp64, 'AES_CTR', { iv: block }), `8000000000000000${hex(block)}`);
    assert.equal(bytesOf(arenas[1]!, 'AES_CTR', { iv: block }), `80000000${hex(block)}`);
  });
});

describe('CK_GCM_PARAMS', () => {
  it('has every field set, ulIvBits too', () => {
    const options = { iv: nonce, additionalData: 'aad' };
    parameter('CK_GCM_PARAMS', 'AES_GCM', options, (fields, at) => {
      assert.equal(at('pIv', 'ulIvLen'), hex(nonce));
      assert.equal(fields.ulIvLen, 12);
      assert.equal(fields.ulIvBits, 96);
      assert.equal(at('pAAD', 'ulAADLen'), Buffer.from('aad').toString('hex'));
      assert.equal(fields.ulTagBits, 128);
    });
    assert.equal(mechanism(lp64, 'AES_GCM', options).length, 48);
    assert.equal(mechanism(arenas[1]!, 'AES_GCM', options).length, 32);
  });

  it('has NULL and 0 without additional data', () => {
    for (const options of [
      { iv: nonce },
      { iv: nonce, additionalData: '' },
      { iv: nonce, additionalData: undefined },
    ]) {
      parameter('CK_GCM_PARAMS', 'AES_GCM', options, (_, at) => assert.equal(at('pAAD', 'ulAADLen'), null));
    }
  });

  it('has the tag length asked for', () => {
    parameter('CK_GCM_PARAMS', 'AES_GCM', { iv: nonce, tagBits: 96 }, (fields) =>
      assert.equal(fields.ulTagBits, 96),
    );
  });
});

describe('CK_CCM_PARAMS', () => {
  it('has the tag length in bytes', () => {
    const options = { iv: nonce, dataLength: 1000, additionalData: 'aad', tagBits: 64 };
    parameter('CK_CCM_PARAMS', 'AES_CCM', options, (fields, at) => {
      assert.equal(fields.ulDataLen, 1000);
      assert.equal(at('pNonce', 'ulNonceLen'), hex(nonce));
      assert.equal(at('pAAD', 'ulAADLen'), Buffer.from('aad').toString('hex'));
      assert.equal(fields.ulMACLen, 8);
    });
  });
});

/** Hash: the number of its mechanism, of MGF1 with it, its length (pkcs11t.h). */
const HASHES = {
  SHA_1: [0x220, 1, 20],
  SHA224: [0x255, 5, 28],
  SHA256: [0x250, 2, 32],
  SHA384: [0x260, 3, 48],
  SHA512: [0x270, 4, 64],
  SHA3_224: [0x2b5, 6, 28],
  SHA3_256: [0x2b0, 7, 32],
  SHA3_384: [0x2c0, 8, 48],
  SHA3_512: [0x2d0, 9, 64],
} as const;

describe('CK_RSA_PKCS_PSS_PARAMS', () => {
  for (const [hash, [hashAlg, mgf, sLen]] of Object.entries(HASHES)) {
    it(`${hash}: that hash, MGF1 with it, and a salt as long`, () => {
      const name = `${hash === 'SHA_1' ? 'SHA1' : hash}_RSA_PKCS_PSS` as MechanismName;
      parameter('CK_RSA_PKCS_PSS_PARAMS', name, {}, (fields) =>
        assert.deepEqual(fields, { hashAlg, mgf, sLen }),
      );
      parameter('CK_RSA_PKCS_PSS_PARAMS', 'RSA_PKCS_PSS', { hash }, (fields) => {
        assert.deepEqual(fields, { hashAlg, mgf, sLen });
      });
    });
  }

  it('has the function and salt asked for', () => {
    const options = { mgf: 'MGF1_SHA1', saltLength: 0 };
    parameter('CK_RSA_PKCS_PSS_PARAMS', 'SHA256_RSA_PKCS_PSS', options, (fields) => {
      assert.deepEqual(fields, { hashAlg: 0x250, mgf: 1, sLen: 0 });
    });
    parameter('CK_RSA_PKCS_PSS_PARAMS', 'SHA256_RSA_PKCS_PSS', { mgf: 0x8000_0001 }, (fields) => {
      assert.equal(fields.mgf, 0x8000_0001);
    });
  });
});

describe('CK_RSA_PKCS_OAEP_PARAMS', () => {
  it('has SHA-1 and no label by default: NULL and 0', () => {
    for (const options of [
      {},
      { oaepLabel: undefined },
      { oaepLabel: '' },
      { oaepLabel: new Uint8Array(0) },
    ]) {
      parameter('CK_RSA_PKCS_OAEP_PARAMS', 'RSA_PKCS_OAEP', options, (fields) => {
        assert.deepEqual(fields, { hashAlg: 0x220, mgf: 1, source: 1, pSourceData: 0, ulSourceDataLen: 0 });
      });
    }
  });

  for (const [hash, [hashAlg, mgf]] of Object.entries(HASHES)) {
    it(`${hash}: MGF1 with the same hash`, () => {
      parameter('CK_RSA_PKCS_OAEP_PARAMS', 'RSA_PKCS_OAEP', { hash, oaepLabel: 'L' }, (fields, at) => {
        assert.equal(fields.hashAlg, hashAlg);
        assert.equal(fields.mgf, mgf);
        assert.equal(at('pSourceData', 'ulSourceDataLen'), '4c');
      });
    });
  }
});

describe('CK_EDDSA_PARAMS', () => {
  it('is there only where something is asked for', () => {
    assert.equal(mechanism(lp64, 'EDDSA', { prehash: undefined, context: undefined }).address, 0);
    parameter('CK_EDDSA_PARAMS', 'EDDSA', { prehash: true, context: 'ctx' }, (fields, at) => {
      assert.equal(fields.phFlag, 1);
      assert.equal(at('pContextData', 'ulContextDataLen'), Buffer.from('ctx').toString('hex'));
    });
    parameter('CK_EDDSA_PARAMS', 'EDDSA', { prehash: false }, (fields, at) => {
      assert.equal(fields.phFlag, 0);
      assert.equal(at('pContextData', 'ulContextDataLen'), null);
    });
  });
});

describe('CK_ECDH1_DERIVE_PARAMS', () => {
  it('has the point, and no function or shared data by default', () => {
    const publicKey = new Uint8Array(65).fill(4);
    for (const name of ['ECDH1_DERIVE', 'ECDH1_COFACTOR_DERIVE'] as const) {
      parameter('CK_ECDH1_DERIVE_PARAMS', name, { publicKey }, (fields, at) => {
        assert.equal(fields.kdf, 1);
        assert.equal(at('pPublicData', 'ulPublicDataLen'), hex(publicKey));
        assert.equal(at('pSharedData', 'ulSharedDataLen'), null);
      });
    }
    const options = { publicKey, kdf: 'SHA256_KDF', sharedData: 'info' };
    parameter('CK_ECDH1_DERIVE_PARAMS', 'ECDH1_DERIVE', options, (fields, at) => {
      assert.equal(fields.kdf, 6);
      assert.equal(at('pSharedData', 'ulSharedDataLen'), Buffer.from('info').toString('hex'));
    });
  });
});

describe('other parameters', () => {
  it('CK_MAC_GENERAL_PARAMS is the length', () => {
    assert.equal(bytesOf(lp64, 'SHA256_HMAC_GENERAL', { macLength: 10 }), '0a00000000000000');
    assert.equal(bytesOf(arenas[1]!, 'AES_CMAC_GENERAL', { macLength: 10 }), '0a000000');
  });

  it('DH takes the public value as it is', () => {
    assert.equal(bytesOf(lp64, 'DH_PKCS_DERIVE', { publicValue: nonce }), hex(nonce));
  });
});
