// C_WrapKeyAuthenticated and C_UnwrapKeyAuthenticated of 3.2, which no module at hand has.
import assert from 'node:assert/strict';
import { startFake } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
const hex = (data: string): string => `x:${Buffer.from(data).toString('hex')}`;

twice('a key is wrapped with a nonce that the token makes, and unwrapped', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { session, key } = await fake.openWithKey({ concurrency: 1 });
  const other = await call(session, 'generateKey', 'AES', { bits: 128 });
  const sealed = await call(key, 'wrapKeyAuthenticated', other, { additionalData: 'header' });
  assert.equal(text(sealed.ciphertext), 'header');
  assert.deepEqual([sealed.iv.length, text(sealed.tag)], [12, 'tag of the fake\0']);
  assert.notDeepEqual(sealed.iv, new Uint8Array(12));
  const { args } = fake.calls('C_WrapKeyAuthenticated')[0]!;
  // CKM_AES_GCM with CK_GCM_MESSAGE_PARAMS.
  assert.deepEqual(
    [args.mechanism, args.ulParameterLen, args.hWrappingKey, args.hKey, args.pAssociatedData],
    ['4231', '48', String(key.handle), String(other.handle), hex('header')],
  );

  const options = { additionalData: 'header', bits: 128, label: 'back' };
  const back = await call(key, 'unwrapKeyAuthenticated', 'SECRET_KEY', 'AES', sealed, options);
  assert.deepEqual([back.keyType, await call(back, 'get', 'label')], ['AES', 'back']);
  const unwrapped = fake.calls('C_UnwrapKeyAuthenticated')[0]!.args;
  assert.deepEqual(
    [unwrapped.hUnwrappingKey, unwrapped.pWrappedKey, unwrapped.pAssociatedData],
    [String(key.handle), hex('header'), hex('header')],
  );
  assert.match(unwrapped.pTemplate ?? '', /\b0x161:x:1000000000000000\b/);
  const pair = await call(key, 'unwrapKeyAuthenticated', 'PRIVATE_KEY', 'EC', sealed, {
    additionalData: 'header',
  });
  assert.equal(pair.objectClass, 'PRIVATE_KEY');
});

twice('a nonce of the caller; whatever was changed, nothing is unwrapped', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { session, key } = await fake.openWithKey({ concurrency: 1 });
  const iv = new Uint8Array(12).fill(5);
  const sealed = await call(key, 'wrapKeyAuthenticated', key, { iv, additionalData: 'header', tagBits: 96 });
  assert.deepEqual([[...sealed.iv], sealed.tag.length], [[...iv], 12]);
  for (const [changed, additionalData] of [
    [{ ...sealed, tag: new Uint8Array(12) }, 'header'],
    [{ ...sealed, ciphertext: 'heider' }, 'header'],
    [sealed, undefined],
  ] as const) {
    await assert.rejects(
      async () => call(key, 'unwrapKeyAuthenticated', 'SECRET_KEY', 'AES', changed, { additionalData }),
      { code: 'CKR_AEAD_DECRYPT_FAILED', fn: 'C_UnwrapKeyAuthenticated' },
    );
  }
  assert.equal(text(await call(session, 'digest', 'x')), 'x');
});

twice('wrapped keys of any length, and nonces that were not made', async ({ call, mode }) => {
  for (const [script, length] of [
    ['output=5000', 5000],
    ['output=70000; length=silent', 70_000],
  ] as const) {
    await using fake = await startFake(script, { mode });
    const { key } = await fake.openWithKey();
    assert.equal((await call(key, 'wrapKeyAuthenticated', key)).ciphertext.length, length);
  }
  await using fake = await startFake('nonce=none', { mode });
  const { key } = await fake.openWithKey();
  await assert.rejects(async () => call(key, 'wrapKeyAuthenticated', key), {
    name: 'ModuleFaultError',
    message: /nonce/,
  });
});

twice('wrong arguments are named before the token is called', async ({ call, mode }) => {
  await using fake = await startFake('', { mode });
  const { key } = await fake.openWithKey();
  const sealed = { iv: new Uint8Array(12), ciphertext: 'x', tag: new Uint8Array(16) };
  const unwrap = 'unwrapKeyAuthenticated';
  for (const [method, args, name, message] of [
    ['wrapKeyAuthenticated', [5], 'TypeError', /key/],
    ['wrapKeyAuthenticated', [key, { aad: 'x' }], 'TypeError', /unknown option "aad"/],
    ['wrapKeyAuthenticated', [key, { additionalData: 5 }], 'TypeError', /additionalData/],
    ['wrapKeyAuthenticated', [key, { mechanism: 'AES_CBC_PAD' }], 'NotSupportedError', /AES_CBC_PAD/],
    ['wrapKeyAuthenticated', [key, { mechanism: 'AES_CCM' }], 'NotSupportedError', /AES_CCM/],
    [unwrap, ['SECRET_KEY', 'AES'], 'TypeError', /ciphertext/],
    [unwrap, ['SECRET_KEY', 'AES', { ...sealed, iv: undefined }], 'TypeError', /iv/],
    [unwrap, ['PUBLIC_KEY', 'AES', sealed], 'RangeError', /objectClass/],
    [unwrap, ['SECRET_KEY', 'AES', sealed, { aad: 'x' }], 'TypeError', /unknown option "aad"/],
  ] as const) {
    await assert.rejects(async () => call(key, method, ...args), { name, message }, String(message));
  }
  assert.equal(fake.count('C_WrapKeyAuthenticated') + fake.count('C_UnwrapKeyAuthenticated'), 0);
});
