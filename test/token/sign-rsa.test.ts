import assert from 'node:assert/strict';
import {
  constants,
  createHash,
  createSign,
  createVerify,
  generateKeyPairSync,
  publicDecrypt,
} from 'node:crypto';
import { NotSupportedError } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { makeOrFindRsaPair, placeOfKeys } from '../support/token-capabilities.ts';
import { fromHex, hex, rsaPublicKey } from '../support/token-keys.ts';
import { opensslVerifies } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());
const { given, twice } = await requires(token, 'RSA_PKCS signatures');
const imported = await requires(token, 'RSA_PKCS signatures', 'imported RSA public keys');
const pss = await requires(token, 'PSS signatures');
const raw = await requires(token, 'an RSA key pair', 'RSA_PKCS');
const blocks = await requires(token, 'an RSA key pair', 'RSA_X_509');
const weak = await requires(token, 'RSA key pairs', 'RSA key pairs of 1024 bits', 'RSA_PKCS signatures');

const place = await placeOfKeys(token);
const { publicKey, privateKey } = await given(() => makeOrFindRsaPair(session, place));
const nodeKey = await given(() => rsaPublicKey(publicKey));

/** A key that node:crypto signs with and the token verifies with. */
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = other.publicKey.export({ format: 'jwk' }) as { n: string; e: string };
const otherPublic = await imported.given(() =>
  session.createObject({
    class: 'PUBLIC_KEY',
    keyType: 'RSA',
    modulus: Buffer.from(jwk.n, 'base64url'),
    publicExponent: Buffer.from(jwk.e, 'base64url'),
    verify: true,
    token: place.store,
  }),
);

const DATA = Buffer.from('INPUT DATA');
const HASHES = { SHA1: 20, SHA224: 28, SHA256: 32, SHA384: 48, SHA512: 64 } as const;
const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_NO_PADDING } = constants;

/** No signature is good after a change of a bit of it, of its length, or of the data. */
const spoilt = (signature: Uint8Array): Uint8Array[] => [
  signature.map((byte, index) => (index === 40 ? byte ^ 1 : byte)),
  signature.slice(1),
  signature.slice(0, -1),
  Uint8Array.of(...signature, 0),
  new Uint8Array(0),
  // Greater than any modulus.
  new Uint8Array(signature.length).fill(0xff),
];

for (const [hash, bytes] of Object.entries(HASHES)) {
  for (const scheme of ['PKCS', 'PKCS_PSS'] as const) {
    const mechanism = `${hash}_RSA_${scheme}` as 'SHA256_RSA_PKCS_PSS';
    const pss = scheme === 'PKCS_PSS';
    const padding = pss ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING;
    const node = pss ? { padding, saltLength: bytes } : { padding };
    const signing = pss ? 'PSS signatures' : 'RSA_PKCS signatures';
    const offered = await requires(token, signing);
    const importing = await requires(token, 'imported RSA public keys', signing);

    offered(`${mechanism}: node:crypto and openssl verify, wrong ones are false`, async ({ call }) => {
      for (const data of [DATA, Buffer.alloc(0), Buffer.alloc(100_000, 7)]) {
        const signature: Uint8Array = await call(privateKey, 'sign', data, { mechanism });
        assert.equal(signature.length, 256);
        assert.ok(
          createVerify(hash)
            .update(data)
            .verify({ key: nodeKey, ...node }, signature),
        );
        assert.equal(await call(publicKey, 'verify', data, signature, { mechanism }), true);
      }
      const signature: Uint8Array = await call(privateKey, 'sign', DATA, { mechanism });
      const options = pss ? ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'] : [];
      assert.ok(opensslVerifies(hash.toLowerCase(), nodeKey, DATA, signature, options));
      for (const wrong of spoilt(signature)) {
        assert.equal(await call(publicKey, 'verify', DATA, wrong, { mechanism }), false);
      }
      assert.equal(await call(publicKey, 'verify', 'INPUT DATE', signature, { mechanism }), false);
      assert.equal(await call(publicKey, 'verify', DATA, signature, { mechanism }), true);
    });

    importing(`${mechanism}: verifies what node:crypto signed`, async ({ call }) => {
      const signature = createSign(hash)
        .update(DATA)
        .sign({ key: other.privateKey, ...node });
      assert.equal(await call(otherPublic, 'verify', DATA, signature, { mechanism }), true);
      assert.equal(await call(otherPublic, 'verify', 'x', signature, { mechanism }), false);
    });

    offered(`${mechanism}: parts`, async ({ call }) => {
      const parts = ['INPUT', '', Buffer.from(' '), Buffer.from('DATA').buffer.slice(0, 0), 'DATA'];
      const signature = await call(privateKey, 'sign', parts, { mechanism });
      assert.ok(
        createVerify(hash)
          .update(DATA)
          .verify({ key: nodeKey, ...node }, signature),
      );
      assert.equal(await call(publicKey, 'verify', parts, signature, { mechanism }), true);
      assert.equal(await call(publicKey, 'verify', ['INPUT'], signature, { mechanism }), false);
      for (const wrong of spoilt(signature)) {
        assert.equal(await call(publicKey, 'verify', parts, wrong, { mechanism }), false);
      }
    });
  }
}

