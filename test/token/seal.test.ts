// seal and open: AES-GCM with nothing to get wrong, on a token without the message interface and on one with it.
import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { SealedMessage, SecretKey, Session } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { twice } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { recordCalls } from '../support/token-calls.ts';
import { hex } from '../support/token-keys.ts';
import { startNss } from '../support/token-nss.ts';
import { requires } from '../support/token-requires.ts';

type Bytes = Uint8Array;

const device = startTestToken();
const token = await findTestToken(device);
const own = await token.open({ userPin: device.pin });
after(() => own.close());
const nss = await (await startNss()).token.open();
after(() => nss.close());

const cipherOf = (value: Bytes): 'aes-128-gcm' | 'aes-256-gcm' =>
  value.length === 16 ? 'aes-128-gcm' : 'aes-256-gcm';

/** What node:crypto opens. */
function opened(value: Bytes, { iv, ciphertext, tag }: SealedMessage, additionalData = ''): string {
  const decipher = createDecipheriv(cipherOf(value), value, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from(additionalData)).setAuthTag(tag);
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString();
}

/** What node:crypto seals. */
function sealedBy(value: Bytes, text: string, additionalData = '') {
  const iv = new Uint8Array(12).fill(7);
  const cipher = createCipheriv(cipherOf(value), value, iv).setAAD(Buffer.from(additionalData));
  const ciphertext = Buffer.concat([cipher.update(text), cipher.final()]);
  return { iv, ciphertext, tag: cipher.getAuthTag() };
}

async function readableKey(session: Session, bits: number): Promise<{ key: SecretKey; value: Bytes }> {
  const template = { sensitive: false, extractable: true };
  const key = await session.generateKey('AES', { bits, template });
  return { key, value: await key.get('value') };
}

const generating = ['C_GenerateRandom', 'C_EncryptInit', 'C_Encrypt'];
const byMessage = ['C_MessageEncryptInit', 'C_EncryptMessage', 'C_MessageEncryptFinal'];
const gcm = (await token.getMechanisms()).has('AES_GCM');
const flags = gcm ? (await token.getMechanismInfo('AES_GCM')).flags : new Set();

