import assert from 'node:assert/strict';
import { createHash, createSign, createVerify, generateKeyPairSync, sign, verify } from 'node:crypto';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { placeOfKeys } from '../support/token-capabilities.ts';
import { der, dsaPublicKey, ecPublicKey, ed25519PublicKey, fromHex, hex } from '../support/token-keys.ts';
import { openssl, opensslVerifies } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { given, twice } = await requires(token, 'EC key pairs', 'ECDSA');
const imports = await requires(token, 'EC key pairs', 'imported EC public keys');
const dsa = await requires(token, 'DSA', 'DSA_KEY_PAIR_GEN', 'DSA_PARAMETER_GEN');
const eddsa = await requires(token, 'EDDSA', 'EC_EDWARDS_KEY_PAIR_GEN');

const DATA = Buffer.from('INPUT DATA');
const dsaEncoding = 'ieee-p1363';

/** Neither DER nor a good signature. */
function malformed(signature: Uint8Array): Uint8Array[] {
  const changed = (index: number, value: number) =>
    signature.map((byte, at) => (at === index ? value : byte));
  const [zero, one] = [der(0x02, Uint8Array.of(0)), der(0x02, Uint8Array.of(1))];
  return [
    new Uint8Array(0),
    Uint8Array.of(0x30),
    signature.slice(0, -1),
    Uint8Array.of(...signature, 0),
    changed(0, 0x31),
    changed(1, 0x80),
    changed(1, signature[1]! + 1),
    changed(2, 0x03),
    changed(3, 0),
    der(0x30, signature.slice(2, 4 + signature[3]!)),
    der(0x30, zero, one),
    der(0x30, der(0x02, new Uint8Array(200).fill(1)), one),
    der(0x30, der(0x02, Uint8Array.of(0, 1)), one),
    der(0x30, der(0x02, Uint8Array.of(0xff)), one),
  ];
}

const place = await placeOfKeys(token);
const CURVES = [
  ['P-256', 32, []],
  ['P-384', 48, ['EC key pairs on P-384']],
  ['P-521', 66, ['EC key pairs on P-521']],
  ['secp256k1', 32, ['EC key pairs on secp256k1']],
] as const;
for (const [curve, bytes, needs] of CURVES) {
  const { twice, given } = await requires(token, 'ECDSA', 'EC key pairs', ...needs);
  const { publicKey, privateKey } = await given(() => session.generateKeyPair('EC', { curve, ...place }));
  const key = await given(() => ecPublicKey(publicKey, curve));

  twice(`${curve}: signatures are raw and of SHA-512 by default`, async ({ call }) => {
    for (const data of [DATA, Buffer.alloc(0), Buffer.alloc(100_000, 7)]) {
      const signature: Uint8Array = await call(privateKey, 'sign', data);
      assert.equal(signature.length, bytes * 2);
      assert.ok(createVerify('sha512').update(data).verify({ key, dsaEncoding }, signature));
      assert.equal(await call(publicKey, 'verify', data, signature), true);
    }
  });

  twice(`${curve}: format 'der' is what node:crypto and openssl read`, async ({ call }) => {
    const options = { mechanism: 'ECDSA_SHA256', format: 'der' };
    // r and s have leading zeros now and then.
    for (let round = 0; round < 20; round++) {
      const signature = await call(privateKey, 'sign', DATA, options);
      assert.ok(createVerify('sha256').update(DATA).verify(key, signature), hex(signature));
      assert.equal(await call(publicKey, 'verify', DATA, signature, options), true, hex(signature));
      assert.equal(await call(publicKey, 'verify', 'INPUT DATE', signature, options), false);
    }
    assert.ok(opensslVerifies('sha256', key, DATA, await call(privateKey, 'sign', DATA, options)));
  });

  twice(`${curve}: wrong signatures are false, whatever is wrong with them`, async ({ call }) => {
    const signature: Uint8Array = await call(privateKey, 'sign', DATA);
    for (const wrong of [
      signature.map((byte, index) => (index === 20 ? byte ^ 1 : byte)),
      signature.slice(1),
      signature.slice(0, -1),
      Uint8Array.of(...signature, 0),
      new Uint8Array(bytes * 2),
      new Uint8Array(0),
    ]) {
      assert.equal(await call(publicKey, 'verify', DATA, wrong), false, hex(wrong));
    }
    const encoded: Uint8Array = await call(privateKey, 'sign', DATA, { format: 'der' });
    for (const wrong of malformed(encoded)) {
      assert.equal(await call(publicKey, 'verify', DATA, wrong, { format: 'der' }), false, hex(wrong));
      assert.equal(await call(publicKey, 'verify', [DATA], wrong, { format: 'der' }), false, hex(wrong));
    }
    assert.equal(await call(publicKey, 'verify', DATA, encoded, { format: 'der' }), true);
  });
}

const p256 = await given(() => session.generateKeyPair('EC', { curve: 'P-256', ...place }));
const p256Key = await given(() => ecPublicKey(p256.publicKey, 'P-256'));

