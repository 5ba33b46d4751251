// The functions of version 2 on SoftHSM, checked against node:crypto.
import assert from 'node:assert/strict';
import { createCipheriv, createHash, createPublicKey, verify } from 'node:crypto';
import { CKA, CKF, CKK, CKM, CKO, CKR, CKS, CKU, type RawAttribute, type Ulong } from '../../src/raw/raw.ts';
import { type Caller, twice } from '../support/modes.ts';
import { startRawSoftHsm } from '../support/raw.ts';

const { p11, slot, session, device } = await startRawSoftHsm();
await p11.C_Login(session, CKU.USER, device.pin);

const utf8 = (text: string) => new TextEncoder().encode(text);
const DATA = utf8('INPUT DATA of 32 bytes exactly..');
const IV = new Uint8Array(16).fill(7);
const AES = [
  { type: CKA.CLASS, value: CKO.SECRET_KEY },
  { type: CKA.KEY_TYPE, value: CKK.AES },
  { type: CKA.EXTRACTABLE, value: true },
  { type: CKA.SENSITIVE, value: false },
  ...[CKA.ENCRYPT, CKA.DECRYPT, CKA.SIGN, CKA.VERIFY, CKA.WRAP, CKA.UNWRAP, CKA.DERIVE].map((type) => ({
    type,
    value: true,
  })),
];
const VALUE = new Uint8Array(32).map((_, index) => index);

function aesKey({ call }: Caller, changes: readonly RawAttribute[] = []): Promise<Ulong> {
  return call(p11, 'C_CreateObject', session, [...AES, { type: CKA.VALUE, value: VALUE }, ...changes]);
}

twice(
  'C_GetInfo, C_GetFunctionList, C_GetSlotInfo, C_GetTokenInfo, C_GetMechanismList, C_GetMechanismInfo',
  async ({ call }) => {
    const info = await call(p11, 'C_GetInfo');
    assert.deepEqual(info.cryptokiVersion, { major: 2, minor: 40 });
    assert.equal(info.manufacturerID, 'SoftHSM');
    assert.deepEqual(await call(p11, 'C_GetFunctionList'), { version: { major: 2, minor: 40 } });
    assert.match((await call(p11, 'C_GetSlotInfo', slot)).slotDescription, /SoftHSM slot/);
    const token = await call(p11, 'C_GetTokenInfo', slot);
    assert.equal(token.label, device.label);
    assert.ok((token.flags & CKF.USER_PIN_INITIALIZED) !== 0);
    const mechanisms = await call(p11, 'C_GetMechanismList', slot);
    assert.ok(mechanisms.includes(CKM.AES_CBC));
    const { ulMinKeySize, ulMaxKeySize, flags } = await call(p11, 'C_GetMechanismInfo', slot, CKM.AES_CBC);
    assert.deepEqual([ulMinKeySize, ulMaxKeySize], [16, 32]);
    assert.ok((flags & CKF.ENCRYPT) !== 0);
  },
);

twice('C_InitToken, C_InitPIN, C_SetPIN, C_Login, C_Logout, C_CloseAllSessions', async ({ call, mode }) => {
  const slots = await call(p11, 'C_GetSlotList', false);
  const isFree = (each: Ulong) => {
    const { flags } = p11.C_GetTokenInfoSync(each);
    return (Number(flags) & CKF.TOKEN_INITIALIZED) === 0;
  };
  const free = slots.find(isFree);
  const before = new Set(slots);
  await call(p11, 'C_InitToken', free, 'so-pin', `raw ${mode}`);
  // SoftHSM gives a token that was initialised another slot as soon as it is asked for the list.
  const after: Ulong[] = await call(p11, 'C_GetSlotList', false);
  const own = after.find((each) => p11.C_GetTokenInfoSync(each).label === `raw ${mode}`)!;
  assert.ok(before.size <= after.length);
  const so = await call(p11, 'C_OpenSession', own, CKF.SERIAL_SESSION | CKF.RW_SESSION);
  await call(p11, 'C_Login', so, CKU.SO, utf8('so-pin'));
  await call(p11, 'C_InitPIN', so, 'first');
  await call(p11, 'C_Logout', so);
  await call(p11, 'C_SetPIN', so, 'first', 'second');
  await assert.rejects(call(p11, 'C_Login', so, CKU.USER, 'first'), {
    code: 'CKR_PIN_INCORRECT',
    fn: 'C_Login',
  });
  await call(p11, 'C_Login', so, CKU.USER, 'second');
  assert.equal((await call(p11, 'C_GetSessionInfo', so)).state, CKS.RW_USER_FUNCTIONS);
  await call(p11, 'C_CloseAllSessions', own);
  await assert.rejects(call(p11, 'C_GetSessionInfo', so), { rv: CKR.SESSION_HANDLE_INVALID });
});

