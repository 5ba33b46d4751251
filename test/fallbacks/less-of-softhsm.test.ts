import assert from 'node:assert/strict';
import {
  constants,
  createVerify,
  type KeyObject,
  privateDecrypt,
  type RsaPrivateKey,
  sign,
} from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { test } from 'node:test';
import { start } from '../../scripts/tokens/softhsm2.mjs';
import { type FallbackEvent, loadModule } from '../../src/index.ts';
import { probe, type RowName } from '../../src/probe/probe.ts';
import { after } from '../support/after.ts';
import { twice } from '../support/modes.ts';

// SoftHSM can be told to offer less than it has. What it then lacks is what cards and older HSMs lack.
const device = start();
after(() => device.stop());
Object.assign(process.env, device.env);
const OFFERED = ['RSA_X_509', 'RSA_PKCS_KEY_PAIR_GEN', 'EC_KEY_PAIR_GEN', 'ECDSA', 'EC_EDWARDS_KEY_PAIR_GEN'];
appendFileSync(
  device.env.SOFTHSM2_CONF!,
  `slots.mechanisms = ${OFFERED.map((name) => `CKM_${name}`).join(',')}\n`,
);
const module = await loadModule(device.module);
after(() => module.close());
const token = await module.getToken({ label: device.label });
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const DATA = Buffer.from('INPUT DATA');
const { RSA_PKCS1_PADDING, RSA_PKCS1_PSS_PADDING, RSA_PKCS1_OAEP_PADDING } = constants;

// A modulus of 8n + 1 bits has an encoded message one byte shorter than itself.
const pairs = await Promise.all(
  [1024, 1033, 2048].map(async (bits) => {
    const exportable = { sensitive: false, extractable: true };
    const pair = await session.generateKeyPair('RSA', { bits, privateTemplate: exportable });
    return { bits, ...pair, object: await pair.publicKey.toKeyObject() };
  }),
);
const ec = await session.generateKeyPair('EC', { curve: 'P-256' });
const ecObject = await ec.publicKey.toKeyObject();
const ed = await session.generateKeyPair('EC_EDWARDS', {
  curve: 'Ed25519',
  privateTemplate: { sensitive: false, extractable: true },
});

const IN_PARTS = ['INPUT', ' ', 'DATA'];

for (const { bits, publicKey, privateKey, object } of pairs) {
  const hashes = { SHA1: 'sha1', SHA256: 'sha256', SHA3_384: 'sha3-384' };
  for (const [name, hash] of [...Object.entries(hashes), ['', 'sha512'] as const]) {
    const mechanism = name === '' ? undefined : `${name}_RSA_PKCS`;
    twice(`${mechanism ?? 'the default'} with ${bits} bits, padded outside`, async ({ call }) => {
      for (const data of [DATA, IN_PARTS]) {
        const signature = await call(privateKey, 'sign', data, { mechanism });
        const key = { key: object, padding: RSA_PKCS1_PADDING };
        assert.ok(createVerify(hash).update(DATA).verify(key, signature));
        for (const software of [true, false]) {
          const options = { mechanism, software };
          assert.equal(await call(publicKey, 'verify', data, signature, options), true);
          const wrong = Uint8Array.from(signature as Uint8Array, (byte, index) =>
            index === 9 ? byte ^ 1 : byte,
          );
          assert.equal(await call(publicKey, 'verify', data, wrong, options), false);
          assert.equal(await call(publicKey, 'verify', data, signature.subarray(1), options), false);
        }
      }
    });
  }

  const salts = [
    ['SHA256', 'sha256', 32],
    ['SHA1', 'sha1', 20],
    ['SHA3_256', 'sha3-256', 0],
  ] as const;
  for (const [name, hash, saltLength] of salts) {
    const mechanism = `${name}_RSA_PKCS_PSS`;
    twice(`${mechanism} with ${bits} bits, padded outside, verified in software`, async ({ call }) => {
      const options = { mechanism, saltLength };
      const key = { key: object, padding: RSA_PKCS1_PSS_PADDING, saltLength };
      for (const data of [DATA, IN_PARTS]) {
        const signature = await call(privateKey, 'sign', data, options);
        assert.ok(createVerify(hash).update(DATA).verify(key, signature));
        assert.equal(await call(publicKey, 'verify', data, signature, options), true);
        assert.equal(await call(publicKey, 'verify', 'OTHER DATA', signature, options), false);
        const wrongSalt = { ...options, saltLength: saltLength + 1 };
        assert.equal(await call(publicKey, 'verify', data, signature, wrongSalt), false);
        await assert.rejects(
          async () => call(publicKey, 'verify', data, signature, { ...options, software: false }),
          { name: 'NotSupportedError', message: new RegExp(mechanism) },
        );
      }
    });
  }
}

