// Functions of 3.0 and 3.2 that no module at hand has or that succeed there too well, and slot events that come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { KeyPair, Module, OpenOptions, Session } from '../../src/index.ts';
import { PATIENCE, startFake } from '../support/fake.ts';
import { type Caller, twice } from '../support/modes.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const hex = (data: string): string => `x:${Buffer.from(data).toString('hex')}`;
const OLD = { defines: { INTERFACE_MINOR: 0, INTERFACE_MAJOR: 3 } } as const;
const NO_MESSAGES = { defines: { WITHOUT: 'C_MessageEncryptInit' } } as const;

async function kemKeys(call: Caller['call'], session: Session): Promise<KeyPair<'ML_KEM'>> {
  const options = { mechanism: 'ML_KEM_KEY_PAIR_GEN', publicTemplate: { parameterSet: 2 } };
  return call(session, 'generateKeyPair', 'ML_KEM', options);
}

twice(
  'encapsulateKey and decapsulateKey: what reaches the module, and what comes back',
  async ({ call, mode }) => {
    await using fake = await startFake('', { mode });
    const session = await fake.open({ concurrency: 1 });
    const { publicKey, privateKey } = await kemKeys(call, session);
    const made = await call(publicKey, 'encapsulateKey', 'AES', { bits: 256, label: 'shared' });
    assert.equal(text(made.ciphertext), 'capsule');
    assert.equal(made.key.keyType, 'AES');
    assert.equal(made.key.objectClass, 'SECRET_KEY');
    assert.equal(await call(made.key, 'get', 'label'), 'shared');
    const same = await call(privateKey, 'decapsulateKey', 'AES', made.ciphertext, { bits: 256 });
    assert.equal(same.keyType, 'AES');
    assert.notEqual(same.handle, made.key.handle);

    const [encapsulated] = fake.calls('C_EncapsulateKey');
    const [decapsulated] = fake.calls('C_DecapsulateKey');
    // CKM_ML_KEM, without a parameter.
    for (const [args, handle] of [
      [encapsulated?.args, encapsulated?.args.hPublicKey],
      [decapsulated?.args, decapsulated?.args.hPrivateKey],
    ] as const) {
      assert.deepEqual([args?.mechanism, args?.parameter], ['23', 'NULL']);
      assert.ok(handle === String(publicKey.handle) || handle === String(privateKey.handle));
      // CKA_CLASS: a secret key; CKA_VALUE_LEN: 32.
      assert.match(args?.pTemplate ?? '', /\b0x0:x:0400000000000000\b/);
      assert.match(args?.pTemplate ?? '', /\b0x161:x:2000000000000000\b/);
    }
    assert.equal(encapsulated?.args.hPublicKey, String(publicKey.handle));
    assert.equal(decapsulated?.args.hPrivateKey, String(privateKey.handle));
    assert.equal(decapsulated?.args.pCiphertext, hex('capsule'));
  },
);

twice('ML_KEM keys are of a parameter set, and have no size in bits', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  await call(session, 'generateKeyPair', 'ML_KEM', { parameterSet: 'ML_KEM_1024' });
  const [made] = fake.calls('C_GenerateKeyPair');
  // CKM_ML_KEM_KEY_PAIR_GEN; CKA_PARAMETER_SET; CKA_ENCAPSULATE and CKA_DECAPSULATE.
  assert.equal(made?.args.mechanism, '15');
  assert.match(made?.args.pPublicKeyTemplate ?? '', /\b0x61d:x:0300000000000000\b/);
  assert.match(made?.args.pPublicKeyTemplate ?? '', /\b0x633:x:01\b/);
  assert.match(made?.args.pPrivateKeyTemplate ?? '', /\b0x634:x:01\b/);
});

twice('a parameter set is one of the key type, and has to be named', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open();
  const make = (options: object) => async () => call(session, 'generateKeyPair', 'ML_KEM', options);
  await assert.rejects(make({}), { name: 'TypeError', message: /parameterSet: ML_KEM keys need/ });
  // Of the same number.
  await assert.rejects(make({ parameterSet: 'ML_DSA_87' }), {
    name: 'RangeError',
    message: /parameterSet: ML_DSA_87/,
  });
  await assert.rejects(make({ parameterSet: 'ML_KEM_7' }), { name: 'RangeError', message: /ML_KEM_7/ });
  await assert.rejects(make({ bits: 768 }), { name: 'TypeError', message: /bits/ });
  assert.equal(fake.count('C_GenerateKeyPair'), 0);
  for (const options of [
    { parameterSet: 3 },
    { publicTemplate: { parameterSet: 'ML_KEM_1024' } },
    { template: { parameterSet: 3n } },
  ]) {
    await make(options)();
    const { args } = fake.calls('C_GenerateKeyPair').at(-1)!;
    assert.match(args.pPublicKeyTemplate ?? '', /\b0x61d:x:0300000000000000\b/);
  }
});