twice('C_OpenSession, C_GetSessionInfo, C_CloseSession', async ({ call }) => {
  const other = await call(p11, 'C_OpenSession', slot, CKF.SERIAL_SESSION);
  const info = await call(p11, 'C_GetSessionInfo', other);
  assert.deepEqual(info, {
    slotID: slot,
    state: CKS.RO_USER_FUNCTIONS,
    flags: CKF.SERIAL_SESSION,
    ulDeviceError: 0,
  });
  await call(p11, 'C_CloseSession', other);
  await assert.rejects(call(p11, 'C_CloseSession', other), { code: 'CKR_SESSION_HANDLE_INVALID' });
});

twice('objects: create, read, change, copy, find, destroy', async ({ call, mode }) => {
  const label = `raw ${mode}`;
  const object = await call(p11, 'C_CreateObject', session, [
    { type: CKA.CLASS, value: CKO.DATA },
    { type: CKA.LABEL, value: label },
    { type: CKA.VALUE, value: DATA },
  ]);
  const read = await call(p11, 'C_GetAttributeValue', session, object, [
    { type: CKA.LABEL },
    { type: CKA.VALUE },
    { type: CKA.MODULUS },
    { type: CKA.PRIVATE },
  ]);
  assert.deepEqual(read, [
    { type: CKA.LABEL, value: utf8(label) },
    { type: CKA.VALUE, value: DATA },
    { type: CKA.MODULUS, value: null },
    { type: CKA.PRIVATE, value: Uint8Array.of(1) },
  ]);
  await call(p11, 'C_SetAttributeValue', session, object, [{ type: CKA.LABEL, value: 'changed' }]);
  const copy = await call(p11, 'C_CopyObject', session, object, [
    { type: CKA.LABEL, value: `${label} copy` },
  ]);
  const [value] = await call(p11, 'C_GetAttributeValue', session, object, [{ type: CKA.LABEL }]);
  assert.deepEqual(value.value, utf8('changed'));
  assert.equal(typeof (await call(p11, 'C_GetObjectSize', session, copy)), 'bigint');
  await call(p11, 'C_FindObjectsInit', session, [{ type: CKA.LABEL, value: `${label} copy` }]);
  assert.deepEqual(await call(p11, 'C_FindObjects', session, 5), [copy]);
  assert.deepEqual(await call(p11, 'C_FindObjects', session, 5), []);
  await call(p11, 'C_FindObjectsFinal', session);
  await call(p11, 'C_DestroyObject', session, object);
  await call(p11, 'C_DestroyObject', session, copy);
  await assert.rejects(call(p11, 'C_DestroyObject', session, copy), { rv: CKR.OBJECT_HANDLE_INVALID });
});

twice('a template within an attribute', async (caller) => {
  const template = [{ type: CKA.EXTRACTABLE, value: true }];
  const key = await aesKey(caller, [{ type: CKA.UNWRAP_TEMPLATE, value: template }]);
  const read = await caller.call(p11, 'C_GetAttributeValue', session, key, [{ type: CKA.UNWRAP_TEMPLATE }]);
  assert.deepEqual(read, [
    { type: CKA.UNWRAP_TEMPLATE, value: [{ type: CKA.EXTRACTABLE, value: Uint8Array.of(1) }] },
  ]);
});