const [, , { publicKey, privateKey }] = pairs as [unknown, unknown, (typeof pairs)[number]];

twice('what public keys encrypt in software, the owner decrypts', async ({ call, all }) => {
  const key = (await privateKey.toKeyObject()) as KeyObject;
  const cases: [object, Partial<RsaPrivateKey>][] = [
    [{}, { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }],
    [
      { hash: 'SHA256', oaepLabel: 'label' },
      { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: Buffer.from('label') },
    ],
  ];
  for (const [options, theirs] of cases) {
    const sealed = await call(publicKey, 'encrypt', DATA, options);
    assert.deepEqual(privateDecrypt({ key, ...theirs }, sealed), DATA);
    const output = new Uint8Array(300);
    const [whole, [part]] = [
      await call(publicKey, 'encrypt', DATA, { ...options, output }),
      await all(publicKey, 'encrypt', [DATA], { ...options, output }),
    ];
    for (const result of [whole, part]) assert.equal(result.buffer, output.buffer);
    assert.deepEqual(privateDecrypt({ key, ...theirs }, part), DATA);
    const short = { ...options, output: new Uint8Array(10) };
    for (const use of [call, all]) {
      await assert.rejects(async () => use(publicKey, 'encrypt', use === all ? [DATA] : DATA, short), {
        name: 'RangeError',
        message: /^output: the result takes \d+ bytes, and there is room for 10$/,
      });
    }
    await assert.rejects(async () => call(publicKey, 'encrypt', DATA, { ...options, software: false }), {
      name: 'NotSupportedError',
      message: /RSA_PKCS_OAEP/,
    });
    await assert.rejects(async () => call(publicKey, 'encrypt', new Uint8Array(300), options), {
      name: 'RangeError',
      message: /^data: expected at most \d+ bytes for this key, got 300$/,
    });
  }
  const bad = [
    [{ hash: 'SHA-256' }, /hash/],
    [{ mgf: 'MGF1' }, /mgf/],
  ] as const;
  for (const [options, message] of bad) {
    await assert.rejects(async () => call(publicKey, 'encrypt', DATA, options), {
      name: 'RangeError',
      message,
    });
  }
});

