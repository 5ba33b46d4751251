import assert from 'node:assert/strict';
import { type CipherGCM, createCipheriv, createDecipheriv, type DecipherGCM } from 'node:crypto';
import { NotSupportedError, type SecretKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { fromHex, hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { given, twice } = await requires(token, 'imported AES keys', 'AES_CBC_PAD', 'AES_CBC', 'AES_ECB');
const ctr = await requires(token, 'imported AES keys', 'AES_CTR');
const gcm = await requires(token, 'imported AES keys', 'AES_GCM');
const tripleDes = await requires(token, 'DES3_CBC_PAD', 'DES3_CBC', 'DES3_ECB');

const bytes = (length: number, seed = 0): Uint8Array<ArrayBuffer> =>
  new Uint8Array(length).map((_, index) => (index * 31 + seed) & 0xff);

/** A key with a value that node:crypto has too. */
function known(keyType: 'AES' | 'DES2' | 'DES3', value: Uint8Array): SecretKey {
  const template = {
    class: 'SECRET_KEY',
    keyType,
    value,
    encrypt: true,
    decrypt: true,
    token: false,
  } as const;
  return session.createObjectSync(template);
}

function nodeEncrypt(
  algorithm: string,
  key: Uint8Array,
  iv: Uint8Array | null,
  data: Uint8Array,
  pad = true,
) {
  const cipher = createCipheriv(algorithm, key, iv).setAutoPadding(pad);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

const iv16 = bytes(16, 7);
const LENGTHS = [0, 1, 15, 16, 17, 31, 32, 1000, 65_537];

for (const bits of [128, 192, 256]) {
  const value = bytes(bits / 8, bits);
  const key = await given(() => known('AES', value));

  twice(`AES-${bits}: AES_CBC_PAD is the default`, async ({ call }) => {
    for (const length of LENGTHS) {
      const data = bytes(length);
      const expected = nodeEncrypt(`aes-${bits}-cbc`, value, iv16, data);
      const sealed = await call(key, 'encrypt', data, { iv: iv16 });
      assert.equal(hex(sealed), hex(expected), String(length));
      assert.deepEqual(await call(key, 'decrypt', new Uint8Array(expected), { iv: iv16 }), data);
      const named = { mechanism: 'AES_CBC_PAD', iv: iv16 };
      assert.equal(hex(await call(key, 'encrypt', data, named)), hex(expected));
    }
  });

  twice(`AES-${bits}: AES_ECB and AES_CBC of whole blocks`, async ({ call }) => {
    for (const length of [16, 32, 4096]) {
      const data = bytes(length);
      for (const [mode, options] of [
        ['ecb', { mechanism: 'AES_ECB' }],
        ['cbc', { mechanism: 'AES_CBC', iv: iv16 }],
      ] as const) {
        const iv = mode === 'ecb' ? null : iv16;
        const expected = nodeEncrypt(`aes-${bits}-${mode}`, value, iv, data, false);
        assert.equal(hex(await call(key, 'encrypt', data, options)), hex(expected));
        assert.deepEqual(await call(key, 'decrypt', expected, options), data);
      }
    }
    await assert.rejects(async () => call(key, 'encrypt', bytes(15), { mechanism: 'AES_ECB' }), {
      code: 'CKR_DATA_LEN_RANGE',
      fn: 'C_Encrypt',
    });
  });
}

const aesValue = bytes(32, 1);
const aes = await given(() => known('AES', aesValue));

ctr('AES_CTR', async ({ call }) => {
  const options = { mechanism: 'AES_CTR', iv: fromHex('000102030405060708090a0bfffffffe') };
  for (const length of LENGTHS) {
    const data = bytes(length);
    const expected = nodeEncrypt('aes-256-ctr', aesValue, options.iv, data);
    assert.equal(hex(await call(aes, 'encrypt', data, options)), hex(expected), String(length));
    assert.deepEqual(await call(aes, 'decrypt', expected, options), data);
  }
});

ctr.twice('AES_CTR in parts', async ({ all }) => {
  const options = { mechanism: 'AES_CTR', iv: bytes(16, 3) };
  for (const lengths of [[0], [1], [16], [5, 0, 11], [15, 17, 1], [1000, 24, 3], [40, 40, 40]]) {
    const parts = lengths.map((length, index) => bytes(length, index));
    const expected = nodeEncrypt('aes-256-ctr', aesValue, options.iv, Buffer.concat(parts));
    const encrypted: Uint8Array[] = await all(aes, 'encrypt', parts, options);
    assert.equal(hex(Buffer.concat(encrypted)), hex(expected), String(lengths));
    const decrypted: Uint8Array[] = await all(aes, 'decrypt', encrypted, options);
    assert.deepEqual(Buffer.concat(decrypted), Buffer.concat(parts), String(lengths));
  }
});

ctr.twice('AES_CTR with counters of fewer bits', async ({ call, all }) => {
  const iv = fromHex('000102030405060708090a0bfffffffe');
  for (const [counterBits, length] of [
    [128, 100],
    [120, 100],
    [64, 100],
    // Two blocks are left.
    [32, 32],
    [8, 31],
  ] as const) {
    const options = { mechanism: 'AES_CTR', iv, counterBits };
    const data = bytes(length);
    const expected = nodeEncrypt('aes-256-ctr', aesValue, iv, data);
    assert.equal(hex(await call(aes, 'encrypt', data, options)), hex(expected), String(counterBits));
    assert.deepEqual(await call(aes, 'decrypt', expected, options), data);
    const parts = [data.subarray(0, 9), data.subarray(9)];
    const encrypted: Uint8Array[] = await all(aes, 'encrypt', parts, options);
    assert.equal(hex(Buffer.concat(encrypted)), hex(expected), String(counterBits));
  }
});

gcm('AES_GCM', async ({ call }) => {
  for (const tagBits of [128, 120, 96]) {
    for (const additionalData of [undefined, bytes(0), bytes(1), bytes(1000)]) {
      for (const length of [0, 1, 16, 1000]) {
        const data = bytes(length);
        const iv = bytes(12, length);
        const authTagLength = tagBits / 8;
        const cipher = createCipheriv('aes-256-gcm', aesValue, iv, { authTagLength }) as CipherGCM;
        if (additionalData !== undefined) cipher.setAAD(additionalData);
        const body = Buffer.concat([cipher.update(data), cipher.final()]);
        const expected = Buffer.concat([body, cipher.getAuthTag()]);
        const options = { mechanism: 'AES_GCM', iv, additionalData, tagBits };
        assert.equal(hex(await call(aes, 'encrypt', data, options)), hex(expected));
        assert.deepEqual(await call(aes, 'decrypt', expected, options), data);
      }
    }
  }
});

gcm('AES_GCM opens nothing that was changed', async ({ call }) => {
  const options = { mechanism: 'AES_GCM', iv: bytes(12), additionalData: 'header' };
  const sealed: Uint8Array = await call(aes, 'encrypt', 'INPUT DATA', options);
  const decipher = createDecipheriv('aes-256-gcm', aesValue, options.iv) as DecipherGCM;
  decipher.setAAD(Buffer.from('header')).setAuthTag(sealed.slice(-16));
  assert.equal(decipher.update(sealed.slice(0, -16)).toString() + decipher.final().toString(), 'INPUT DATA');

  const failed = { name: 'Pkcs11Error', fn: 'C_Decrypt' };
  for (const index of [0, sealed.length - 1]) {
    const changed = sealed.slice();
    changed[index]! ^= 1;
    await assert.rejects(async () => call(aes, 'decrypt', changed, options), failed);
  }
  const others = [
    { ...options, additionalData: 'Header' },
    { ...options, iv: bytes(12, 1) },
  ];
  for (const other of others) await assert.rejects(async () => call(aes, 'decrypt', sealed, other), failed);
  // The session is none the worse for it.
  assert.equal(Buffer.from(await call(aes, 'decrypt', sealed, options)).toString(), 'INPUT DATA');
});

tripleDes('DES3: DES3_CBC_PAD is the default', async ({ call }) => {
  const value = fromHex('0123456789abcdef23456789abcdef01456789abcdef0123');
  const key = known('DES3', value);
  const iv = bytes(8, 3);
  for (const length of [0, 1, 7, 8, 9, 1000]) {
    const data = bytes(length);
    const expected = nodeEncrypt('des-ede3-cbc', value, iv, data);
    assert.equal(hex(await call(key, 'encrypt', data, { iv })), hex(expected));
    assert.deepEqual(await call(key, 'decrypt', expected, { iv }), data);
  }
  const data = bytes(64);
  const cbc = { mechanism: 'DES3_CBC', iv };
  assert.equal(
    hex(await call(key, 'encrypt', data, cbc)),
    hex(nodeEncrypt('des-ede3-cbc', value, iv, data, false)),
  );
  assert.equal(
    hex(await call(key, 'encrypt', data, { mechanism: 'DES3_ECB' })),
    hex(nodeEncrypt('des-ede3-ecb', value, null, data, false)),
  );
});

twice('data of every kind', async ({ call }) => {
  const text = 'text äöü € 𝄞';
  const utf8 = new TextEncoder().encode(text);
  const larger = new Uint8Array([...bytes(5, 99), ...utf8, ...bytes(3, 99)]);
  const shared = new Uint8Array(new SharedArrayBuffer(utf8.length));
  shared.set(utf8);
  const kinds = {
    string: text,
    Uint8Array: utf8,
    'Buffer slice': Buffer.from(larger).subarray(5, 5 + utf8.length),
    DataView: new DataView(larger.buffer, 5, utf8.length),
    ArrayBuffer: utf8.slice().buffer,
    SharedArrayBuffer: shared.buffer,
    'view of shared memory': shared,
  };
  const expected = hex(nodeEncrypt('aes-256-cbc', aesValue, iv16, utf8));
  for (const [kind, data] of Object.entries(kinds)) {
    const sealed = await call(aes, 'encrypt', data, { iv: iv16 });
    assert.ok(sealed instanceof Uint8Array && sealed.buffer instanceof ArrayBuffer);
    assert.equal(hex(sealed), expected, kind);
  }
  const sixteen = new Uint16Array([0x0102, 0x0304]);
  assert.equal(
    hex(await call(aes, 'encrypt', sixteen, { iv: iv16 })),
    hex(nodeEncrypt('aes-256-cbc', aesValue, iv16, new Uint8Array(sixteen.buffer))),
  );
  for (const data of [undefined, null, 42, true, {}, { length: 3 }, Symbol('data')]) {
    await assert.rejects(async () => call(aes, 'encrypt', data, { iv: iv16 }), {
      name: 'TypeError',
      message: /data/,
    });
  }
});

twice('what is passed in may change as soon as the method has returned', async ({ call, mode }) => {
  const data = bytes(100_000);
  const iv = bytes(16, 5);
  const expected = hex(nodeEncrypt('aes-256-cbc', aesValue, iv, data));
  const pending = call(aes, 'encrypt', data, { iv });
  if (mode === 'async') {
    data.fill(0);
    iv.fill(0);
  }
  assert.equal(hex(await pending), expected);
});

twice('options and parameters are checked by name, before anything is sent', async ({ call }) => {
  const refused = async (options: unknown, name: string, message: RegExp) => {
    await assert.rejects(async () => call(aes, 'encrypt', 'x', options), { name, message });
    await assert.rejects(async () => call(aes, 'decrypt', 'x', options), { name, message });
  };
  await refused({}, 'TypeError', /iv/);
  await refused({ iv: 16 }, 'TypeError', /iv/);
  await refused({ iv: bytes(15) }, 'RangeError', /iv: expected a block of 16 bytes, got 15/);
  await refused({ iv: bytes(17) }, 'RangeError', /iv: expected a block of 16 bytes, got 17/);
  await refused({ iv: iv16, IV: iv16 }, 'TypeError', /"IV"/);
  await refused({ mechanism: 'AES_ECB', iv: iv16 }, 'TypeError', /"iv"/);
  await refused({ mechanism: 'AES_EBC' }, 'RangeError', /mechanism.*"AES_EBC"/);
  await refused({ mechanism: {} }, 'TypeError', /mechanism/);
  await refused(null, 'TypeError', /options/);
  await assert.rejects(
    async () => call(aes, 'encrypt', 'x', { mechanism: 'AES_CCM', iv: bytes(12), dataLength: 1 }),
    NotSupportedError,
  );
});

const PARAMETERS = [
  ['AES_CTR', { iv: bytes(12) }, 'RangeError', /iv.*16/, ctr],
  ['AES_CTR', { counterBits: 129 }, 'RangeError', /counterBits/, ctr],
  ['AES_GCM', { tagBits: 129 }, 'RangeError', /tagBits/, gcm],
  ['AES_GCM', { tagBits: '128' }, 'TypeError', /tagBits/, gcm],
  ['AES_GCM', { additionalData: 1 }, 'TypeError', /additionalData/, gcm],
] as const;
for (const [mechanism, wrong, name, message, cases] of PARAMETERS) {
  cases(`${mechanism}: ${Object.keys(wrong)[0]} is checked before anything is sent`, async ({ call }) => {
    const options = { mechanism, iv: iv16, ...wrong };
    for (const method of ['encrypt', 'decrypt']) {
      await assert.rejects(async () => call(aes, method, 'x', options), { name, message });
    }
  });
}

twice('padding that is none is an error of the token', async ({ call }) => {
  const cipher = createCipheriv('aes-256-cbc', aesValue, iv16).setAutoPadding(false);
  // The last byte says how many there are, from 1 to 16: RFC 5652 §6.3.
  const sealed = Buffer.concat([cipher.update(new Uint8Array(32)), cipher.final()]);
  await assert.rejects(async () => call(aes, 'decrypt', sealed, { iv: iv16 }), {
    name: 'Pkcs11Error',
    fn: 'C_Decrypt',
  });
  assert.equal((await call(aes, 'encrypt', 'x', { iv: iv16 })).length, 16);
});

twice('errors of the token leave the session usable', async ({ call }) => {
  const invalid = { name: 'Pkcs11Error', fn: 'C_Decrypt' };
  for (let round = 0; round < 5; round++) {
    await assert.rejects(async () => call(aes, 'decrypt', bytes(15), { iv: iv16 }), invalid);
  }
  const sealed = await call(aes, 'encrypt', 'x', { iv: iv16 });
  assert.equal(hex(sealed), hex(nodeEncrypt('aes-256-cbc', aesValue, iv16, Buffer.from('x'))));
});

twice('a mechanism by number', async ({ call }) => {
  // CKM_AES_CBC_PAD
  const sealed = await call(aes, 'encrypt', 'x', { mechanism: 0x1085, iv: iv16 });
  assert.equal(hex(sealed), hex(nodeEncrypt('aes-256-cbc', aesValue, iv16, Buffer.from('x'))));
  await assert.rejects(async () => call(aes, 'encrypt', 'x', { mechanism: 0x80000001, parameter: 'p' }), {
    code: 'CKR_MECHANISM_INVALID',
    fn: 'C_EncryptInit',
  });
});