twice('encryption and decryption, whole and in parts', async (caller) => {
  const { call } = caller;
  const key = await aesKey(caller);
  const cipher = createCipheriv('aes-256-cbc', VALUE, IV);
  const expected = new Uint8Array(Buffer.concat([cipher.update(DATA), cipher.final()]));
  const mechanism = { mechanism: CKM.AES_CBC_PAD, parameter: IV };
  await call(p11, 'C_EncryptInit', session, mechanism, key);
  const ciphertext = await call(p11, 'C_Encrypt', session, DATA);
  assert.deepEqual(ciphertext, expected);
  await call(p11, 'C_EncryptInit', session, mechanism, key);
  const parts = [
    await call(p11, 'C_EncryptUpdate', session, DATA.subarray(0, 5)),
    await call(p11, 'C_EncryptUpdate', session, DATA.subarray(5)),
    await call(p11, 'C_EncryptFinal', session),
  ];
  assert.deepEqual(new Uint8Array(Buffer.concat(parts)), expected);
  await call(p11, 'C_DecryptInit', session, mechanism, key);
  assert.deepEqual(await call(p11, 'C_Decrypt', session, ciphertext), DATA);
  await call(p11, 'C_DecryptInit', session, mechanism, key);
  const plain = [
    await call(p11, 'C_DecryptUpdate', session, ciphertext),
    await call(p11, 'C_DecryptFinal', session),
  ];
  assert.deepEqual(new Uint8Array(Buffer.concat(plain)), DATA);
});

twice('a parameter with a structure', async (caller) => {
  const { call } = caller;
  const key = await aesKey(caller);
  const iv = IV.subarray(0, 12);
  const cipher = createCipheriv('aes-256-gcm', VALUE, iv).setAAD(Buffer.from('header'));
  const expected = Buffer.concat([cipher.update(DATA), cipher.final(), cipher.getAuthTag()]);
  const parameter = { iv, additionalData: 'header', tagBits: 128 };
  await call(p11, 'C_EncryptInit', session, { mechanism: CKM.AES_GCM, parameter }, key);
  assert.deepEqual(await call(p11, 'C_Encrypt', session, DATA), new Uint8Array(expected));
  assert.equal(parameter.iv, iv);
});

twice('digests', async (caller) => {
  const { call } = caller;
  const key = await aesKey(caller);
  await call(p11, 'C_DigestInit', session, { mechanism: CKM.SHA256 });
  const digest = await call(p11, 'C_Digest', session, DATA);
  assert.deepEqual(digest, new Uint8Array(createHash('sha256').update(DATA).digest()));
  await call(p11, 'C_DigestInit', session, { mechanism: CKM.SHA256 });
  await call(p11, 'C_DigestUpdate', session, DATA);
  await call(p11, 'C_DigestKey', session, key);
  const both = createHash('sha256').update(DATA).update(VALUE).digest();
  assert.deepEqual(await call(p11, 'C_DigestFinal', session), new Uint8Array(both));
});

twice('signatures and their verification, whole and in parts', async ({ call }) => {
  const { publicKey, privateKey } = await call(
    p11,
    'C_GenerateKeyPair',
    session,
    { mechanism: CKM.RSA_PKCS_KEY_PAIR_GEN },
    [
      { type: CKA.MODULUS_BITS, value: 2048 },
      { type: CKA.PUBLIC_EXPONENT, value: Uint8Array.of(1, 0, 1) },
      { type: CKA.VERIFY, value: true },
    ],
    [{ type: CKA.SIGN, value: true }],
  );
  const [modulus, exponent] = await call(p11, 'C_GetAttributeValue', session, publicKey, [
    { type: CKA.MODULUS },
    { type: CKA.PUBLIC_EXPONENT },
  ]);
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  const key = createPublicKey({
    key: { kty: 'RSA', n: base64(modulus.value), e: base64(exponent.value) },
    format: 'jwk',
  });
  const mechanism = { mechanism: CKM.SHA256_RSA_PKCS };
  await call(p11, 'C_SignInit', session, mechanism, privateKey);
  const signature = await call(p11, 'C_Sign', session, DATA);
  assert.ok(verify('sha256', DATA, key, signature));
  await call(p11, 'C_SignInit', session, mechanism, privateKey);
  await call(p11, 'C_SignUpdate', session, DATA);
  assert.deepEqual(await call(p11, 'C_SignFinal', session), signature);
  await call(p11, 'C_VerifyInit', session, mechanism, publicKey);
  await call(p11, 'C_Verify', session, DATA, signature);
  await call(p11, 'C_VerifyInit', session, mechanism, publicKey);
  await call(p11, 'C_VerifyUpdate', session, DATA);
  await assert.rejects(call(p11, 'C_VerifyFinal', session, new Uint8Array(256)), {
    rv: CKR.SIGNATURE_INVALID,
  });
});