for (const mechanism of ['SHA256_RSA_PKCS', 'SHA256_RSA_PKCS_PSS'] as const) {
  imported(`${mechanism}: a signature without the zero that it begins with is none`, async ({ call }) => {
    const padding = mechanism === 'SHA256_RSA_PKCS' ? RSA_PKCS1_PADDING : RSA_PKCS1_PSS_PADDING;
    const node = { key: other.privateKey, padding, saltLength: 32 };
    // One of 256 begins so.
    for (let number = 0; ; number++) {
      const data = `INPUT DATA ${number}`;
      const signature = createSign('sha256').update(data).sign(node);
      if (signature[0] !== 0) continue;
      assert.equal(await call(otherPublic, 'verify', data, signature, { mechanism }), true);
      assert.equal(await call(otherPublic, 'verify', data, signature.subarray(1), { mechanism }), false);
      assert.equal(await call(otherPublic, 'verify', [data], signature.subarray(1), { mechanism }), false);
      return;
    }
  });
}

twice('SHA512_RSA_PKCS is the default', async ({ call }) => {
  const signature = await call(privateKey, 'sign', DATA);
  assert.ok(createVerify('sha512').update(DATA).verify(nodeKey, signature));
  assert.equal(await call(publicKey, 'verify', DATA, signature), true);
  assert.equal(await call(publicKey, 'verify', DATA, signature, { mechanism: 'SHA512_RSA_PKCS' }), true);
  assert.equal(await call(publicKey, 'verify', DATA, signature, { mechanism: 'SHA256_RSA_PKCS' }), false);
});

pss('the salt length of PSS is an option', async ({ call }) => {
  const padding = RSA_PKCS1_PSS_PADDING;
  for (const saltLength of [0, 20, 48]) {
    const options = { mechanism: 'SHA256_RSA_PKCS_PSS', saltLength };
    const signature = await call(privateKey, 'sign', DATA, options);
    assert.ok(createVerify('sha256').update(DATA).verify({ key: nodeKey, padding, saltLength }, signature));
    assert.equal(
      createVerify('sha256')
        .update(DATA)
        .verify({ key: nodeKey, padding, saltLength: saltLength + 1 }, signature),
      false,
    );
    assert.equal(await call(publicKey, 'verify', DATA, signature, options), true);
  }
});

raw('RSA_PKCS signs what is given, a DigestInfo for example', async ({ call }) => {
  const options = { mechanism: 'RSA_PKCS' };
  const signature = await call(privateKey, 'sign', DATA, options);
  assert.deepEqual(publicDecrypt({ key: nodeKey, padding: RSA_PKCS1_PADDING }, signature), DATA);
  const prefix = fromHex('3031300d060960864801650304020105000420');
  const digest = createHash('sha256').update(DATA).digest();
  const signed = await call(privateKey, 'sign', Buffer.concat([prefix, digest]), options);
  assert.ok(createVerify('sha256').update(DATA).verify(nodeKey, signed));
  assert.equal(await call(publicKey, 'verify', DATA, signature, options), true);
  assert.equal(await call(publicKey, 'verify', 'INPUT DATE', signature, options), false);
  await assert.rejects(async () => call(privateKey, 'sign', Buffer.alloc(246), options), {
    name: 'Pkcs11Error',
    fn: 'C_Sign',
  });
});

