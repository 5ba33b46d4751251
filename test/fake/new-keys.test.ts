// Every way of making a key looks at what was made: the fake's keys are sensitive false, whatever their template says.
import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Pkcs11Error, type Session } from '../../src/index.ts';
import { CKM } from '../../src/spec/constants.ts';
import { startFake } from '../support/fake.ts';
import { type Caller, twice } from '../support/modes.ts';

const OPEN = { sensitive: false, extractable: true } as const;
const RANDOMS = { clientRandom: 'client', serverRandom: 'server' };
const sealed = { iv: new Uint8Array(12), ciphertext: 'x', tag: 'tag of the fake\0' };
const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;

interface Given extends Caller {
  readonly session: Session;
}

const keyOf = (session: Session) => session.generateKey('AES', { bits: 128, template: OPEN });
const kemOf = (session: Session) =>
  session.generateKeyPair('ML_KEM', {
    mechanism: 'ML_KEM_KEY_PAIR_GEN',
    publicTemplate: { parameterSet: 2 },
    privateTemplate: OPEN,
  });

/** The function that makes the key, how many keys it makes, and the call. */
const WAYS: [fn: string, keys: number, make: (given: Given) => Promise<unknown>][] = [
  ['C_GenerateKey', 1, ({ call, session }) => call(session, 'generateKey', 'AES', { bits: 128 })],
  ['C_GenerateKeyPair', 2, ({ call, session }) => call(session, 'generateKeyPair', 'RSA', { bits: 1024 })],
  [
    'C_CreateObject',
    1,
    ({ call, session }) => call(session, 'importKey', randomBytes(16), { keyType: 'AES' }),
  ],
  ['C_CreateObject', 1, ({ call, session }) => call(session, 'importKey', rsa, { as: 'PRIVATE_KEY' })],
  [
    'C_UnwrapKey',
    1,
    async ({ call, session }) => {
      const wrapWith = { secretKey: await keyOf(session), value: randomBytes(16) };
      await call(session, 'importKey', randomBytes(16), { keyType: 'AES', wrapWith });
    },
  ],
  [
    'C_UnwrapKey',
    1,
    async ({ call, session }) =>
      call(await keyOf(session), 'unwrapKey', 'SECRET_KEY', 'AES', 'wrapped', { mechanism: 'AES_ECB' }),
  ],
  [
    'C_UnwrapKey',
    1,
    async ({ call, session }) => {
      const options = { mechanism: 'KEY_WRAP_SET_OAEP' };
      await call(await keyOf(session), 'unwrapKeyAndData', 'SECRET_KEY', 'DES', 'wrapped', options);
    },
  ],
  [
    'C_UnwrapKeyAuthenticated',
    1,
    async ({ call, session }) =>
      call(await keyOf(session), 'unwrapKeyAuthenticated', 'SECRET_KEY', 'AES', sealed, {
        additionalData: 'x',
      }),
  ],
  [
    'C_EncapsulateKey',
    1,
    async ({ call, session }) =>
      call((await kemOf(session)).publicKey, 'encapsulateKey', 'AES', { bits: 256 }),
  ],
  [
    'C_DecapsulateKey',
    1,
    async ({ call, session }) =>
      call((await kemOf(session)).privateKey, 'decapsulateKey', 'AES', 'capsule', { bits: 256 }),
  ],
  [
    'C_DeriveKey',
    1,
    async ({ call, session }) =>
      call(await keyOf(session), 'deriveKey', 'AES', { mechanism: 'SHA256_KEY_DERIVATION' }),
  ],
  [
    'C_DeriveKey',
    2,
    async ({ call, session }) => {
      const keys = { macBits: 0, keyBits: 128 };
      const options = { mechanism: 'TLS12_KEY_SAFE_DERIVE', hash: 'SHA256', ...RANDOMS, ...keys };
      await call(await keyOf(session), 'deriveKeys', 'AES', options);
    },
  ],
  [
    'C_DeriveKey',
    3,
    async ({ call, session }) => {
      const more = [OPEN, {}].map((template) => ({ keyType: 'AES', valueLen: 16, ...template }));
      const options = {
        mechanism: 'SP800_108_COUNTER_KDF',
        ...{ prf: 'SHA256_HMAC', input: [{ type: 'ITERATION_VARIABLE', bits: 32 }], additionalKeys: more },
      };
      await call(await keyOf(session), 'deriveKeys', 'AES', { bits: 128, ...options });
    },
  ],
];

const OFFERED = [
  CKM.AES_ECB,
  CKM.AES_KEY_WRAP,
  CKM.KEY_WRAP_SET_OAEP,
  CKM.SHA256_KEY_DERIVATION,
  CKM.TLS12_KEY_SAFE_DERIVE,
  CKM.SP800_108_COUNTER_KDF,
];