twice('keys: generate, wrap, unwrap, derive', async (caller) => {
  const { call } = caller;
  const wrapping = await aesKey(caller);
  const key = await call(p11, 'C_GenerateKey', session, { mechanism: CKM.AES_KEY_GEN }, [
    { type: CKA.VALUE_LEN, value: 16 },
    { type: CKA.EXTRACTABLE, value: true },
    { type: CKA.SENSITIVE, value: false },
  ]);
  const wrapped = await call(p11, 'C_WrapKey', session, { mechanism: CKM.AES_KEY_WRAP }, wrapping, key);
  assert.equal(wrapped.byteLength, 24);
  const mechanism = { mechanism: CKM.AES_KEY_WRAP };
  const unwrapped = await call(p11, 'C_UnwrapKey', session, mechanism, wrapping, wrapped, AES);
  const readValue = async (handle: Ulong) =>
    (await call(p11, 'C_GetAttributeValue', session, handle, [{ type: CKA.VALUE }]))[0].value;
  assert.deepEqual(await readValue(unwrapped), await readValue(key));
  const derivation = { mechanism: CKM.AES_ECB_ENCRYPT_DATA, parameter: { data: DATA } };
  const derived = await call(p11, 'C_DeriveKey', session, derivation, wrapping, [
    ...AES,
    { type: CKA.VALUE_LEN, value: 32 },
  ]);
  const cipher = createCipheriv('aes-256-ecb', VALUE, null).setAutoPadding(false);
  assert.deepEqual(
    await readValue(derived),
    new Uint8Array(Buffer.concat([cipher.update(DATA), cipher.final()])),
  );
});

twice('random numbers', async ({ call }) => {
  await call(p11, 'C_SeedRandom', session, 'seed');
  const one = await call(p11, 'C_GenerateRandom', session, 32);
  assert.equal(one.byteLength, 32);
  assert.notDeepEqual(one, await call(p11, 'C_GenerateRandom', session, 32));
});

twice('what SoftHSM has not is refused as it refuses it', async ({ call }) => {
  await assert.rejects(call(p11, 'C_GetFunctionStatus', session), { code: 'CKR_FUNCTION_NOT_PARALLEL' });
  await assert.rejects(call(p11, 'C_CancelFunction', session), { code: 'CKR_FUNCTION_NOT_PARALLEL' });
  await assert.rejects(call(p11, 'C_WaitForSlotEvent', CKF.DONT_BLOCK), { code: 'CKR_NO_EVENT' });
  await assert.rejects(call(p11, 'C_EncapsulateKey', session, { mechanism: CKM.ML_KEM }, 1, []), {
    code: 'CKR_FUNCTION_NOT_SUPPORTED',
    fn: 'C_EncapsulateKey',
  });
  assert.equal(p11.supports('C_EncapsulateKey'), false);
  assert.equal(p11.supports('C_Sign'), true);
});

twice('wrong arguments are refused before anything is sent', async ({ call }) => {
  const refused: [string, unknown[], RegExp][] = [
    ['C_GetSlotList', ['yes'], /C_GetSlotList: tokenPresent: expected true or false/],
    ['C_GetSlotInfo', ['1'], /C_GetSlotInfo: slotId: expected an integer/],
    ['C_Sign', [undefined, DATA], /C_Sign: session: expected an integer/],
    ['C_Sign', [session, 5], /C_Sign: data: expected/],
    ['C_SignInit', [session, CKM.AES_CMAC, 1], /C_SignInit: mechanism.mechanism: expected an integer/],
    ['C_EncryptInit', [session, { mechanism: CKM.AES_GCM, parameter: {} }, 1], /iv: expected/],
    ['C_CreateObject', [session, {}], /C_CreateObject: template: expected an array/],
    ['C_CreateObject', [session, [{ type: '0', value: 1 }]], /template\[0\].type: expected an integer/],
    ['C_GetAttributeValue', [session, 1, CKA.LABEL], /template: expected an array/],
    ['C_Logout', [session, 1], /C_Logout: expected 0 arguments, got 1/],
  ];
  for (const [fn, args, message] of refused) {
    await assert.rejects(async () => call(p11, fn, ...args), { name: 'TypeError', message });
  }
  for (const [fn, args] of [
    ['C_GetSlotInfo', [-1]],
    ['C_GenerateRandom', [session, 1e12]],
    ['C_FindObjects', [session, 0.5]],
    ['C_InitToken', [slot, 'x', 'x'.repeat(33)]],
  ] as const) {
    await assert.rejects(async () => call(p11, fn, ...args), { name: 'RangeError' });
  }
});
