// Block and stream ciphers of every kind that tokens list, also those that nobody should use any more: encryption, codes
// of their blocks, keys made by encryption, new keys. Judged by node:crypto, and where it has given a cipher up by openssl.
import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { test } from 'node:test';
import {
  type CipherOptions,
  type KeyTypeName,
  type MechanismName,
  Pkcs11Error,
  type SecretKey,
} from '../../src/index.ts';
import { after } from '../support/after.ts';
import { hex } from '../support/token-keys.ts';
import { startChosenOrNss } from '../support/token-nss.ts';
import { openssl } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const { token, login } = await startChosenOrNss();
const session = await token.open({ ...login, readWrite: true });
after(() => session.close());
const offered = await token.getMechanisms();
const lists = (name: string): name is MechanismName => offered.has(name as MechanismName);

interface Cipher {
  readonly keyType: KeyTypeName;
  readonly keyBytes: number;
  readonly block: number;
  /** Encrypts whole blocks in a mode that openssl names, without padding. */
  encrypt(mode: string, key: Uint8Array, iv: Uint8Array | null, data: Uint8Array): Buffer;
  /** Options besides those of the mode. */
  readonly options?: object;
}

function nodes(name: string, repeated = 1): Cipher['encrypt'] {
  return (mode, key, iv, data) => {
    // DES is 3DES with one key three times.
    const whole = Buffer.concat(Array.from({ length: repeated }, () => key));
    const cipher = createCipheriv(`${name}-${mode}`, whole, iv).setAutoPadding(false);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  };
}

function legacy(name: string): Cipher['encrypt'] {
  return (mode, key, iv, data) => {
    const providers = ['-provider', 'legacy', '-provider', 'default'];
    const given = ['-K', hex(key), ...(iv === null ? [] : ['-iv', hex(iv)]), '-nopad', '-in', '@data'];
    const suffix = mode === '' ? '' : `-${mode}`;
    const { status, stdout, stderr } = openssl(['enc', `-${name}${suffix}`, ...given, ...providers], {
      data,
    });
    assert.equal(status, 0, stderr);
    return stdout;
  };
}

const CIPHERS: Readonly<Record<string, Cipher>> = {
  AES: { keyType: 'AES', keyBytes: 32, block: 16, encrypt: nodes('aes-256') },
  CAMELLIA: { keyType: 'CAMELLIA', keyBytes: 32, block: 16, encrypt: nodes('camellia-256') },
  SEED: { keyType: 'SEED', keyBytes: 16, block: 16, encrypt: legacy('seed') },
  DES3: { keyType: 'DES3', keyBytes: 24, block: 8, encrypt: nodes('des-ede3') },
  DES: { keyType: 'DES', keyBytes: 8, block: 8, encrypt: nodes('des-ede3', 3) },
  RC2: {
    ...{ keyType: 'RC2', keyBytes: 16, block: 8, encrypt: legacy('rc2') },
    options: { effectiveBits: 128 },
  },
};
/** The modes with a block of feedback or part of one, by what openssl calls them. */
const FEEDBACK = {
  AES: { AES_OFB: 'ofb', AES_CFB128: 'cfb', AES_CFB8: 'cfb8' },
  // openCryptoki, which alone lists them, wants keys of 3DES.
  DES3: { DES_OFB64: 'ofb', DES_CFB64: 'cfb', DES_CFB8: 'cfb8' },
} as const;

