import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { HASHES } from '../../../src/codec/hashes.ts';
import {
  chooseMechanism,
  encodeMechanism,
  MECHANISMS,
  mechanismEntry,
  parameterOptions,
  refuseUnknownOptions,
} from '../../../src/codec/mechanisms.ts';
import { LP64 } from '../../../src/native/abi.ts';
import { Arena } from '../../../src/native/arena.ts';

const { CKM } = JSON.parse(
  readFileSync(new URL('../../../spec/constants.json', import.meta.url), 'utf8'),
) as { CKM: Record<string, number> };

const arena = new Arena(LP64);
after(() => arena.free());

describe('MECHANISMS', () => {
  it('are mechanisms of the standard', () => {
    for (const name of Object.keys(MECHANISMS)) assert.ok(`CKM_${name}` in CKM, name);
  });

  it('are all of them', () => {
    const names = Object.keys(CKM).map((name) => name.slice('CKM_'.length));
    assert.deepEqual(
      names.filter((name) => name !== 'VENDOR_DEFINED' && !(name in MECHANISMS)),
      [],
    );
  });

  it('name hashes, and mechanisms for hashed data, that exist', () => {
    for (const [name, entry] of Object.entries(MECHANISMS)) {
      if ('hash' in entry) assert.ok(entry.hash in HASHES, name);
      if ('prehashed' in entry) assert.ok(entry.prehashed in MECHANISMS && 'hash' in entry, name);
    }
  });

  it('name the hash that is in the name of the mechanism', () => {
    for (const [name, entry] of Object.entries(MECHANISMS)) {
      if (!('hash' in entry)) continue;
      const inName = /SHA3_\d+|SHA\d+/.exec(name)?.[0];
      assert.equal(entry.hash === 'SHA_1' ? 'SHA1' : entry.hash, inName, name);
    }
  });

  it('are found by name and by number', () => {
    const known = (name: Parameters<typeof mechanismEntry>[0]) =>
      Object.fromEntries(
        Object.entries(mechanismEntry(name)).filter(
          ([property, value]) => value !== undefined && property !== 'codec',
        ),
      );
    assert.deepEqual(known('AES_GCM'), MECHANISMS.AES_GCM);
    assert.equal(mechanismEntry(0x1087), mechanismEntry('AES_GCM'));
    assert.deepEqual(known('SHA256'), { parameters: 'none' });
    for (const vendor of [0x8000_0001, 2n ** 63n]) {
      assert.deepEqual(parameterOptions(mechanismEntry(vendor)), ['parameter']);
    }
  });
});

