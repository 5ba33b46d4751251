import assert from 'node:assert/strict';
import { type CipherGCMTypes, createCipheriv } from 'node:crypto';
import { after } from 'node:test';
import type { SecretKey } from '../../src/index.ts';
import type { Caller } from '../support/modes.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';
import { fromHex, hex, inParts, readVectors } from './read.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const usable = { sensitive: false, extractable: true, encrypt: true, decrypt: true } as const;

/** Whole and in parts, both ways. */
async function check(
  { call, all }: Caller,
  key: SecretKey,
  options: object,
  plaintext: string,
  ciphertext: string,
): Promise<void> {
  assert.equal(hex(await call(key, 'encrypt', fromHex(plaintext), options)), ciphertext);
  assert.equal(hex(await call(key, 'decrypt', fromHex(ciphertext), options)), plaintext);
  assert.equal(hex(...(await all(key, 'encrypt', inParts(fromHex(plaintext)), options))), ciphertext);
  assert.equal(hex(...(await all(key, 'decrypt', inParts(fromHex(ciphertext)), options))), plaintext);
}

type Cipher = 'mechanism' | 'node' | 'keyType' | 'key' | 'iv' | 'plaintext' | 'ciphertext';
for (const vector of readVectors<Cipher>('ciphers')) {
  const mechanism = vector.mechanism as 'AES_ECB';
  (await requires(token, mechanism))(`${mechanism}: ${vector.source}`, async (caller) => {
    const iv = 'iv' in vector ? fromHex(vector.iv) : undefined;
    const cipher = createCipheriv(vector.node, fromHex(vector.key), iv ?? null).setAutoPadding(false);
    assert.equal(hex(cipher.update(fromHex(vector.plaintext)), cipher.final()), vector.ciphertext);

    const key = await caller.call(session, 'createObject', {
      class: 'SECRET_KEY',
      keyType: vector.keyType as 'AES',
      value: fromHex(vector.key),
      ...usable,
    });
    const options = iv === undefined ? { mechanism } : { mechanism, iv };
    await check(caller, key, options, vector.plaintext, vector.ciphertext);
  });
}

type Gcm = 'key' | 'iv' | 'additionalData' | 'plaintext' | 'ciphertext' | 'tag';
for (const { source, key: value, iv, additionalData, plaintext, ciphertext, tag } of readVectors<Gcm>(
  'aes-gcm',
)) {
  (await requires(token, 'AES_GCM'))(`AES_GCM: ${source}`, async (caller) => {
    const cipher = createCipheriv(
      `aes-${value.length * 4}-gcm` as CipherGCMTypes,
      fromHex(value),
      fromHex(iv),
    );
    cipher.setAAD(fromHex(additionalData));
    assert.equal(hex(cipher.update(fromHex(plaintext)), cipher.final()), ciphertext);
    assert.equal(hex(cipher.getAuthTag()), tag);

    const key = await caller.call(session, 'createObject', {
      class: 'SECRET_KEY',
      keyType: 'AES',
      value: fromHex(value),
      ...usable,
    });
    const options = { mechanism: 'AES_GCM', iv: fromHex(iv), additionalData: fromHex(additionalData) };
    await check(caller, key, options, plaintext, ciphertext + tag);

    const shorter = { ...options, tagBits: 96 };
    const sealed = await caller.call(key, 'encrypt', fromHex(plaintext), shorter);
    assert.equal(hex(sealed), ciphertext + tag.slice(0, 24));

    const forged = fromHex(ciphertext + tag);
    forged[forged.length - 1]! ^= 1;
    await assert.rejects(caller.call(key, 'decrypt', forged, options), { name: 'Pkcs11Error' });
    const otherData = { ...options, additionalData: fromHex(`${additionalData}00`) };
    await assert.rejects(caller.call(key, 'decrypt', fromHex(ciphertext + tag), otherData), {
      name: 'Pkcs11Error',
    });
  });
}