/** Bytes of odd parity, as DES has them, and no weak key. */
const oddParity = (byte: number): number => {
  const ones = [...(byte >> 1).toString(2)].filter((digit) => digit === '1').length;
  return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0);
};
const keyOf = (bytes: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(bytes).map((_, index) => oddParity(index * 37 + 11));
const uses = { encrypt: true, decrypt: true, sign: true, verify: true, derive: true, token: false } as const;
const DATA = Buffer.from('INPUT DATA of three blocks of sixteen bytes each');
const pad = (data: Uint8Array, block: number): Buffer => {
  const count = block - (data.length % block);
  return Buffer.concat([data, Buffer.alloc(count, count)]);
};

for (const [name, { keyType, keyBytes, block, encrypt, options = {} }] of Object.entries(CIPHERS)) {
  const value = keyOf(keyBytes);
  const iv = keyOf(block).reverse();
  const zero = new Uint8Array(block);
  if (!lists(`${name}_CBC`)) continue;
  let key: SecretKey;
  try {
    key = await session.createObject({ class: 'SECRET_KEY', keyType, value, ...uses });
    // A token that is built on an OpenSSL without a cipher may list it all the same.
    await key.encrypt(zero, { mechanism: `${name}_CBC`, iv, ...options } as object as CipherOptions);
  } catch (error) {
    if (!(error instanceof Pkcs11Error)) throw error;
    test(name, { skip: `${name}: ${error.fn} gave ${error.code}` }, () => {});
    continue;
  }
  const define = async (
    mechanism: string,
    own: object,
    data: Uint8Array,
    expected: () => Uint8Array,
  ): Promise<void> => {
    if (!lists(mechanism) || !(await token.getMechanismInfo(mechanism)).flags.has('ENCRYPT')) return;
    (await requires(token, mechanism))(mechanism, async ({ call }) => {
      const given = { mechanism, ...options, ...own };
      const sealed = await call(key, 'encrypt', data, given);
      assert.equal(hex(sealed), hex(expected()));
      assert.equal(hex(await call(key, 'decrypt', sealed, given)), hex(data));
    });
  };
  // NSS wants the parameter of RC2_CBC for it.
  if (name !== 'RC2') await define(`${name}_ECB`, {}, DATA, () => encrypt('ecb', value, null, DATA));
  await define(`${name}_CBC`, { iv }, DATA, () => encrypt('cbc', value, iv, DATA));
  const odd = DATA.subarray(0, 21);
  await define(`${name}_CBC_PAD`, { iv }, odd, () => encrypt('cbc', value, iv, pad(odd, block)));
  for (const [mechanism, mode] of Object.entries(FEEDBACK[name as 'AES'] ?? {})) {
    await define(mechanism, { iv }, DATA, () => encrypt(mode, value, iv, DATA));
  }
  // CBC-CS1 of NIST SP 800-38A's addendum: the last block but one is cut.
  await define(`${name}_CTS`, { iv }, DATA.subarray(0, 40), () => {
    const blocks = encrypt('cbc', value, iv, Buffer.concat([DATA.subarray(0, 40), Buffer.alloc(8)]));
    return Buffer.concat([blocks.subarray(0, 24), blocks.subarray(32)]);
  });

  // The first half of the last block of CBC.
  const code = (data: Uint8Array): Buffer => {
    const filled = Buffer.concat([data, Buffer.alloc((block - (data.length % block)) % block)]);
    return encrypt('cbc', value, zero, filled).subarray(-block);
  };
  for (const [mechanism, own, bytes] of [
    [`${name}_MAC`, {}, block / 2],
    [`${name}_MAC_GENERAL`, { macLength: block }, block],
    [`${name}_MAC_GENERAL`, { macLength: 3 }, 3],
  ] as const) {
    if (!lists(mechanism)) continue;
    (await requires(token, mechanism))(`${mechanism}: ${bytes} bytes`, async ({ call }) => {
      const given = { mechanism, ...options, ...own };
      for (const data of [DATA, odd]) {
        const made = await call(key, 'sign', data, given);
        assert.equal(hex(made), hex(code(data).subarray(0, bytes)));
        assert.equal(await call(key, 'verify', data, made, given), true);
      }
    });
  }

  for (const [mechanism, own, data, made] of [
    [
      `${name}_ECB_ENCRYPT_DATA`,
      {},
      DATA.subarray(0, 32),
      () => encrypt('ecb', value, null, DATA.subarray(0, 32)),
    ],
    [
      `${name}_CBC_ENCRYPT_DATA`,
      { iv },
      DATA.subarray(0, 32),
      () => encrypt('cbc', value, iv, DATA.subarray(0, 32)),
    ],
  ] as const) {
    if (!lists(mechanism)) continue;
    (await requires(token, mechanism))(mechanism, async ({ call }) => {
      const template = { sensitive: false, extractable: true };
      const derived = await call(key, 'deriveKey', 'GENERIC_SECRET', {
        ...{ mechanism, data, bits: 256, template },
        ...own,
      });
      assert.equal(hex(await call(derived, 'get', 'value')), hex(made()));
    });
  }

  const generation = `${name}_KEY_GEN`;
  if (lists(generation)) {
    (await requires(token, generation))(generation, async ({ call }) => {
      const fixed = name.startsWith('DES') || name === 'SEED';
      const made = await call(session, 'generateKey', keyType, {
        mechanism: generation,
        ...(fixed ? {} : { bits: keyBytes * 8 }),
        capabilities: ['encrypt', 'decrypt'],
        template: { sensitive: false, extractable: true },
      });
      const own = await call(made, 'get', 'value');
      assert.equal(own.length, keyBytes);
      const sealed = await call(made, 'encrypt', DATA, { mechanism: `${name}_CBC`, iv, ...options });
      assert.equal(hex(sealed), hex(encrypt('cbc', own, iv, DATA)));
    });
  }
}

if (lists('RC4')) {
  (await requires(token, 'RC4'))('RC4', async ({ call }) => {
    const value = keyOf(16);
    const key = await call(session, 'createObject', { class: 'SECRET_KEY', keyType: 'RC4', value, ...uses });
    const sealed = await call(key, 'encrypt', DATA, { mechanism: 'RC4' });
    assert.equal(hex(sealed), hex(legacy('rc4')('', value, null, DATA)));
    const made = await call(session, 'generateKey', 'RC4', { mechanism: 'RC4_KEY_GEN', bits: 128 });
    assert.equal(made.keyType, 'RC4');
  });
}

if (lists('AES_XTS')) {
  (await requires(token, 'AES_XTS'))('AES_XTS: two keys in one', async ({ call }) => {
    const value = new Uint8Array(64).map((_, index) => index * 5 + 1);
    const key = await call(session, 'createObject', {
      class: 'SECRET_KEY',
      keyType: 'AES_XTS',
      value,
      ...uses,
    });
    const iv = keyOf(16);
    const sealed = await call(key, 'encrypt', DATA, { mechanism: 'AES_XTS', iv });
    assert.equal(hex(sealed), hex(nodes('aes-256')('xts', value, iv, DATA)));
    assert.equal(hex(await call(key, 'decrypt', sealed, { mechanism: 'AES_XTS', iv })), hex(DATA));
    const made = await call(session, 'generateKey', 'AES_XTS', {
      ...{ mechanism: 'AES_XTS_KEY_GEN', bits: 512, capabilities: ['encrypt', 'decrypt'] },
    });
    assert.equal((await call(made, 'encrypt', DATA, { mechanism: 'AES_XTS', iv })).length, DATA.length);
  });
}

/** RFC 3566, by AES alone. */
function xcbcMac(value: Uint8Array, data: Uint8Array): Buffer {
  const aes = nodes('aes-128');
  const [k1, k2, k3] = [1, 2, 3].map((each) => aes('ecb', value, null, new Uint8Array(16).fill(each)));
  const whole = data.length > 0 && data.length % 16 === 0;
  const filled = whole ? Buffer.from(data) : Buffer.concat([data, Uint8Array.of(0x80)]);
  const blocks = Buffer.concat([filled, Buffer.alloc((16 - (filled.length % 16)) % 16)]);
  const last = blocks.length - 16;
  for (let index = 0; index < 16; index++) blocks[last + index]! ^= (whole ? k2 : k3)![index]!;
  return aes('cbc', k1!, new Uint8Array(16), blocks).subarray(-16);
}

for (const [mechanism, bytes] of [
  ['AES_XCBC_MAC', 16],
  ['AES_XCBC_MAC_96', 12],
] as const) {
  if (!lists(mechanism)) continue;
  (await requires(token, mechanism))(mechanism, async ({ call }) => {
    const value = keyOf(16);
    const key = await call(session, 'createObject', { class: 'SECRET_KEY', keyType: 'AES', value, ...uses });
    for (const data of [DATA, DATA.subarray(0, 21), new Uint8Array(1)]) {
      const made = await call(key, 'sign', data, { mechanism });
      assert.equal(hex(made), hex(xcbcMac(value, data).subarray(0, bytes)));
    }
  });
}