for (const hash of ['SHA1', 'SHA224', 'SHA256', 'SHA384', 'SHA512', 'SHA3_256', 'SHA3_512']) {
  twice(`ECDSA_${hash}, hashed by the token or here`, async ({ call }) => {
    const options = { mechanism: `ECDSA_${hash}` };
    const node = hash.replace('SHA3_', 'sha3-');
    const signature = await call(p256.privateKey, 'sign', DATA, options);
    assert.ok(createVerify(node).update(DATA).verify({ key: p256Key, dsaEncoding }, signature));
    const parts = ['INPUT', new Uint8Array(0), ' DATA'];
    const inParts = await call(p256.privateKey, 'sign', parts, options);
    assert.ok(createVerify(node).update(DATA).verify({ key: p256Key, dsaEncoding }, inParts));
    assert.equal(await call(p256.publicKey, 'verify', parts, signature, options), true);
    assert.equal(await call(p256.publicKey, 'verify', ['INPUT'], signature, options), false);
    const encoded = await call(p256.privateKey, 'sign', parts, { ...options, format: 'der' });
    assert.ok(createVerify(node).update(DATA).verify(p256Key, encoded));
    assert.equal(await call(p256.publicKey, 'verify', parts, encoded, { ...options, format: 'der' }), true);
  });
}

twice('ECDSA signs a hash that was made before', async ({ call }) => {
  const digest = createHash('sha256').update(DATA).digest();
  const signature = await call(p256.privateKey, 'sign', digest, { mechanism: 'ECDSA' });
  assert.ok(createVerify('sha256').update(DATA).verify({ key: p256Key, dsaEncoding }, signature));
  assert.equal(await call(p256.publicKey, 'verify', digest, signature, { mechanism: 'ECDSA' }), true);
  const encoded = await call(p256.privateKey, 'sign', digest, { mechanism: 'ECDSA', format: 'der' });
  assert.ok(createVerify('sha256').update(DATA).verify(p256Key, encoded));
});

imports('verifies what node:crypto and openssl signed', async ({ call }) => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = pair.publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')]);
  const key = await call(session, 'createObject', {
    class: 'PUBLIC_KEY',
    keyType: 'EC',
    ecParams: fromHex('06082a8648ce3d030107'),
    ecPoint: der(0x04, point),
    verify: true,
    token: false,
  });
  const raw = createSign('sha512').update(DATA).sign({ key: pair.privateKey, dsaEncoding });
  assert.equal(await call(key, 'verify', DATA, raw), true);
  const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const { stdout } = openssl(['dgst', '-sha256', '-sign', '@key.pem', '@data'], {
    'key.pem': pem,
    data: DATA,
  });
  const options = { mechanism: 'ECDSA_SHA256', format: 'der' };
  assert.equal(await call(key, 'verify', DATA, stdout, options), true);
  assert.equal(await call(p256.publicKey, 'verify', DATA, stdout, options), false);
});

dsa('DSA', async ({ call }) => {
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'DSA', { bits: 1024 });
  const key = await dsaPublicKey(publicKey);
  for (const hash of ['SHA1', 'SHA256', 'SHA512']) {
    const options = hash === 'SHA512' ? {} : { mechanism: `DSA_${hash}` };
    for (const data of [DATA, ['INPUT', ' DATA']]) {
      const signature: Uint8Array = await call(privateKey, 'sign', data, options);
      assert.equal(signature.length, 40);
      assert.ok(createVerify(hash).update(DATA).verify({ key, dsaEncoding }, signature), hash);
      assert.equal(await call(publicKey, 'verify', data, signature, options), true);
      assert.equal(await call(publicKey, 'verify', 'x', signature, options), false);
      assert.equal(await call(publicKey, 'verify', data, signature.slice(1), options), false);

      const encoded = await call(privateKey, 'sign', data, { ...options, format: 'der' });
      assert.ok(createVerify(hash).update(DATA).verify(key, encoded), hash);
      assert.equal(await call(publicKey, 'verify', data, encoded, { ...options, format: 'der' }), true);
    }
  }
  const encoded: Uint8Array = await call(privateKey, 'sign', DATA, {
    mechanism: 'DSA_SHA256',
    format: 'der',
  });
  assert.ok(opensslVerifies('sha256', key, DATA, encoded));
  for (const wrong of malformed(encoded)) {
    assert.equal(
      await call(publicKey, 'verify', DATA, wrong, { mechanism: 'DSA_SHA256', format: 'der' }),
      false,
    );
  }
});

eddsa('Ed25519', async ({ call }) => {
  const { publicKey, privateKey } = await call(session, 'generateKeyPair', 'EC_EDWARDS', {
    curve: 'Ed25519',
  });
  const key = await ed25519PublicKey(publicKey);
  for (const data of [DATA, Buffer.from('x'), Buffer.alloc(10_000, 3)]) {
    const signature: Uint8Array = await call(privateKey, 'sign', data);
    assert.equal(signature.length, 64);
    assert.ok(verify(null, data, key, signature));
    assert.equal(await call(publicKey, 'verify', data, signature), true);
    const changed = signature.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
    for (const wrong of [changed, signature.slice(1), new Uint8Array(0)]) {
      assert.equal(await call(publicKey, 'verify', data, wrong), false);
    }
  }
  const pair = generateKeyPairSync('ed25519');
  const imported = await call(session, 'importKey', pair.publicKey, { as: 'PUBLIC_KEY' });
  assert.equal(await call(imported, 'verify', DATA, sign(null, DATA, pair.privateKey)), true);
  await assert.rejects(async () => call(privateKey, 'sign', DATA, { format: 'der' }), {
    name: 'RangeError',
    message: /format/,
  });
});

twice('a format that there is not', async ({ call }) => {
  await assert.rejects(async () => call(p256.privateKey, 'sign', DATA, { format: 'DER' }), {
    name: 'RangeError',
    message: /format.*"DER"/,
  });
  await assert.rejects(async () => call(p256.publicKey, 'verify', DATA, DATA, { format: 1 }), {
    name: 'TypeError',
    message: /format/,
  });
});
