import assert from 'node:assert/strict';
import { createCipheriv, createECDH, createPublicKey, verify } from 'node:crypto';
import { after } from 'node:test';
import { findTestToken, startTestToken } from '../support/token.ts';
import { der } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';
import { fromHex, hex, readVectors } from './read.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

/** The DER object identifiers of P-256 and Ed25519. */
const P256 = fromHex('06082a8648ce3d030107');
const ED25519 = fromHex('06032b6570');
const OCTET_STRING = 0x04;
const readable = { sensitive: false, extractable: true } as const;
const base64url = (text: string): string => Buffer.from(text, 'hex').toString('base64url');

type Wrap = 'mechanism' | 'node' | 'nodeIv' | 'kek' | 'keyType' | 'key' | 'wrapped';
for (const vector of readVectors<Wrap>('key-wrap')) {
  const mechanism = vector.mechanism as 'AES_KEY_WRAP' | 'AES_KEY_WRAP_PAD';
  const keyType = vector.keyType as 'AES';
  (await requires(token, mechanism))(`${mechanism}: ${vector.source}`, async ({ call }) => {
    const cipher = createCipheriv(vector.node, fromHex(vector.kek), fromHex(vector.nodeIv));
    assert.equal(hex(cipher.update(fromHex(vector.key)), cipher.final()), vector.wrapped);

    const kek = await call(session, 'createObject', {
      class: 'SECRET_KEY',
      keyType: 'AES',
      value: fromHex(vector.kek),
      wrap: true,
      unwrap: true,
    });
    const key = await call(session, 'createObject', {
      class: 'SECRET_KEY',
      keyType,
      value: fromHex(vector.key),
      ...readable,
    });
    // SoftHSM 2.6 fills what it wraps with padding up to a multiple of 8 with zeros, and wraps those too.
    if (mechanism === 'AES_KEY_WRAP') {
      assert.equal(hex(await call(kek, 'wrapKey', key, { mechanism })), vector.wrapped);
    }
    const options = { mechanism, template: readable };
    const unwrapped = await call(kek, 'unwrapKey', 'SECRET_KEY', keyType, fromHex(vector.wrapped), options);
    assert.equal(hex(await call(unwrapped, 'get', 'value')), vector.key);

    const changed = fromHex(vector.wrapped);
    changed[0]! ^= 1;
    await assert.rejects(call(kek, 'unwrapKey', 'SECRET_KEY', keyType, changed, options), {
      name: 'Pkcs11Error',
    });
  });
}

type EdDsa = 'seed' | 'publicKey' | 'message' | 'signature';
for (const { source, seed, publicKey, message, signature } of readVectors<EdDsa>('ed25519')) {
  (await requires(token, 'EDDSA'))(`EDDSA: ${source}`, async ({ call }) => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64url(publicKey) };
    const outside = createPublicKey({ key: jwk, format: 'jwk' });
    assert.ok(verify(null, fromHex(message), outside, fromHex(signature)));

    const imported = await call(session, 'createObject', {
      class: 'PUBLIC_KEY',
      keyType: 'EC_EDWARDS',
      ecParams: ED25519,
      ecPoint: der(OCTET_STRING, fromHex(publicKey)),
      verify: true,
    });
    assert.equal(await call(imported, 'verify', fromHex(message), fromHex(signature)), true);
    assert.equal(await call(imported, 'verify', fromHex(`${message}00`), fromHex(signature)), false);
    const forged = fromHex(signature);
    forged[0]! ^= 1;
    assert.equal(await call(imported, 'verify', fromHex(message), forged), false);

    // The signature is deterministic, so the token has to make the published one.
    const signer = await call(session, 'createObject', {
      class: 'PRIVATE_KEY',
      keyType: 'EC_EDWARDS',
      ecParams: ED25519,
      value: fromHex(seed),
      sign: true,
    });
    assert.equal(hex(await call(signer, 'sign', fromHex(message))), signature);
  });
}

type EcDsa = 'hash' | 'mechanism' | 'x' | 'y' | 'message' | 'signature';
for (const vector of readVectors<EcDsa>('ecdsa')) {
  (await requires(token, 'ECDSA'))(`ECDSA: ${vector.source}`, async ({ call }) => {
    const jwk = { kty: 'EC', crv: 'P-256', x: base64url(vector.x), y: base64url(vector.y) };
    const outside = createPublicKey({ key: jwk, format: 'jwk' });
    const [message, signature] = [fromHex(vector.message), fromHex(vector.signature)];
    assert.ok(verify(vector.hash, message, { key: outside, dsaEncoding: 'ieee-p1363' }, signature));

    const key = await call(session, 'createObject', {
      class: 'PUBLIC_KEY',
      keyType: 'EC',
      ecParams: P256,
      ecPoint: der(OCTET_STRING, fromHex(`04${vector.x}${vector.y}`)),
      verify: true,
    });
    const options = { mechanism: vector.mechanism };
    assert.equal(await call(key, 'verify', message, signature, options), true);
    assert.equal(await call(key, 'verify', 'another message', signature, options), false);
    assert.equal(await call(key, 'verify', message, signature.toReversed(), options), false);
  });
}

type Ecdh = 'privateKey' | 'publicKey' | 'secret';
for (const { source, privateKey, publicKey, secret } of readVectors<Ecdh>('ecdh')) {
  (await requires(token, 'ECDH1_DERIVE'))(`ECDH1_DERIVE: ${source}`, async ({ call }) => {
    const outside = createECDH('prime256v1');
    outside.setPrivateKey(privateKey, 'hex');
    assert.equal(outside.computeSecret(publicKey, 'hex', 'hex'), secret);

    const key = await call(session, 'createObject', {
      class: 'PRIVATE_KEY',
      keyType: 'EC',
      ecParams: P256,
      value: fromHex(privateKey),
      derive: true,
    });
    for (const point of [fromHex(publicKey), der(OCTET_STRING, fromHex(publicKey))]) {
      const options = { bits: 256, kdf: 'NULL', publicKey: point, template: readable };
      const derived = await call(key, 'deriveKey', 'GENERIC_SECRET', options);
      assert.equal(hex(await call(derived, 'get', 'value')), secret);
    }
  });
}