blocks('RSA_X_509 signs whole blocks', async ({ call }) => {
  const block = new Uint8Array(256).fill(1, 1);
  const signature = await call(privateKey, 'sign', block, { mechanism: 'RSA_X_509' });
  assert.equal(hex(publicDecrypt({ key: nodeKey, padding: RSA_NO_PADDING }, signature)), hex(block));
  assert.equal(await call(publicKey, 'verify', block, signature, { mechanism: 'RSA_X_509' }), true);
});

pss('RSA_PKCS_PSS signs a hash that was made before', async ({ call }) => {
  const options = { mechanism: 'RSA_PKCS_PSS', hash: 'SHA256' };
  const digest = createHash('sha256').update(DATA).digest();
  const misspelt = { ...options, hash: 'sha256' };
  await assert.rejects(async () => call(privateKey, 'sign', digest, misspelt), {
    name: 'RangeError',
    message: /hash/,
  });
  const signature = await call(privateKey, 'sign', digest, options);
  const padding = RSA_PKCS1_PSS_PADDING;
  assert.ok(createVerify('sha256').update(DATA).verify({ key: nodeKey, padding, saltLength: 32 }, signature));
  assert.equal(await call(publicKey, 'verify', digest, signature, options), true);
  const other = createHash('sha256').update('OTHER DATA').digest();
  assert.equal(await call(publicKey, 'verify', other, signature, options), false);
  for (const wrong of spoilt(signature)) {
    assert.equal(await call(publicKey, 'verify', digest, wrong, options), false);
  }
  const longer = { ...options, saltLength: 33 };
  assert.equal(await call(publicKey, 'verify', digest, signature, longer), false);
});

twice('what is wrong with the arguments is said by name, before anything is sent', async ({ call }) => {
  const signature = await call(privateKey, 'sign', DATA);
  const refused = async (options: unknown, name: string, message: RegExp) => {
    await assert.rejects(async () => call(privateKey, 'sign', DATA, options), { name, message });
    await assert.rejects(async () => call(publicKey, 'verify', DATA, signature, options), { name, message });
  };
  await refused({ hash: 'SHA256' }, 'TypeError', /"hash"/);
  await refused({ mechanism: 'SHA256_RSA_PKCS', saltLength: 1 }, 'TypeError', /"saltLength"/);
  await refused({ mechanism: 'SHA256_RSA_PKCS_PSS', saltLength: '1' }, 'TypeError', /saltLength/);
  await refused({ mechanism: 'SHA256_RSA_PKCS_PSS', saltLength: -1 }, 'RangeError', /saltLength/);
  await refused({ format: 'der' }, 'RangeError', /format/);
  await refused({ mechanism: 'SHA256_RSA' }, 'RangeError', /"SHA256_RSA"/);
  await assert.rejects(
    async () => call(privateKey, 'sign', DATA, { mechanism: 'RIPEMD128_RSA_PKCS' }),
    NotSupportedError,
  );
  await assert.rejects(async () => call(privateKey, 'sign', 42), { name: 'TypeError', message: /data/ });
  await assert.rejects(async () => call(publicKey, 'verify', DATA, 42), {
    name: 'TypeError',
    message: /signature/,
  });
});

weak('errors of the token are no verdict', async ({ call }) => {
  const unfit = await call(session, 'generateKeyPair', 'RSA', {
    bits: 1024,
    capabilities: ['encrypt', 'decrypt'],
    ...place,
  });
  const signature = await call(privateKey, 'sign', DATA);
  const notPermitted = { name: 'Pkcs11Error', code: 'CKR_KEY_FUNCTION_NOT_PERMITTED' };
  for (const data of [DATA, [DATA]]) {
    await assert.rejects(async () => call(unfit.publicKey, 'verify', data, signature), {
      ...notPermitted,
      fn: 'C_VerifyInit',
    });
    await assert.rejects(async () => call(unfit.privateKey, 'sign', data), {
      ...notPermitted,
      fn: 'C_SignInit',
    });
  }
  assert.equal(await call(publicKey, 'verify', DATA, signature), true);
});
