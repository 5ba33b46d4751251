// The mix of the soak. node:crypto, or what was put in, says what comes out; no error is expected of any of them.
import assert from 'node:assert/strict';
import {
  constants,
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  publicEncrypt,
  verify as verifyOutside,
} from 'node:crypto';
import type { Luck } from '../support/luck.ts';
import { type Bench, ID, type Operation } from './bench.ts';

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const READABLE = { sensitive: false, extractable: true } as const;
export const RSA_SHA256 = { mechanism: 'SHA256_RSA_PKCS' } as const;
export const HMAC = { mechanism: 'SHA256_HMAC' } as const;
const ECDSA = { mechanism: 'ECDSA_SHA256', format: 'der' } as const;
const SIZES = [0, 1, 16, 31, 200, 5000, 20_000, 70_000];

export const text = (luck: Luck): Uint8Array<ArrayBuffer> => luck.bytes(1 + luck.below(300));
export const sized = (luck: Luck): Uint8Array<ArrayBuffer> => luck.bytes(luck.pick(SIZES));

export function encrypted({ fixture }: Bench, iv: Uint8Array, data: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', fixture.aes, iv);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

export function decrypted({ fixture }: Bench, iv: Uint8Array, data: Uint8Array): Buffer {
  const cipher = createDecipheriv('aes-256-cbc', fixture.aes, iv);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

/** A name that nothing else on the token has. */
let made = 0;
const unique = (luck: Luck): string => `soak made ${process.pid} ${luck.below(2 ** 31)} ${made++}`;

/** Whole operations on keys that are there. */
const USING: Readonly<Record<string, Operation>> = {
  async 'sign RSA'({ keys, judges }, luck) {
    const data = text(luck);
    assert.ok(verifyOutside('sha256', data, judges.rsa, await keys.rsaPrivate.sign(data, RSA_SHA256)));
  },
  async 'verify RSA'({ keys }, luck) {
    const data = text(luck);
    const signature = await keys.rsaPrivate.sign(data, RSA_SHA256);
    assert.equal(await keys.rsaPublic.verify(data, signature, RSA_SHA256), true);
    signature[luck.below(signature.length)]! ^= 1;
    assert.equal(await keys.rsaPublic.verify(data, signature, RSA_SHA256), false);
  },
  async 'sign ECDSA'({ keys, judges }, luck) {
    const data = text(luck);
    assert.ok(verifyOutside('sha256', data, judges.ec, await keys.ecPrivate.sign(data, ECDSA)));
  },
  async 'verify ECDSA'({ keys }, luck) {
    const data = text(luck);
    const signature = await keys.ecPrivate.sign(data, ECDSA);
    assert.equal(await keys.ecPublic.verify(data, signature, ECDSA), true);
    assert.equal(await keys.ecPublic.verify([data, data], signature, ECDSA), false);
  },
  async 'decrypt RSA'({ keys, judges }, luck) {
    const data = luck.bytes(1 + luck.below(100));
    const sealed = publicEncrypt({ key: judges.rsa, padding: constants.RSA_PKCS1_PADDING }, data);
    assert.equal(hex(await keys.rsaPrivate.decrypt(sealed, { mechanism: 'RSA_PKCS' })), hex(data));
  },
  async authenticate({ keys, fixture }, luck) {
    const data = sized(luck);
    const expected = createHmac('sha256', fixture.mac).update(data).digest();
    assert.equal(hex(await keys.mac.sign(data, HMAC)), hex(expected));
    assert.equal(await keys.mac.verify(data, expected, HMAC), true);
    expected[0]! ^= 1;
    assert.equal(await keys.mac.verify([data], expected, HMAC), false);
  },
  async 'encrypt and decrypt'(bench, luck) {
    const { aes } = bench.keys;
    const [iv, data] = [luck.bytes(16), sized(luck)];
    const sealed = await aes.encrypt(data, { mechanism: 'AES_CBC_PAD', iv });
    assert.equal(hex(sealed), hex(encrypted(bench, iv, data)));
    assert.equal(hex(await aes.decrypt(sealed, { mechanism: 'AES_CBC_PAD', iv })), hex(data));
  },
  async 'seal and open'({ keys, fixture }, luck) {
    const data = text(luck);
    const { iv, ciphertext, tag } = await keys.aes.seal(data, { additionalData: 'header' });
    const decipher = createDecipheriv('aes-256-gcm', fixture.aes, iv).setAAD(Buffer.from('header'));
    decipher.setAuthTag(tag);
    assert.equal(hex(Buffer.concat([decipher.update(ciphertext), decipher.final()])), hex(data));
    const opened = await keys.aes.open({ iv, ciphertext, tag }, { additionalData: 'header' });
    assert.equal(hex(opened), hex(data));
  },
  async messages({ keys, fixture }, luck) {
    await using run = await keys.aes.messageEncryptor({ mechanism: 'AES_GCM' });
    for (let count = luck.below(4); count > 0; count--) {
      const data = text(luck);
      const { iv, ciphertext, tag } = await run.encrypt(data);
      const decipher = createDecipheriv('aes-256-gcm', fixture.aes, iv).setAuthTag(tag);
      assert.equal(hex(Buffer.concat([decipher.update(ciphertext), decipher.final()])), hex(data));
    }
  },
  async 'two functions in one pass'({ session, keys, ...bench }, luck) {
    const [iv, data] = [luck.bytes(16), luck.bytes(160)];
    const options = { key: keys.aes, encryption: { mechanism: 'AES_CBC_PAD', iv } } as const;
    const { ciphertext, digest } = await session.digestEncrypt(data, options);
    assert.equal(hex(digest), createHash('sha256').update(data).digest('hex'));
    assert.equal(hex(ciphertext), hex(encrypted({ session, keys, ...bench }, iv, data)));
  },
  async digest({ session }, luck) {
    const data = sized(luck);
    const expected = createHash('sha256').update(data).digest('hex');
    assert.equal(hex(await session.digest(data)), expected);
    assert.equal(hex(await session.digest([data.subarray(0, 5), data.subarray(5)])), expected);
  },
  async 'random bytes'({ session }, luck) {
    const size = 16 + luck.below(100);
    const [one, other] = await Promise.all([session.generateRandom(size), session.generateRandom(size)]);
    assert.deepEqual([one.length, other.length], [size, size]);
    assert.notEqual(hex(one), hex(other));
  },
};

/** What looks at the token and at what is on it. */
const LOOKING: Readonly<Record<string, Operation>> = {
  async attributes({ keys, judges }) {
    const { n } = judges.rsa.export({ format: 'jwk' });
    const [modulus, several] = await Promise.all([
      keys.rsaPublic.get('modulus'),
      keys.aes.getMany(['label', 'valueLen', 'keyType']),
    ]);
    assert.equal(Buffer.from(modulus).toString('base64url'), n);
    assert.deepEqual(several, { label: 'soak aes', valueLen: 32, keyType: 'AES' });
  },
  async search({ session, judges }) {
    const found: Uint8Array[] = [];
    for await (const key of session.getObjects({ class: 'PUBLIC_KEY', label: 'soak rsa' })) {
      found.push(await key.get('modulus'));
    }
    const { n } = judges.rsa.export({ format: 'jwk' });
    assert.deepEqual(
      found.map((each) => Buffer.from(each).toString('base64url')),
      [n],
    );
  },
  async 'search, left half-way'({ session }) {
    for await (const object of session.getObjects({ id: ID })) {
      assert.match(String(object.objectClass), /_KEY$/);
      break;
    }
  },
  async 'search among what comes and goes'({ session }) {
    let found = 0;
    for await (const object of session.getObjects({ class: 'SECRET_KEY' })) {
      assert.equal(object.objectClass, 'SECRET_KEY');
      found++;
    }
    assert.ok(found >= 2);
  },
  async 'nothing found'({ session }, luck) {
    const missing = session.getKey({ class: 'SECRET_KEY', label: `nobody ${luck.below(9)}` });
    await assert.rejects(missing, { code: 'ERR_NO_SUCH_KEY' });
  },
  async information({ session, token, module, device }) {
    assert.equal((await token.getInfo()).label, device.label);
    assert.ok((await token.getMechanisms()).has('AES_CBC_PAD'));
    assert.ok((await module.getSlots({ tokenPresent: true })).length > 0);
    assert.match(String((await session.getInfo()).state), device.pin === '' ? /^RW_PUBLIC/ : /^RW_USER/);
  },
  async 'public key'({ keys, judges }) {
    assert.ok((await keys.ecPublic.toKeyObject()).equals(judges.ec));
  },
};

/** What makes objects, and takes them away again. */
const MAKING: Readonly<Record<string, Operation>> = {
  async 'object of the session'({ session }, luck) {
    const [label, value] = [unique(luck), luck.bytes(24)];
    const object = await session.createObject({
      class: 'SECRET_KEY',
      keyType: 'GENERIC_SECRET',
      label,
      value,
      ...READABLE,
    });
    assert.equal(hex(await object.get('value')), hex(value));
    await object.set({ label: `${label}, renamed` });
    assert.equal(await object.get('label'), `${label}, renamed`);
    await object.destroy();
    await assert.rejects(session.getKey({ label: `${label}, renamed` }), { code: 'ERR_NO_SUCH_KEY' });
  },
  async 'object of the token'({ session, device }, luck) {
    const [label, value] = [unique(luck), luck.bytes(32)];
    const template = { class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', label, value } as const;
    await session.createObject({ ...template, sign: true, token: device.stores, private: device.stores });
    const found = await session.getKey({ class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', label });
    const expected = createHmac('sha256', value).update(label).digest('hex');
    assert.equal(hex(await found.sign(label, HMAC)), expected);
    await found.destroy();
  },
  async copy({ session }, luck) {
    const [label, value] = [unique(luck), luck.bytes(16)];
    const template = { class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', label, value } as const;
    const object = await session.createObject({ ...template, ...READABLE });
    const copy = await object.copy({ label: `${label}, copied` });
    await object.destroy();
    assert.equal(await copy.get('label'), `${label}, copied`);
    await copy.destroy();
  },
  async 'generate, wrap, unwrap'({ session, keys, fixture }, luck) {
    const key = await session.generateKey('AES', { bits: 128, template: { extractable: true } });
    const wrapped = await keys.aes.wrapKey(key, { mechanism: 'AES_KEY_WRAP' });
    const value = createDecipheriv('id-aes256-wrap', fixture.aes, Buffer.alloc(8, 0xa6)).update(wrapped);
    const same = await keys.aes.unwrapKey('SECRET_KEY', 'AES', wrapped, { mechanism: 'AES_KEY_WRAP' });
    const [iv, data] = [luck.bytes(16), text(luck)];
    const cipher = createCipheriv('aes-128-cbc', value, iv);
    const expected = hex(Buffer.concat([cipher.update(data), cipher.final()]));
    for (const each of [key, same]) {
      assert.equal(hex(await each.encrypt(data, { mechanism: 'AES_CBC_PAD', iv })), expected);
    }
    await Promise.all([key.destroy(), same.destroy()]);
  },
  async 'generate a pair'({ session }, luck) {
    const { publicKey, privateKey } = await session.generateKeyPair('EC', { curve: 'P-256' });
    const data = text(luck);
    const signature = await privateKey.sign(data, ECDSA);
    assert.ok(verifyOutside('sha256', data, await publicKey.toKeyObject(), signature));
    await Promise.all([publicKey.destroy(), privateKey.destroy()]);
  },
  async derive({ keys, judges }) {
    const other = createECDH('prime256v1');
    const derived = await keys.ecPrivate.deriveKey('AES', {
      bits: 256,
      publicKey: other.generateKeys(),
      template: READABLE,
    });
    const { x, y } = judges.ec.export({ format: 'jwk' });
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
    assert.equal(hex(await derived.get('value')), hex(other.computeSecret(point)));
    await derived.destroy();
  },
  async import({ session, judges, fixture }, luck) {
    const data = text(luck);
    const publicKey = await session.importKey(fixture.rsa, { as: 'PUBLIC_KEY', keyType: 'RSA' });
    assert.ok((await publicKey.toKeyObject()).equals(judges.rsa));
    await publicKey.destroy();
    const options = { as: 'SECRET_KEY', keyType: 'GENERIC_SECRET' } as const;
    const secretKey = await session.importKey(fixture.mac, options);
    const expected = createHmac('sha256', fixture.mac).update(data).digest('hex');
    assert.equal(hex(await secretKey.sign(data, HMAC)), expected);
    await secretKey.destroy();
  },
};

export const WHOLE: Readonly<Record<string, Operation>> = { ...USING, ...LOOKING, ...MAKING };
