// What is known of NSS softokn, as its calls show it; the fake says that it is NSS, and others are asked otherwise. What
// NSS itself makes of it is in test/token/.
import assert from 'node:assert/strict';
import { CKA, CKM } from '../../src/spec/constants.ts';
import { type Fake, startFake } from '../support/fake.ts';
import { template } from '../support/fake-templates.ts';
import { twice } from '../support/modes.ts';

const NSS = 'manufacturer=Mozilla Foundation; description=NSS Internal Crypto Services';
const P11_KIT = 'manufacturer=PKCS#11 Kit; description=PKCS#11 Kit Proxy Module';
const PIN = { userPin: '1234' } as const;

for (const [device, calls] of [
  [NSS, 2],
  [P11_KIT, 2],
  ['', 1],
] as const) {
  twice(`lengths are asked for first of a module that heeds no room: ${device}`, async ({ mode, call }) => {
    await using fake = await startFake(`${device}; attr:0x3=hex:6c`, { mode });
    const { key } = await fake.openWithKey();
    const before = fake.count('C_GetAttributeValue');
    assert.equal(await call(key, 'get', 'label'), 'l');
    assert.equal(fake.count('C_GetAttributeValue') - before, calls);
  });
}

twice('ciphertext goes in whole blocks', async ({ mode, all }) => {
  for (const [device, whole] of [
    [NSS, true],
    ['', false],
  ] as const) {
    await using fake = await startFake(device, { mode });
    const { key } = await fake.openWithKey();
    const iv = new Uint8Array(16);
    await all(key, 'decrypt', [new Uint8Array(20), new Uint8Array(28)], { mechanism: 'AES_CBC_PAD', iv });
    const sizes = fake.calls('C_DecryptUpdate').map(({ args }) => Number(args.ulEncryptedPartLen));
    assert.ok(sizes.length > 0 && sizes.every((size) => size % 16 === 0) === whole, `${sizes}`);
  }
});

/** Of pkcs11n.h. */
const CKA_NSS_DB = 0xd5a0db00;

twice('EC and DSA keys are unwrapped with an attribute of its own', async ({ mode, call }) => {
  for (const [device, wanted] of [
    [NSS, '00'],
    ['', undefined],
  ] as const) {
    await using fake = await startFake(`${device}; offer=${CKM.AES_CBC_PAD}`, { mode });
    const { key } = await fake.openWithKey(PIN);
    const options = { mechanism: 'AES_CBC_PAD', iv: new Uint8Array(16) };
    for (const type of ['EC', 'DSA']) await call(key, 'unwrapKey', 'PRIVATE_KEY', type, 'wrapped', options);
    await call(key, 'unwrapKey', 'PRIVATE_KEY', 'RSA', 'wrapped', options);
    const sent = fake.calls('C_UnwrapKey').map((each) => template(each, 'pTemplate'));
    assert.deepEqual(
      sent.map((each) => each.get(CKA_NSS_DB)),
      [wanted, wanted, undefined],
    );
    assert.ok(sent.every((each) => each.get(CKA.SENSITIVE) === '01'));
  }
});

/** The last field of the parameter of PKCS5_PBKD2: the password's length, or where that is. */
function lastField(fake: Fake): bigint {
  const [{ args } = assert.fail('no key was made')] = fake.calls('C_GenerateKey');
  return Buffer.from(args.parameter!.replace('x:', ''), 'hex').readBigUInt64LE(64);
}

twice('PKCS5_PBKD2 takes the structure of PKCS #11 2.40', async ({ mode, call }) => {
  const options = {
    bits: 128,
    mechanism: 'PKCS5_PBKD2',
    password: 'password',
    salt: 'saltsalt',
    iterations: 5,
  };
  for (const [device, isPointer] of [
    [NSS, true],
    ['', false],
  ] as const) {
    await using fake = await startFake(`${device}; offer=${CKM.PKCS5_PBKD2}`, { mode });
    const session = await fake.open(PIN);
    await call(session, 'generateKey', 'AES', { ...options, prf: 'HMAC_SHA256' });
    assert.equal(lastField(fake) !== 8n, isPointer);
  }
});

twice('EDDSA gets the room of exactly its signature', async ({ mode, call }) => {
  const offer = `offer=${[CKM.EDDSA, CKM.EC_EDWARDS_KEY_PAIR_GEN]}`;
  await using fake = await startFake(`${NSS}; ${offer}; output=64`, { mode });
  const session = await fake.open(PIN);
  const { privateKey } = await call(session, 'generateKeyPair', 'EC_EDWARDS', { curve: 'Ed25519' });
  assert.equal((await call(privateKey, 'sign', 'data')).length, 64);
  assert.deepEqual(
    fake.calls('C_Sign').map(({ args }) => args.pulSignatureLen),
    ['*64'],
  );
});

twice('a key that nobody would be asked a PIN for is not made', async ({ mode, call }) => {
  await using fake = await startFake(NSS, { mode });
  const session = await fake.open(PIN);
  const privateTemplate = { alwaysAuthenticate: true };
  await assert.rejects(async () => call(session, 'generateKeyPair', 'RSA', { bits: 1024, privateTemplate }), {
    name: 'NotSupportedError',
    message: /^generateKeyPair: alwaysAuthenticate: .*without asking for a PIN/,
  });
  assert.equal(fake.count('C_GenerateKeyPair'), 0);
});