test('encryption in parts gives its block at the end', async () => {
  const key = { key: await privateKey.toKeyObject(), padding: RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
  const parts: Uint8Array[] = [];
  for await (const part of publicKey.encrypt(['INPUT', ' ', 'DATA'])) parts.push(part);
  assert.equal(parts.length, 1);
  assert.deepEqual(privateDecrypt(key, parts[0]!), DATA);
});

twice('a token without EdDSA verifies nothing itself: node:crypto does', async ({ call }) => {
  const signature = sign(null, DATA, await ed.privateKey.toKeyObject());
  assert.equal(await call(ed.publicKey, 'verify', DATA, signature), true);
  assert.equal(await call(ed.publicKey, 'verify', IN_PARTS, signature), true);
  assert.equal(await call(ed.publicKey, 'verify', 'OTHER DATA', signature), false);
  assert.equal(await call(ed.publicKey, 'verify', DATA, signature.subarray(1)), false);
  // EdDSA with a context is not what Node.js does.
  await assert.rejects(async () => call(ed.publicKey, 'verify', DATA, signature, { context: 'c' }), {
    name: 'NotSupportedError',
  });
});

twice('what is sent stays what it was, in software too', async ({ call }) => {
  const signature = await call(privateKey, 'sign', DATA, { mechanism: 'SHA256_RSA_PKCS_PSS' });
  const data = Uint8Array.from(DATA);
  const verdict = call(publicKey, 'verify', data, signature, { mechanism: 'SHA256_RSA_PKCS_PSS' });
  data.fill(0);
  signature.fill(0);
  assert.equal(await verdict, true);
});

test('plans tell where and how', () => {
  const common = { where: 'token', paddedOutside: undefined, hashedOutside: undefined, recomputed: false };
  assert.deepEqual(privateKey.plan('sign', { mechanism: 'SHA256_RSA_PKCS_PSS' }), {
    ...common,
    operation: 'sign',
    mechanism: 'SHA256_RSA_PKCS_PSS',
    tokenMechanism: 'RSA_X_509',
    hashedOutside: 'SHA256',
    paddedOutside: 'PSS',
  });
  assert.deepEqual(publicKey.plan('verify', { mechanism: 'SHA256_RSA_PKCS_PSS' }), {
    ...common,
    operation: 'verify',
    mechanism: 'SHA256_RSA_PKCS_PSS',
    where: 'software',
    tokenMechanism: undefined,
  });
  assert.deepEqual(ec.publicKey.plan('verify', { mechanism: 'ECDSA_SHA256' }), {
    ...common,
    operation: 'verify',
    mechanism: 'ECDSA_SHA256',
    tokenMechanism: 'ECDSA',
    hashedOutside: 'SHA256',
  });
  assert.equal(publicKey.plan('encrypt').where, 'software');
  assert.throws(() => publicKey.plan('encrypt', { software: false }), { name: 'NotSupportedError' });
  assert.throws(() => privateKey.plan('decrypt'), { name: 'NotSupportedError', message: /RSA_PKCS_OAEP/ });
  assert.throws(() => publicKey.plan('sign' as 'verify'), {
    name: 'RangeError',
    message: 'plan: operation: expected one of verify, encrypt for a PUBLIC_KEY',
  });
  assert.throws(() => publicKey.plan('verify', { software: 1 as never }), {
    name: 'TypeError',
    message: 'plan: software: expected true or false, got a number',
  });
  assert.throws(() => privateKey.plan('sign', { software: true } as never), {
    name: 'TypeError',
    message: /unknown option "software"/,
  });
});

test('a session or module that forbids software', async () => {
  const strict = await token.open({ software: false });
  try {
    const key = await session.generateKeyPair('RSA', { bits: 1024, store: true, label: 'strict' });
    const found = await strict.getKey({ class: 'PUBLIC_KEY', keyType: 'RSA', label: 'strict' });
    assert.throws(() => found.plan('encrypt'), { name: 'NotSupportedError' });
    assert.equal(found.plan('encrypt', { software: true }).where, 'software');
    await key.publicKey.destroy();
    await key.privateKey.destroy();
  } finally {
    await strict.close();
  }
  await assert.rejects(token.open({ software: 'no' as never }), { name: 'TypeError', message: /software/ });
});

test('each operation in software is told', async () => {
  const events: FallbackEvent[] = [];
  const listen = (event: unknown): void => void events.push(event as FallbackEvent);
  subscribe('cryptoki:fallback', listen);
  await publicKey.encrypt(DATA);
  await ec.publicKey.verify(DATA, new Uint8Array(64));
  unsubscribe('cryptoki:fallback', listen);
  const { label } = token;
  assert.deepEqual(events, [
    { token: label, operation: 'encrypt', kind: 'software', mechanism: 'RSA_PKCS_OAEP', code: undefined },
  ]);
});

twice('ECDSA in DER, hashed outside', async ({ call }) => {
  const options = { mechanism: 'ECDSA_SHA256', format: 'der' };
  const signature = await call(ec.privateKey, 'sign', DATA, options);
  assert.ok(createVerify('sha256').update(DATA).verify(ecObject, signature));
  assert.equal(await call(ec.publicKey, 'verify', DATA, signature, options), true);
});

test('the probe says what is done outside', async () => {
  const only = ({ name }: RowName) => ['Sign/Verify', 'Sign/Verify (ECDSA)', 'RSA-PSS'].includes(name);
  const { rows, changes } = await probe(token, { pin: device.pin, only });
  const told = rows.flatMap(({ trials }) => trials).filter(({ outcome }) => outcome === 'fallback');
  assert.deepEqual(
    told.map((trial) => [trial.name, 'fallback' in trial && trial.fallback]),
    [
      ['SHA256_RSA_PKCS', 'hashed and padded here, then RSA_X_509'],
      ['RSA_PKCS', 'padded here, then RSA_X_509'],
      ['ECDSA_SHA256', 'hashed here, then ECDSA'],
      ['in DER', 'hashed here, then ECDSA'],
      ['SHA256_RSA_PKCS_PSS', 'hashed and padded here, then RSA_X_509; verified by node:crypto'],
    ],
  );
  assert.deepEqual(changes, { added: [], removed: [] });
});