twice('a ciphertext of any length', async ({ call, mode }) => {
  for (const [script, length] of [
    ['', 7],
    ['output=1568', 1568],
    ['output=5000', 5000],
    ['output=70000; length=silent', 70_000],
  ] as const) {
    await using fake = await startFake(script, { mode });
    const { publicKey } = await kemKeys(call, await fake.open());
    const { ciphertext } = await call(publicKey, 'encapsulateKey', 'AES', { bits: 256 });
    assert.equal(ciphertext.length, length);
    assert.equal(ciphertext.buffer.byteLength, length);
  }
});

twice('a ciphertext whose length is never written is not taken for one', async ({ call, mode }) => {
  await using fake = await startFake('length=untouched', { mode });
  const { publicKey } = await kemKeys(call, await fake.open());
  await assert.rejects(async () => call(publicKey, 'encapsulateKey', 'AES', { bits: 256 }), {
    name: 'ModuleFaultError',
  });
});

twice('modules before 3.2 do not have these functions, and errors say which', async ({ call, mode }) => {
  await using fake = await startFake('', { mode, ...OLD });
  const session = await fake.open({ concurrency: 1 });
  assert.equal(fake.module.supports('C_EncapsulateKey'), false);
  const { publicKey, privateKey } = await kemKeys(call, session);
  const { publicKey: edwards } = await call(session, 'generateKeyPair', 'EC_EDWARDS', { curve: 'Ed25519' });
  for (const [fn, calling] of [
    ['C_EncapsulateKey', () => call(publicKey, 'encapsulateKey', 'AES', { bits: 256 })],
    ['C_DecapsulateKey', () => call(privateKey, 'decapsulateKey', 'AES', 'capsule', { bits: 256 })],
    ['C_VerifySignatureInit', () => call(edwards, 'verifySignature', 'data', 'data')],
    ['C_VerifySignatureInit', () => call(edwards, 'verifySignature', ['da', 'ta'], 'data')],
  ] as const) {
    await assert.rejects(async () => calling(), { code: 'CKR_FUNCTION_NOT_SUPPORTED', fn });
  }
  assert.equal(await call(edwards, 'verify', 'data', 'data'), true);
});

twice('verifySignature: the signature comes first, in one call and in parts', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const session = await fake.open({ concurrency: 1 });
  const { publicKey } = await call(session, 'generateKeyPair', 'EC_EDWARDS', { curve: 'Ed25519' });
  for (const [data, signature, valid] of [
    ['data', 'data', true],
    ['data', 'date', false],
    ['', '', true],
    [['da', '', 'ta'], 'data', true],
    [['da', 'ta'], 'dat', false],
    [[], '', true],
  ] as const) {
    assert.equal(await call(publicKey, 'verifySignature', data, signature), valid, String([data, signature]));
  }
  const inits = fake.calls('C_VerifySignatureInit');
  assert.equal(inits.length, 6);
  assert.deepEqual([inits[0]?.args.mechanism, inits[0]?.args.hKey], ['4183', String(publicKey.handle)]);
  assert.equal(inits[1]?.args.pSignature, hex('date'));
  assert.equal(fake.count('C_VerifyInit'), 0);

  const broken = function* (): Generator<string> {
    yield 'da';
    throw new Error('no more');
  };
  await assert.rejects(async () => call(publicKey, 'verifySignature', broken(), 'data'), {
    message: 'no more',
  });
  assert.equal(await call(publicKey, 'verifySignature', 'data', 'data'), true);
  assert.equal(fake.count('C_OpenSession'), 1);
  await assert.rejects(async () => call(publicKey, 'verifySignature', 'data', 'data', { pin: '1234' }), {
    name: 'TypeError',
    message: /unknown option "pin"/,
  });
});

