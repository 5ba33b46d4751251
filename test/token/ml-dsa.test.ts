// ML-DSA and HashML-DSA (FIPS 204), judged by node:crypto and the openssl command, which come with the suite that has
// tokens with these mechanisms.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { Pkcs11Error, type PublicKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { der, fromHex, hex } from '../support/token-keys.ts';
import { openssl } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const ml = await requires(token, 'ML_DSA', 'ML_DSA_KEY_PAIR_GEN');
const streams = await requires(token, 'ML_DSA', 'C_VerifySignatureInit');
const hashed = await requires(token, 'HASH_ML_DSA', 'HASH_ML_DSA_SHA256');

const DATA = Buffer.from('INPUT DATA');
const PARTS = ['INPUT', new Uint8Array(0), ' DATA'];

/** Node's types are of Node 20. */
const verifyIn = verify as (
  hash: null,
  data: Uint8Array,
  key: { key: KeyObject; context?: Uint8Array },
  signature: Uint8Array,
) => boolean;
const makePair = (name: string): { publicKey: KeyObject; privateKey: KeyObject } =>
  generateKeyPairSync(name as 'ed25519');
const keyObject = (key: PublicKey): Promise<KeyObject> => key.toKeyObject();

for (const [level, bytes] of [
  [44, 2420],
  [65, 3309],
  [87, 4627],
] as const) {
  const made = await ml.given(() =>
    session.generateKeyPair('ML_DSA', { parameterSet: `ML_DSA_${level}` as const }),
  );
  const { publicKey, privateKey } = made;
  const theirs = await ml.given(() => keyObject(publicKey as PublicKey));

  ml(`ML-DSA-${level}: whole data, data in parts, nothing`, async ({ call }) => {
    for (const data of [DATA, PARTS, Buffer.alloc(0), Buffer.alloc(100_000, 7)]) {
      const whole = Array.isArray(data) ? DATA : data;
      const signature: Uint8Array = await call(privateKey, 'sign', data);
      assert.equal(signature.length, bytes);
      assert.ok(verify(null, whole, theirs, signature));
      assert.equal(await call(publicKey, 'verify', data, signature), true);
    }
  });

  ml(`ML-DSA-${level}: wrong signatures are false`, async ({ call }) => {
    const signature: Uint8Array = await call(privateKey, 'sign', DATA);
    assert.equal(await call(publicKey, 'verify', 'INPUT DATE', signature), false);
    assert.equal(await call(publicKey, 'verify', ['INPUT', ' DATE'], signature), false);
    const changed = signature.map((byte, index) => (index === 1000 ? byte ^ 1 : byte));
    assert.equal(await call(publicKey, 'verify', DATA, changed), false);
  });

  ml(`ML-DSA-${level}: a context, with and without chance`, async ({ call }) => {
    const context = Buffer.from('context');
    for (const hedge of ['PREFERRED', 'REQUIRED', 'DETERMINISTIC_REQUIRED']) {
      const options = { mechanism: 'ML_DSA', context, hedge };
      const signature = await call(privateKey, 'sign', DATA, options);
      assert.ok(verifyIn(null, DATA, { key: theirs, context }, signature), hedge);
      assert.equal(verify(null, DATA, theirs, signature), false);
      assert.equal(await call(publicKey, 'verify', DATA, signature, options), true);
      assert.equal(await call(publicKey, 'verify', DATA, signature), false);
      const again = await call(privateKey, 'sign', DATA, options);
      assert.equal(hex(again) === hex(signature), hedge === 'DETERMINISTIC_REQUIRED', hedge);
    }
    await assert.rejects(
      async () => call(privateKey, 'sign', DATA, { mechanism: 'ML_DSA', context: Buffer.alloc(256) }),
      (error) => error instanceof Pkcs11Error && error.fn.startsWith('C_Sign'),
    );
  });

  ml(`ML-DSA-${level}: keys of node:crypto`, async ({ call }) => {
    const pair = makePair(`ml-dsa-${level}`);
    const { privateKey: own, publicKey: known } = await call(session, 'importKey', pair.privateKey);
    const signature = await call(own, 'sign', DATA);
    assert.ok(verify(null, DATA, pair.publicKey, signature));
    const imported = await call(session, 'importKey', pair.publicKey, { as: 'PUBLIC_KEY' });
    for (const key of [known, imported]) {
      assert.equal(await call(key, 'verify', DATA, sign(null, DATA, pair.privateKey)), true);
      assert.equal(await call(key, 'verify', DATA, await call(privateKey, 'sign', DATA)), false);
    }
  });

  streams(`ML-DSA-${level}: verifySignature, which gets the signature first`, async ({ call }) => {
    const signature = await call(privateKey, 'sign', DATA);
    for (const data of [DATA, PARTS]) {
      assert.equal(await call(publicKey, 'verifySignature', data, signature), true);
      assert.equal(await call(publicKey, 'verifySignature', ['x', ...PARTS], signature), false);
    }
  });
}