for (const [index, [fn, keys, make]] of WAYS.entries()) {
  twice(`${index}, ${fn}: a key that is not sensitive is not left`, async ({ call, all, mode }) => {
    // CKA_SENSITIVE.
    await using fake = await startFake(`offer=${OFFERED}; attr:0x103=hex:00`, { mode });
    const session = await fake.open();
    await assert.rejects(make({ call, all, mode, session }), {
      name: 'ModuleFaultError',
      fn,
      message: /\(sensitive\); it was destroyed$/,
    });
    assert.equal(fake.count(fn), 1);
    assert.equal(fake.count('C_DestroyObject'), keys);
  });
}

/** Unwraps a key that is to be open, on a token that refuses to hear it the first time. */
async function unwrapOpen({ call, mode }: Caller, script: string) {
  const offer = `offer=${CKM.AES_ECB}`;
  await using fake = await startFake(`${offer}; rv:C_UnwrapKey=0x10*1; ${script}`, { mode });
  const key = await keyOf(await fake.open());
  const options = { mechanism: 'AES_ECB', capabilities: ['encrypt'], template: OPEN, label: 'open' };
  const unwrapping = call(key, 'unwrapKey', 'SECRET_KEY', 'AES', 'wrapped', options);
  const outcome = await unwrapping.then(
    () => undefined,
    (error: unknown) => error,
  );
  const sent = fake.calls('C_UnwrapKey').map(({ args }) => args.pTemplate!);
  return { outcome, sent, destroyed: fake.count('C_DestroyObject') };
}

twice('what takes protection from a key need not be told, if the key comes so', async (caller) => {
  const { outcome, sent, destroyed } = await unwrapOpen(caller, 'attr:0x103=hex:00; attr:0x162=hex:01');
  assert.equal(outcome, undefined);
  assert.deepEqual(
    sent.map((template) => ['0x103:', '0x162:', '0x104:', '0x105:'].map((each) => template.includes(each))),
    [
      [true, true, true, true],
      [false, false, true, true],
    ],
  );
  assert.equal(destroyed, 0);
});

twice('a key that does not come so is not left, and the token has told why', async (caller) => {
  const { outcome, sent, destroyed } = await unwrapOpen(caller, 'attr:0x103=hex:01; attr:0x162=hex:01');
  assert.ok(outcome instanceof Pkcs11Error);
  assert.deepEqual([outcome.code, outcome.fn], ['CKR_ATTRIBUTE_READ_ONLY', 'C_UnwrapKey']);
  assert.deepEqual([sent.length, destroyed], [2, 1]);
});

const certificate = readFileSync(new URL('../hostile/certificate.pem', import.meta.url));
const publicKey = createPublicKey(rsa);
const DH_PARAMETERS = { bits: 512 } as const;

/** Whatever has the option `store`: the call, and how many objects are destroyed with it. */
const STORING: [name: string, objects: number, make: (given: Given, store: boolean) => Promise<unknown>][] = [
  ['key', 1, ({ call, session }, store) => call(session, 'generateKey', 'AES', { bits: 128, store })],
  ['key', 2, ({ call, session }, store) => call(session, 'generateKeyPair', 'RSA', { bits: 1024, store })],
  ['key', 1, ({ call, session }, store) => call(session, 'importKey', publicKey, { store })],
  [
    'certificate',
    1,
    ({ call, session }, store) => call(session, 'importCertificate', certificate, { store }),
  ],
  [
    'set of domain parameters',
    1,
    ({ call, session }, store) =>
      call(session, 'generateDomainParameters', 'DH', { ...DH_PARAMETERS, store }),
  ],
];

for (const [index, [what, objects, make]] of STORING.entries()) {
  for (const store of [false, true]) {
    twice(`${index}, ${what}: { store: ${store} } is heeded or refused`, async ({ call, all, mode }) => {
      const script = `offer=${CKM.DH_PKCS_PARAMETER_GEN}`;
      // CKA_TOKEN.
      await using fake = await startFake(`${script}; attr:0x1=hex:${store ? '00' : '01'}`, { mode });
      const session = await fake.open({ readWrite: true });
      await assert.rejects(make({ call, all, mode, session }, store), {
        name: 'NotSupportedError',
        message: store
          ? new RegExp(`: store: the token stores no ${what}$`)
          : new RegExp(`: store: the token stores every ${what}: pass \\{ store: true \\}$`),
      });
      assert.equal(fake.count('C_DestroyObject'), objects);
    });
  }
}

twice('parameters that are local are stored nowhere', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open({ readWrite: true });
  const values = { prime: 23n, base: 5n };
  await assert.rejects(
    async () => call(session, 'createDomainParameters', 'DH', values, { local: true, store: true }),
    { name: 'RangeError', message: /^createDomainParameters: store: .* pass \{ local: false \}$/ },
  );
  assert.equal(fake.count('C_CreateObject'), 0);
});