twice('verifySignature: any other answer is an error', async ({ call, mode }) => {
  await using fake = await startFake('rv:C_VerifySignature=0x30; rv:C_VerifySignatureFinal=0x30', { mode });
  const session = await fake.open({ concurrency: 1 });
  const { publicKey } = await call(session, 'generateKeyPair', 'EC_EDWARDS', { curve: 'Ed25519' });
  await assert.rejects(async () => call(publicKey, 'verifySignature', 'data', 'data'), {
    code: 'CKR_DEVICE_ERROR',
    fn: 'C_VerifySignature',
  });
});

test('verifySignature: the signature may be changed as soon as the method has returned', async () => {
  await using fake = await startFake('sleep:C_VerifySignatureInit=20');
  const session = await fake.open({ concurrency: 1 });
  const { publicKey } = await session.generateKeyPair('EC_EDWARDS', { curve: 'Ed25519' });
  for (const data of ['data', ['da', 'ta']]) {
    const signature = new Uint8Array(Buffer.from('data'));
    const first = publicKey.verifySignature('x', 'y');
    const verifying = publicKey.verifySignature(data, signature);
    signature.fill(0);
    assert.deepEqual([await first, await verifying], [false, true]);
  }
});

twice('userName logs in with C_LoginUser, userType as a vendor has it', async ({ call, mode }) => {
  for (const [options, args] of [
    [
      { userPin: '1234', userName: 'älice' },
      { userType: '1', pPin: hex('1234'), pUsername: hex('älice') },
    ],
    [
      { soPin: '1234', userName: 'root', readWrite: true },
      { userType: '0', pUsername: hex('root') },
    ],
    [
      { userPin: '1234', userName: '' },
      { userType: '1', ulUsernameLen: '0' },
    ],
    [
      { userType: 0x80000001, pin: '1234', userName: 'bob' },
      { userType: '2147483649', pUsername: hex('bob') },
    ],
  ] as [OpenOptions, Record<string, string>][]) {
    await using fake = await startFake('pin=1234', { mode });
    const session = await call(await fake.token(), 'open', options);
    const [login] = fake.calls('C_LoginUser');
    for (const [name, value] of Object.entries(args)) assert.equal(login?.args[name], value, name);
    assert.equal(fake.count('C_Login'), 0);
    assert.equal(session.loggedIn, true);
    await call(session, 'close');
    assert.equal(fake.count('C_Logout'), 1);
  }
});

twice('userType logs in with C_Login, and the session knows who it is', async ({ call, mode }) => {
  await using fake = await startFake('pin=1234', { mode });
  const token = await fake.token();
  const asked: unknown[] = [];
  const pin = ({ user }: { user: unknown }): string => {
    asked.push(user);
    return '1234';
  };
  const session = await call(token, 'open', { userType: 0x80000001, pin });
  const [login] = fake.calls('C_Login');
  assert.deepEqual([login?.args.userType, login?.args.pPin], ['2147483649', hex('1234')]);
  assert.equal(session.user, 0x80000001);
  assert.deepEqual(asked, [0x80000001]);
});

twice('a login by name that fails says so, and leaves no session', async ({ call, mode }) => {
  await using fake = await startFake('pin=1234', { mode });
  const token = await fake.token();
  await assert.rejects(async () => call(token, 'open', { userPin: '0000', userName: 'alice' }), {
    code: 'CKR_PIN_INCORRECT',
    fn: 'C_LoginUser',
  });
  assert.equal(fake.count('C_CloseSession'), 1);
  for (const [options, message] of [
    [{ userType: 0x80000001 }, /pin and userType/],
    [{ pin: '1234' }, /pin/],
    [{ userPin: '1234', userName: 5 }, /userName/],
    [{ userPin: '1234', userType: 0x80000001, pin: '1234' }, /userPin/],
    [{ userName: 'alice' }, /userName/],
  ] as const) {
    await assert.rejects(async () => call(token, 'open', options), { name: 'TypeError', message });
  }
});

twice('protectedPath trusts that there is a keypad: a NULL PIN', async ({ call, mode }) => {
  const { PROTECTED_AUTHENTICATION: userPin } = await import('../../src/index.ts');
  await using fake = await startFake('', { mode });
  const token = await fake.token();
  await assert.rejects(async () => call(token, 'open', { userPin }), { name: 'NotSupportedError' });
  await call(token, 'open', { userPin, protectedPath: true });
  assert.deepEqual(
    fake.calls('C_Login').map(({ args }) => [args.pPin, args.ulPinLen]),
    [['NULL', '0']],
  );
});