describe('encodeMechanism refuses', () => {
  const iv = new Uint8Array(12);
  const block = new Uint8Array(16);
  type Case = [mechanism: string | number | bigint, options: object, message: RegExp];
  const kinds: Case[] = [
    ['AES_CBC', {}, /^AES_CBC\.iv: expected bytes/],
    ['AES_CBC', { iv: 5 }, /^AES_CBC\.iv: expected bytes/],
    ['AES_GCM', {}, /^AES_GCM\.iv: expected bytes/],
    ['AES_GCM', { iv, additionalData: 5 }, /^AES_GCM\.additionalData: /],
    ['AES_GCM', { iv, tagBits: '128' }, /^AES_GCM\.tagBits: expected an integer, got a string$/],
    ['AES_CTR', { iv: block, counterBits: 128n }, /^AES_CTR\.counterBits: /],
    ['AES_CCM', { iv }, /^AES_CCM\.dataLength: /],
    ['SHA256_HMAC_GENERAL', {}, /^SHA256_HMAC_GENERAL\.macLength: /],
    ['SHA256_RSA_PKCS_PSS', { saltLength: '20' }, /^SHA256_RSA_PKCS_PSS\.saltLength: /],
    ['RSA_PKCS_OAEP', { oaepLabel: 5 }, /^RSA_PKCS_OAEP\.oaepLabel: /],
    ['RSA_PKCS_OAEP', { mgf: {} }, /^RSA_PKCS_OAEP\.mgf: /],
    ['EDDSA', { prehash: 'yes' }, /^EDDSA\.prehash: /],
    ['EDDSA', { context: 5 }, /^EDDSA\.context: /],
    ['ECDH1_DERIVE', {}, /^ECDH1_DERIVE\.publicKey: /],
    ['HKDF_DERIVE', { hash: 'SHA256', extract: 'no' }, /^HKDF_DERIVE\.extract: /],
    ['HKDF_DERIVE', { hash: 'SHA256', expand: 0 }, /^HKDF_DERIVE\.expand: /],
  ];
  const ranges: Case[] = [
    ['AES_CTR', { iv: block, counterBits: 0 }, /^AES_CTR\.counterBits: .* from 1 to 128, got 0$/],
    ['AES_CTR', { iv: block, counterBits: 129 }, /^AES_CTR\.counterBits: /],
    ['AES_CTR', { iv: block, counterBits: 1.5 }, /^AES_CTR\.counterBits: /],
    ['AES_CTR', { iv }, /^AES_CTR\.iv: .* 16 bytes, got 12$/],
    ['AES_GCM', { iv, tagBits: -1 }, /^AES_GCM\.tagBits: /],
    ['AES_GCM', { iv, tagBits: 129 }, /^AES_GCM\.tagBits: /],
    ['AES_GCM', { iv, tagBits: Number.NaN }, /^AES_GCM\.tagBits: /],
    ['AES_CCM', { iv, dataLength: 0, tagBits: 33 }, /^AES_CCM\.tagBits: /],
    ['AES_CCM', { iv, dataLength: -1 }, /^AES_CCM\.dataLength: /],
    ['AES_CCM', { iv, dataLength: 2 ** 32 }, /^AES_CCM\.dataLength: /],
    ['AES_CMAC_GENERAL', { macLength: 0 }, /^AES_CMAC_GENERAL\.macLength: /],
    ['SHA256_RSA_PKCS_PSS', { saltLength: -1 }, /^SHA256_RSA_PKCS_PSS\.saltLength: /],
    ['SHA256_RSA_PKCS_PSS', { mgf: 'MGF1_MD5' }, /^SHA256_RSA_PKCS_PSS\.mgf: "MGF1_MD5"/],
    ['SHA256_RSA_PKCS_PSS', { mgf: 'GENERATE' }, /^SHA256_RSA_PKCS_PSS\.mgf: "GENERATE"/],
    ['RSA_PKCS_PSS', {}, /^RSA_PKCS_PSS\.hash: expected one of SHA_1, /],
    ['RSA_PKCS_PSS', { hash: 'SHA1' }, /^RSA_PKCS_PSS\.hash: expected one of SHA_1, /],
    ['RSA_PKCS_PSS', { hash: 'AES_CBC', mgf: 'MGF1_SHA1', saltLength: 20 }, /^RSA_PKCS_PSS\.hash: /],
    ['RSA_PKCS_OAEP', { hash: 'toString' }, /^RSA_PKCS_OAEP\.hash: /],
    ['ECDH1_DERIVE', { publicKey: iv, kdf: 'SHA256' }, /^ECDH1_DERIVE\.kdf: "SHA256"/],
    ['NO_SUCH', {}, /^mechanism: "NO_SUCH"/],
    [-1, {}, /^mechanism: /],
    [-5n, {}, /^mechanism: /],
    [2n ** 64n, {}, /^mechanism: /],
  ];
  for (const [name, cases] of [
    ['TypeError', kinds],
    ['RangeError', ranges],
  ] as const) {
    for (const [mechanism, options, message] of cases) {
      it(`${mechanism} ${Object.keys(options).join(', ') || 'without options'}: ${name} ${message}`, () => {
        assert.throws(() => encodeMechanism(arena, chooseMechanism(mechanism as never, options)), {
          name,
          message,
        });
      });
    }
  }
});

describe('refuseUnknownOptions', () => {
  it('names the option and those there are', () => {
    refuseUnknownOptions('encrypt', { iv: 1 }, ['iv', 'mechanism']);
    refuseUnknownOptions('encrypt', {}, []);
    assert.throws(() => refuseUnknownOptions('encrypt', { ivv: 1 }, ['iv', 'mechanism']), {
      name: 'TypeError',
      message: 'encrypt: unknown option "ivv"; it takes iv, mechanism',
    });
    assert.throws(() => refuseUnknownOptions('close', { x: 1 }, []), {
      name: 'TypeError',
      message: 'close: unknown option "x"; it takes none',
    });
  });

  it('refuses what is no object', () => {
    for (const options of [null, 'iv', 5, true]) {
      assert.throws(() => refuseUnknownOptions('encrypt', options, ['iv']), {
        name: 'TypeError',
        message: /^encrypt: expected an object of options/,
      });
    }
  });
});
