// openCryptoki 3.8, which derives keys of the whole secret and asks nobody for the PIN of a key; the fake stands for it.
import assert from 'node:assert/strict';
import type { Session } from '../../src/index.ts';
import { CKA, CKM } from '../../src/spec/constants.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { type Caller, twice } from '../support/modes.ts';

const IBM = 'manufacturer=IBM; description=Meta PKCS11 LIBRARY';
const PRIME = 'e7'.repeat(32);
const SECRET = Buffer.from(Uint8Array.from({ length: 32 }, (_, index) => index)).toString('hex');
const DH = `${IBM}; offer=${[CKM.DH_PKCS_DERIVE, CKM.DH_PKCS_KEY_PAIR_GEN]}; attr:0x130=hex:${PRIME}; attr:0x11=hex:${SECRET}`;
const READABLE = { sensitive: false, extractable: true } as const;
const publicValue = 'public value';

async function startAgreement({ mode }: Caller) {
  const fake = await startFake(DH, { mode });
  const session = await fake.open({ userPin: '1234' });
  const parameters = await session.createDomainParameters('DH', { prime: 5n, base: 2n });
  const { privateKey } = await parameters.generateKeyPair();
  return { fake, session, privateKey };
}

/** The attributes that reached the module: values in hexadecimal, by number. */
const attributes = (fake: Fake, fn: string): Map<number, string> =>
  new Map(
    fake
      .calls(fn)
      .at(-1)!
      .args.pTemplate!.replace(/^t:/, '')
      .split(',')
      .map((each) => each.split(':'))
      .map(([type, , value]) => [Number(type), value!]),
  );

twice('a key that may be read is cut here, and the whole secret does not stay', async (caller) => {
  const { fake, privateKey } = await startAgreement(caller);
  const options = { bits: 128, publicValue, template: READABLE, label: 'cut', capabilities: ['encrypt'] };
  const key = await caller.call(privateKey, 'deriveKey', 'AES', options);
  assert.equal(key.keyType, 'AES');
  const derived = attributes(fake, 'C_DeriveKey');
  assert.equal(derived.get(CKA.KEY_TYPE), '1000000000000000');
  assert.equal(derived.has(CKA.VALUE_LEN), false);
  const created = attributes(fake, 'C_CreateObject');
  // The last bytes: PKCS #11 v3.2 §6.4.7.
  assert.equal(created.get(CKA.VALUE), SECRET.slice(-32));
  assert.equal(created.get(CKA.LABEL), Buffer.from('cut').toString('hex'));
  assert.deepEqual(
    [CKA.ENCRYPT, CKA.DECRYPT].map((type) => created.get(type)),
    ['01', '00'],
  );
  assert.equal(fake.count('C_DestroyObject'), 1);
  await fake.module.close();
});

twice('a key that only the token could cut is not made', async (caller) => {
  const { call } = caller;
  const { fake, privateKey } = await startAgreement(caller);
  for (const [type, options] of [
    ['AES', { bits: 128 }],
    ['AES', { bits: 256 }],
    ['AES', { template: READABLE }],
    ['GENERIC_SECRET', { bits: 128 }],
    ['GENERIC_SECRET', { bits: 264, template: READABLE }],
  ] as const) {
    await assert.rejects(async () => call(privateKey, 'deriveKey', type, { ...options, publicValue }), {
      name: 'NotSupportedError',
      message: /^deriveKey: bits: the token derives GENERIC_SECRET keys of 256 bits only/,
    });
  }
  assert.equal(fake.count('C_DeriveKey'), 0);
  await fake.module.close();
});

twice("the whole secret is the token's to derive", async (caller) => {
  const { call } = caller;
  const { fake, privateKey } = await startAgreement(caller);
  for (const options of [{}, { bits: 256 }]) {
    await call(privateKey, 'deriveKey', 'GENERIC_SECRET', { ...options, publicValue });
    assert.equal(attributes(fake, 'C_DeriveKey').get(CKA.SENSITIVE), '01');
  }
  assert.deepEqual([fake.count('C_DeriveKey'), fake.count('C_DestroyObject')], [2, 0]);
  await fake.module.close();
});

twice('a key that nobody would be asked a PIN for is not made', async ({ mode, call }) => {
  await using fake = await startFake(IBM, { mode });
  const session: Session = await fake.open({ userPin: '1234' });
  const privateTemplate = { alwaysAuthenticate: true };
  await assert.rejects(async () => call(session, 'generateKeyPair', 'RSA', { bits: 1024, privateTemplate }), {
    name: 'NotSupportedError',
    message: /^generateKeyPair: alwaysAuthenticate: .*without asking for a PIN/,
  });
  assert.equal(fake.count('C_GenerateKeyPair'), 0);
});