twice('a PIN for one operation goes between Init and it, in parts too', async ({ call, all, mode }) => {
  await using fake = await startFake('pin=1234', { mode });
  const { session, key } = await fake.openWithKey({ userPin: '1234', concurrency: 1 });
  const options = { iv: new Uint8Array(16), pin: '1234' };
  const order = (): string => {
    const names = fake.calls().map(({ fn }) => fn);
    const from = names.lastIndexOf('C_EncryptInit');
    return names.slice(from).join(' ');
  };
  assert.equal(text(await call(key, 'encrypt', 'data', options)), 'data');
  assert.equal(order(), 'C_EncryptInit C_Login C_Encrypt');
  assert.equal(text(Buffer.concat(await all(key, 'encrypt', ['da', 'ta'], options))), 'data');
  assert.equal(order(), 'C_EncryptInit C_Login C_EncryptUpdate C_EncryptUpdate C_EncryptFinal');
  assert.equal(fake.calls('C_Login').at(-1)?.args.userType, '2');
  await assert.rejects(async () => all(key, 'encrypt', ['data'], { ...options, pin: '0000' }), {
    code: 'CKR_PIN_INCORRECT',
  });
  assert.equal(text(await call(session, 'digest', 'data')), 'data');
  assert.equal(fake.count('C_OpenSession'), 1);
});

test('a PIN for a Web Stream', async () => {
  await using fake = await startFake('pin=1234');
  const { session, key } = await fake.openWithKey({ userPin: '1234', concurrency: 1 });
  const iv = new Uint8Array(16);
  const through = (pin: string): Promise<string> =>
    new Response(new Blob(['INPUT DATA']).stream().pipeThrough(key.encryptStream({ iv, pin }))).text();
  assert.equal(await through('1234'), 'INPUT DATA');
  await assert.rejects(through('0000'), { code: 'CKR_PIN_INCORRECT' });
  assert.equal(text(await session.digest('data')), 'data');
});

twice('messages: a nonce that was not made is not taken for one', async ({ call, mode }) => {
  await using fake = await startFake('nonce=none', { mode });
  const { session, key } = await fake.openWithKey({ concurrency: 1 });
  const expected = { name: 'ModuleFaultError', fn: 'C_EncryptMessage', message: /nonce/ };
  await assert.rejects(async () => call(key, 'seal', 'data'), expected);
  const run = await call(key, 'messageEncryptor', { mechanism: 'AES_GCM' });
  await assert.rejects(async () => call(run, 'encrypt', 'data'), expected);
  await call(run, 'close');
  assert.equal(text(await call(session, 'digest', 'data')), 'data');
});

twice('messages: output of any length, and CKR_AEAD_DECRYPT_FAILED ends no run', async ({ call, mode }) => {
  for (const length of [0, 1, 5000, 100_000]) {
    await using fake = await startFake(`output=${length}`, { mode });
    const { key } = await fake.openWithKey({ concurrency: 2 });
    const sealer = await call(key, 'messageEncryptor', { mechanism: 'AES_GCM' });
    const sealed = await call(sealer, 'encrypt', 'data');
    assert.equal(sealed.ciphertext.length, length);
    await call(sealer, 'close');
    const run = await call(key, 'messageDecryptor', { mechanism: 'AES_GCM' });
    await assert.rejects(async () => call(run, 'decrypt', { ...sealed, tag: new Uint8Array(16) }), {
      code: 'CKR_AEAD_DECRYPT_FAILED',
      fn: 'C_DecryptMessage',
    });
    assert.equal((await call(run, 'decrypt', sealed)).length, length);
    await call(run, 'close');
  }
});

twice('messages: what C_MessageEncryptFinal answers matters to nobody', async ({ call, mode }) => {
  await using fake = await startFake('rv:C_MessageEncryptFinal=0x30', { mode });
  const { key } = await fake.openWithKey({ concurrency: 2 });
  const run = await call(key, 'messageEncryptor', { mechanism: 'AES_GCM' });
  assert.equal(text((await call(run, 'encrypt', 'data')).ciphertext), 'data');
  await call(run, 'close');
});

twice('messages: an Init that fails holds no lane', async ({ call, mode }) => {
  await using fake = await startFake('rv:C_MessageEncryptInit=0x70*1', { mode });
  const { key } = await fake.openWithKey({ concurrency: 1, laneTimeout: 100 });
  const options = { mechanism: 'AES_GCM' };
  await assert.rejects(async () => call(key, 'messageEncryptor', options), { code: 'CKR_MECHANISM_INVALID' });
  await call(await call(key, 'messageEncryptor', options), 'close');
});