for (const [name, session, sealing] of [
  [device.name, own, flags.has('MESSAGE_ENCRYPT') ? byMessage : generating],
  ['NSS', nss, byMessage],
] as const) {
  const { twice, test, given } = await requires(session.token, 'AES_GCM', 'readable AES keys');
  const { key, value } = await given(() => readableKey(session, 256));

  twice(`${name}: node:crypto opens what was sealed`, async ({ call }) => {
    const short = await readableKey(session, 128);
    for (const each of [{ key, value }, short]) {
      for (const text of ['', 'x', 'INPUT DATA', 'ü'.repeat(50_000)]) {
        for (const additionalData of [undefined, '', 'header']) {
          const sealed = await call(each.key, 'seal', text, { additionalData });
          assert.deepEqual([sealed.iv.length, sealed.tag.length], [12, 16]);
          assert.equal(sealed.ciphertext.length, Buffer.byteLength(text));
          assert.equal(opened(each.value, sealed, additionalData), text);
        }
      }
    }
  });

  twice(`${name}: open takes what node:crypto has sealed, and what was sealed here`, async ({ call }) => {
    for (const text of ['', 'x', 'INPUT DATA', 'ü'.repeat(50_000)]) {
      const options = { additionalData: 'header' };
      const theirs = await call(key, 'open', sealedBy(value, text, 'header'), options);
      assert.equal(Buffer.from(theirs).toString(), text);
      const own = await call(key, 'open', await call(key, 'seal', text, options), options);
      assert.equal(Buffer.from(own).toString(), text);
      assert.equal(own.buffer.byteLength, own.byteLength);
    }
  });

  twice(`${name}: whatever was changed, nothing is opened`, async ({ call }) => {
    const flipped = (bytes: Bytes): Bytes => bytes.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
    const sealed = sealedBy(value, 'INPUT DATA', 'header');
    for (const [message, additionalData] of [
      [{ ...sealed, tag: flipped(sealed.tag) }, 'header'],
      [{ ...sealed, ciphertext: flipped(sealed.ciphertext) }, 'header'],
      [{ ...sealed, ciphertext: sealed.ciphertext.subarray(1) }, 'header'],
      [{ ...sealed, ciphertext: '' }, 'header'],
      [{ ...sealed, iv: flipped(sealed.iv) }, 'header'],
      [sealed, 'heider'],
      [sealed, undefined],
    ] as const) {
      await assert.rejects(async () => call(key, 'open', message, { additionalData }), {
        name: 'Pkcs11Error',
        fn: 'C_Decrypt',
      });
    }
    const other = await call(session, 'generateKey', 'AES', { bits: 256 });
    await assert.rejects(async () => call(other, 'open', sealed, { additionalData: 'header' }), {
      name: 'Pkcs11Error',
    });
    const plaintext = await call(key, 'open', sealed, { additionalData: 'header' });
    assert.equal(Buffer.from(plaintext).toString(), 'INPUT DATA');
  });

  twice(`${name}: the nonce is the token's, and a thousand differ`, async ({ call, mode }) => {
    const record = await recordCalls(() => call(key, 'seal', 'x'));
    const called = record.calls.map(({ fn }) => fn).filter((fn) => fn !== 'C_GetMechanismInfo');
    assert.deepEqual(called, sealing);
    const work = Array.from({ length: 1000 }, () => () => call(key, 'seal', 'x'));
    const sealed: SealedMessage[] = [];
    if (mode === 'sync') for (const each of work) sealed.push(await each());
    else sealed.push(...(await Promise.all(work.map((each) => each()))));
    assert.equal(new Set(sealed.map(({ iv }) => hex(iv))).size, 1000);
    // Each bit of a nonce is random: of a thousand, none is the same in all.
    for (let bit = 0; bit < 96; bit++) {
      const ones = sealed.filter(({ iv }) => (iv[bit >> 3]! >> (bit & 7)) & 1).length;
      assert.ok(ones > 300 && ones < 700, `bit ${bit} is set in ${ones} of 1000`);
    }
    for (const each of sealed.slice(0, 50)) assert.equal(opened(value, each), 'x');
  });

  test(`${name}: data may be changed as soon as the method has returned`, async () => {
    const data = new Uint8Array(Buffer.from('INPUT DATA'));
    const additionalData = new Uint8Array(Buffer.from('header'));
    const sealing = Promise.all([key.seal(data, { additionalData }), key.seal(data, { additionalData })]);
    data.fill(0);
    additionalData.fill(0);
    for (const sealed of await sealing) assert.equal(opened(value, sealed, 'header'), 'INPUT DATA');
    const sealed = sealedBy(value, 'INPUT DATA', 'header');
    const same = new Uint8Array(Buffer.from('header'));
    const opening = key.open(sealed, { additionalData: same });
    for (const part of [sealed.iv, sealed.ciphertext, sealed.tag, same]) part.fill(0);
    assert.equal(Buffer.from(await opening).toString(), 'INPUT DATA');
  });

  twice(`${name}: wrong arguments are named before the token is called`, async ({ call }) => {
    const { iv, ciphertext, tag } = sealedBy(value, 'INPUT DATA');
    const record = await recordCalls(async () => {
      for (const [method, args, error, message] of [
        ['seal', [5], 'TypeError', /plaintext/],
        ['seal', ['x', { iv }], 'TypeError', /unknown option "iv"/],
        ['seal', ['x', { additionalData: 5 }], 'TypeError', /additionalData/],
        ['open', [], 'TypeError', /ciphertext|sealed/],
        ['open', ['x'], 'TypeError', /ciphertext|sealed/],
        ['open', [{ iv, tag }], 'TypeError', /ciphertext/],
        ['open', [{ ciphertext, tag }], 'TypeError', /iv/],
        ['open', [{ iv, ciphertext }], 'TypeError', /tag/],
        ['open', [{ iv, ciphertext, tag: tag.subarray(1) }], 'RangeError', /tag.*16 bytes.*15/],
        ['open', [{ iv, ciphertext, tag }, { aad: 'x' }], 'TypeError', /unknown option "aad"/],
      ] as const) {
        await assert.rejects(async () => call(key, method, ...args), { name: error, message });
      }
    });
    assert.deepEqual(record.calls, []);
  });

  twice(`${name}: a seal that fails leaves the session of use`, async ({ call }) => {
    const narrow = await call(session.token, 'open', { concurrency: 1 });
    const template = { private: false };
    const unable = await call(narrow, 'generateKey', 'AES', {
      bits: 128,
      capabilities: ['decrypt'],
      template,
    });
    const able = await call(narrow, 'generateKey', 'AES', { bits: 128, template });
    await assert.rejects(async () => call(unable, 'seal', 'x'), { name: 'Pkcs11Error' });
    const plaintext = await call(able, 'open', await call(able, 'seal', 'x'));
    assert.equal(Buffer.from(plaintext).toString(), 'x');
    await call(narrow, 'close');
    await assert.rejects(async () => call(able, 'seal', 'x'), { name: 'ClosedError' });
  });
}

twice('NSS: ChaCha20-Poly1305, whose nonce is from the random generator', async ({ call }) => {
  const template = { sensitive: false, extractable: true };
  const key = await call(nss, 'generateKey', 'CHACHA20', { template });
  const value = await call(key, 'get', 'value');
  const nonces = new Set<string>();
  for (const text of ['', 'INPUT DATA', 'x'.repeat(100_000)]) {
    const sealed = await call(key, 'seal', text, { additionalData: 'header' });
    nonces.add(hex(sealed.iv));
    const decipher = createDecipheriv('chacha20-poly1305', value, sealed.iv, { authTagLength: 16 });
    decipher.setAAD(Buffer.from('header'), { plaintextLength: text.length }).setAuthTag(sealed.tag);
    const plaintext = Buffer.concat([decipher.update(sealed.ciphertext), decipher.final()]);
    assert.equal(plaintext.toString(), text);
    const opened = await call(key, 'open', sealed, { additionalData: 'header' });
    assert.equal(Buffer.from(opened).toString(), text);
    await assert.rejects(async () => call(key, 'open', sealed, { additionalData: 'heider' }), {
      name: 'Pkcs11Error',
    });
  }
  assert.equal(nonces.size, 3);
  await assert.rejects(async () => call(key, 'seal', 'x', { mechanism: 'AES_CBC' }), {
    name: 'NotSupportedError',
    message: /AES_CBC/,
  });
});
