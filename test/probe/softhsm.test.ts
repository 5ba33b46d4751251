import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, test } from 'node:test';
import { type CallEvent, Pkcs11Error } from '../../src/index.ts';
import { probe } from '../../src/probe/probe.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { byOutcome, rowOf } from './outcomes.ts';

const device = startTestToken();
const token = await findTestToken(device);
const { pin, soPin } = device;

/** Every object that is stored, by all that tells them apart. */
async function stored(): Promise<string[]> {
  await using session = await token.open({ userPin: pin });
  const objects: string[] = [];
  for await (const object of session.getObjects({ token: true })) {
    const { label, id } = await object.getMany(['label', 'id']);
    objects.push(`${object.objectClass} ${label} ${Buffer.from(id ?? []).toString('hex')}`);
  }
  return objects.sort();
}

{
  await using session = await token.open({ userPin: pin, readWrite: true });
  await session.generateKeyPair('EC', { curve: 'P-256', label: 'mine', store: true });
  await session.createObject({ class: 'DATA', label: 'mine', value: 'data', token: true });
}
const before = await stored();
const sessionsBefore = (await token.getInfo()).sessionCount;
const report = await probe(token, { pin });

describe('SoftHSM 2.6', () => {
  test('what works, and what does not', () => {
    assert.deepEqual(byOutcome(report), {
      works: [
        'Token: Get slots and tokens',
        'Token: Get mechanisms',
        'Token: Slot events',
        'Token: Always-authenticate keys',
        'Create/Copy: Keys',
        'Create/Copy: Certificates',
        'Create/Copy: Data objects',
        'Create/Copy: Domain parameters',
        'Objects: Destroy object',
        'Objects: Change attributes',
        'Objects: Protect unwrapped keys',
        'Random: Generate random',
        'Random: Seed random',
        'Digest: Data',
        'Digest: Keys',
        'AES: Generate key',
        'AES: Encrypt/Decrypt',
        'AES: Sign/Verify',
        'AES: Derive key',
        'DES2/DES3: Generate key',
        'DES2/DES3: Encrypt/Decrypt',
        'DES2/DES3: Sign/Verify',
        'DES2/DES3: Derive key',
        'RSA: Generate key pair',
        'RSA: Encrypt/Decrypt',
        'RSA: Wrap/Unwrap',
        'RSA: Sign/Verify',
        'DSA: Generate parameters',
        'DSA: Generate key pair',
        'DSA: Sign/Verify',
        'DH: Generate parameters',
        'DH: Generate key pair',
        'DH: Derive key',
        'EC: Generate key pair',
        'EC: Sign/Verify (ECDSA)',
        'EC: Derive key (ECDH)',
        'More ciphers: AES-CTR',
        'More ciphers: AES-GCM',
        'More ciphers: AES key wrap with padding (KWP)',
        'More MACs and derivations: HMAC',
        'More MACs and derivations: Generate a generic secret',
        'More public-key cryptography: RSA-PSS',
        'More public-key cryptography: RSA without padding',
        'More public-key cryptography: EdDSA (Ed25519)',
        'Functions: Data in parts',
        'Functions: Several sessions at once',
        'Functions: Speed of a signature',
      ],
      partly: ['AES: Wrap/Unwrap'],
      fails: ['DES2/DES3: Wrap/Unwrap'],
      'not offered': [
        'Token: Protected authentication path',
        'Vendor extensions: Vendor extensions',
        'More ciphers: AES-CCM',
        'More ciphers: ChaCha20-Poly1305',
        'More MACs and derivations: HKDF',
        'More MACs and derivations: Digest of a key as a new key',
        'More public-key cryptography: RSA-OAEP with SHA-256',
        'More public-key cryptography: Sign and verify with recovery',
        'More public-key cryptography: X25519',
        'More public-key cryptography: ML-DSA',
        'More public-key cryptography: ML-KEM',
        'More public-key cryptography: SLH-DSA',
        'Functions: Messages (3.0)',
        'Functions: Signed messages (3.0)',
        'Functions: Signature before the data (3.2)',
        'Functions: Saved state of an operation',
        'Functions: Two operations in one pass',
      ],
      'not tried': ['Token: Initialize token'],
    });
  });

  test('a failure has the function and code of the token', () => {
    const refusals = rowOf(report, 'DES2/DES3', 'Wrap/Unwrap').trials.filter(
      ({ outcome }) => outcome === 'fails',
    );
    assert.notEqual(refusals.length, 0);
    for (const trial of refusals) {
      assert.ok(trial.outcome === 'fails');
      assert.deepEqual(trial.refusal, { fn: 'C_WrapKey', code: 'CKR_MECHANISM_INVALID' });
    }
  });

  test('what the library does instead is told: SoftHSM signs only hashes with ECDSA', () => {
    const [hashing] = rowOf(report, 'EC', 'Sign/Verify (ECDSA)').trials;
    assert.deepEqual(hashing, {
      name: 'ECDSA_SHA256',
      outcome: 'fallback',
      fallback: 'hashed here, then ECDSA',
    });
  });

  test('nothing is left behind: neither objects, nor sessions, nor a login', async () => {
    assert.deepEqual(report.changes, { added: [], removed: [] });
    assert.deepEqual(await stored(), before);
    assert.equal((await token.getInfo()).sessionCount, sessionsBefore);
    await using session = await token.open();
    assert.equal(session.loggedIn, false);
  });

  test('the report is plain data', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
  });
});

const onlyRandom = { only: ({ group }: { group: string }) => group === 'Random' };

test('without a PIN it tries what needs none', async () => {
  const { rows, changes } = await probe(token, onlyRandom);
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['works', 'works'],
  );
  assert.deepEqual(changes, { added: [], removed: [] });
});

test('a wrong PIN is tried once, and an error', async () => {
  let logins = 0;
  const count = (message: unknown): void => {
    if ((message as CallEvent).fn === 'C_Login') logins++;
  };
  subscribe('cryptoki:call:end', count);
  try {
    await assert.rejects(probe(token, { pin: '9999' }), (error) => {
      assert.ok(error instanceof Pkcs11Error);
      assert.equal(error.code, 'CKR_PIN_INCORRECT');
      return true;
    });
  } finally {
    unsubscribe('cryptoki:call:end', count);
  }
  assert.equal(logins, 1);
});

test('arguments are checked', async () => {
  for (const [options, expected] of [
    [{ pins: '1234' }, TypeError],
    [{ timeout: '1' }, TypeError],
    [{ timeout: 0 }, RangeError],
    [{ only: ['AES'] }, TypeError],
    [{ onRow: true }, TypeError],
    [{ sessions: '16' }, TypeError],
    [{ sessions: 0 }, RangeError],
    [{ signal: true }, TypeError],
  ] as const) {
    await assert.rejects(probe(token, options as object), expected);
  }
  await assert.rejects(probe({} as typeof token), TypeError);
});

test('initialisation, with a slot that is named for it', async () => {
  const [spare] = (await token.module.getSlots()).filter(({ id }) => id !== token.slot.id);
  const { rows } = await probe(token, {
    pin,
    only: ({ name }) => name === 'Initialize token',
    initialize: { slot: spare!, label: 'spare', soPin, userPin: '4321' },
  });
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['works'],
  );
  await using session = await (await token.module.getToken({ label: 'spare' })).open({ userPin: '4321' });
  assert.equal(session.user, 'USER');
  assert.deepEqual(await stored(), before);
});