twice(
  'seal without the message functions, or a mechanism without their flags, takes C_Encrypt',
  async (caller) => {
    const { call, mode } = caller;
    for (const [script, options] of [
      ['output=38', NO_MESSAGES],
      ['output=38; mechanism-flags=0x300', {}],
    ] as const) {
      await using fake = await startFake(script, { mode, ...options });
      const { key } = await fake.openWithKey();
      // As much as the data, and the last 16 bytes are the tag.
      const sealed = await call(key, 'seal', new Uint8Array(22));
      const output = Uint8Array.from({ length: 38 }, (_, index) => index * 7);
      assert.deepEqual([sealed.ciphertext, sealed.tag], [output.slice(0, 22), output.slice(22)]);
      assert.equal(fake.count('C_EncryptMessage'), 0);
      const [nonce] = fake.calls('C_GenerateRandom');
      assert.equal(nonce?.args.ulRandomLen, '12');
      const [init] = fake.calls('C_EncryptInit');
      assert.equal(init?.args.pIv, `x:${Buffer.from(sealed.iv).toString('hex')}`);
      assert.equal(init?.args.ulParameterLen, '48');
    }
  },
);

twice('seal takes no output that could not be opened again', async ({ call, mode }) => {
  for (const length of [0, 1, 3, 5, 15, 19, 21]) {
    for (const options of [{}, NO_MESSAGES]) {
      await using fake = await startFake(`output=${length}`, { mode, ...options });
      const { key } = await fake.openWithKey({ concurrency: 1 });
      await assert.rejects(async () => call(key, 'seal', 'data'), {
        name: 'ModuleFaultError',
        message: new RegExp(`${length} bytes of AES_GCM`),
      });
      // Nothing is left under way.
      assert.equal((await call(key, 'sign', 'data')).length, length);
    }
  }
});

/** The first events that a fake's module tells of. */
async function firstEvents(module: Module, count: number): Promise<unknown[]> {
  const seen: unknown[] = [];
  const signal = AbortSignal.timeout(PATIENCE);
  for await (const { slot, tokenPresent } of module.slotEvents({ interval: 5, signal })) {
    if (seen.push([slot.id, tokenPresent]) === count) break;
  }
  return seen;
}

test('slot events come as C_WaitForSlotEvent tells them, without blocking', async () => {
  // Twice told at one look, and no token has come or gone: it was exchanged.
  await using fake = await startFake('slots=3; event=8@3*2');
  assert.deepEqual(await firstEvents(fake.module, 1), [[8, true]]);
  const polls = fake.calls('C_WaitForSlotEvent');
  assert.ok(polls.length >= 4);
  for (const { args } of polls) assert.deepEqual([args.flags, args.pRserved], ['1', 'NULL']);
});

test('where C_WaitForSlotEvent is not supported, tokens that come and go are seen all the same', async () => {
  await using fake = await startFake('slots=3; events=no; absent=8@10*8');
  assert.deepEqual(await firstEvents(fake.module, 2), [
    [8, false],
    [8, true],
  ]);
});

test('any other answer of C_WaitForSlotEvent ends the events with it', async () => {
  await using fake = await startFake('rv:C_WaitForSlotEvent=0x30');
  await assert.rejects(fake.module.slotEvents({ interval: 5 }).next(), {
    code: 'CKR_DEVICE_ERROR',
    fn: 'C_WaitForSlotEvent',
  });
});

test('events end when their module is closed', async () => {
  const fake = await startFake('');
  const watching = (async () => {
    const signal = AbortSignal.timeout(PATIENCE);
    for await (const event of fake.module.slotEvents({ interval: 5, signal })) assert.fail(String(event));
  })().then(
    () => 'ended',
    (error: Error) => error.name,
  );
  await setTimeout(30);
  await fake.module.close();
  const outcome = await Promise.race([watching, setTimeout(PATIENCE / 2, 'goes on', { ref: false })]);
  assert.match(outcome, /^(ended|ClosedError)$/);
});

twice('a module that never has room for its ciphertext is at fault', async ({ call, mode }) => {
  for (const script of ['room=never', 'room=more', 'length=~0']) {
    await using fake = await startFake(script, { mode });
    const { publicKey } = await kemKeys(call, await fake.open());
    await assert.rejects(async () => call(publicKey, 'encapsulateKey', 'AES', { bits: 256 }), {
      name: 'ModuleFaultError',
      fn: 'C_EncapsulateKey',
    });
    assert.ok(fake.count('C_EncapsulateKey') <= 30);
  }
});