/** NIST's arc of hash algorithms (RFC 8702, FIPS 204 §5.4): the last number, and Node's name with the output's length. */
const HASHES = {
  SHA224: [4, 'sha224', 28],
  SHA256: [1, 'sha256', 32],
  SHA384: [2, 'sha384', 48],
  SHA512: [3, 'sha512', 64],
  SHA3_224: [7, 'sha3-224', 28],
  SHA3_256: [8, 'sha3-256', 32],
  SHA3_384: [9, 'sha3-384', 48],
  SHA3_512: [10, 'sha3-512', 64],
  SHAKE128: [11, 'shake128', 32],
  SHAKE256: [12, 'shake256', 64],
} as const;

function digest(hash: keyof typeof HASHES): Buffer {
  const [, name, outputLength] = HASHES[hash];
  return createHash(name, { outputLength }).update(DATA).digest();
}

/** FIPS 204, algorithm 5: what HashML-DSA signs instead of the data. */
function messageOf(hash: keyof typeof HASHES, context: Uint8Array): Buffer {
  const oid = der(
    0x06,
    fromHex(`608648016503040202`).map((byte, at) => (at === 8 ? HASHES[hash][0] : byte)),
  );
  return Buffer.concat([Uint8Array.of(1, context.length), context, oid, digest(hash)]);
}

/** openssl, told to take what is signed as it is. */
function opensslAccepts(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  const files = { 'key.pem': key.export({ type: 'spki', format: 'pem' }), message, signature };
  const raw = ['-pkeyopt', 'message-encoding:0'];
  const args = ['pkeyutl', '-verify', '-pubin', '-inkey', '@key.pem', '-rawin', '-in', '@message'];
  return openssl([...args, '-sigfile', '@signature', ...raw], files).status === 0;
}

const pair = await hashed.given(() => session.generateKeyPair('ML_DSA', { parameterSet: 'ML_DSA_65' }));
const outside = await hashed.given(() => keyObject(pair.publicKey as PublicKey));

for (const hash of Object.keys(HASHES) as (keyof typeof HASHES)[]) {
  hashed(`HashML-DSA with ${hash}: hashed by the token, and before`, async ({ call }) => {
    for (const context of [new Uint8Array(0), Buffer.from('context')]) {
      const message = messageOf(hash, context);
      const options = { mechanism: `HASH_ML_DSA_${hash}`, context };
      const signature = await call(pair.privateKey, 'sign', DATA, options);
      assert.ok(opensslAccepts(outside, message, signature));
      assert.equal(opensslAccepts(outside, DATA, signature), false);
      assert.equal(await call(pair.publicKey, 'verify', DATA, signature, options), true);
      assert.equal(await call(pair.publicKey, 'verify', 'INPUT DATE', signature, options), false);
      assert.equal(await call(pair.publicKey, 'verify', DATA, signature), false);

      if (hash.startsWith('SHAKE')) continue;
      const before = { mechanism: 'HASH_ML_DSA', hash, context };
      const ofHash = await call(pair.privateKey, 'sign', digest(hash), before);
      assert.ok(opensslAccepts(outside, message, ofHash));
      assert.equal(await call(pair.publicKey, 'verify', digest(hash), ofHash, before), true);
      assert.equal(await call(pair.publicKey, 'verify', DATA, ofHash, options), true);
    }
  });
}
