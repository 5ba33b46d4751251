// The functions that NSS has and SoftHSM has not, checked against node:crypto.
import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { CKA, CKF, CKG, CKK, CKM, CKO, CKU, type MessageParameter, type Ulong } from '../../src/raw/raw.ts';
import { type Caller, twice } from '../support/modes.ts';
import { startRawNss } from '../support/raw.ts';

const { p11, session } = await startRawNss();

const DATA = new TextEncoder().encode('INPUT DATA of 32 bytes exactly..');
const VALUE = new Uint8Array(32).map((_, index) => index);
const IV = new Uint8Array(16).fill(7);

function secretKey({ call }: Caller, keyType: number = CKK.AES): Promise<Ulong> {
  const uses = [CKA.ENCRYPT, CKA.DECRYPT, CKA.SIGN, CKA.VERIFY].map((type) => ({ type, value: true }));
  return call(p11, 'C_CreateObject', session, [
    { type: CKA.CLASS, value: CKO.SECRET_KEY },
    { type: CKA.KEY_TYPE, value: keyType },
    { type: CKA.VALUE, value: VALUE },
    ...uses,
  ]);
}

const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

twice('C_GetInterfaceList, C_GetInterface', async ({ call }) => {
  const interfaces = await call(p11, 'C_GetInterfaceList');
  const names = interfaces.map(({ name }: { name: string }) => name);
  assert.ok(names.includes('PKCS 11') && names.includes('Vendor NSS FIPS Interface'));
  const found = await call(p11, 'C_GetInterface', 'PKCS 11', { major: 3, minor: 0 }, 0);
  assert.deepEqual(found.version, { major: 3, minor: 0 });
  const standard = await call(p11, 'C_GetInterface', null, null, 0);
  assert.equal(standard.name, 'PKCS 11');
});

twice('C_SignRecover, C_VerifyRecover', async ({ call }) => {
  const { publicKey, privateKey } = await call(
    p11,
    'C_GenerateKeyPair',
    session,
    { mechanism: CKM.RSA_PKCS_KEY_PAIR_GEN },
    [
      { type: CKA.MODULUS_BITS, value: 2048 },
      { type: CKA.PUBLIC_EXPONENT, value: Uint8Array.of(1, 0, 1) },
      { type: CKA.VERIFY_RECOVER, value: true },
    ],
    [{ type: CKA.SIGN_RECOVER, value: true }],
  );
  await call(p11, 'C_SignRecoverInit', session, { mechanism: CKM.RSA_PKCS }, privateKey);
  const signature = await call(p11, 'C_SignRecover', session, DATA);
  await call(p11, 'C_VerifyRecoverInit', session, { mechanism: CKM.RSA_PKCS }, publicKey);
  assert.deepEqual(await call(p11, 'C_VerifyRecover', session, signature), DATA);
});

twice('C_GetOperationState, C_SetOperationState', async ({ call }) => {
  await call(p11, 'C_DigestInit', session, { mechanism: CKM.SHA256 });
  await call(p11, 'C_DigestUpdate', session, DATA);
  const state = await call(p11, 'C_GetOperationState', session);
  await call(p11, 'C_DigestUpdate', session, 'something else');
  await call(p11, 'C_DigestFinal', session);
  await call(p11, 'C_SetOperationState', session, state, 0, 0);
  await call(p11, 'C_DigestUpdate', session, DATA);
  const expected = createHash('sha256').update(DATA).update(DATA).digest();
  assert.deepEqual(await call(p11, 'C_DigestFinal', session), new Uint8Array(expected));
});

const CBC = { mechanism: CKM.AES_CBC, parameter: IV };

function encrypted(): Uint8Array {
  const cipher = createCipheriv('aes-256-cbc', VALUE, IV).setAutoPadding(false);
  return joined(cipher.update(DATA), cipher.final());
}

twice('C_DigestEncryptUpdate, C_DecryptDigestUpdate', async (caller) => {
  const { call } = caller;
  const key = await secretKey(caller);
  await call(p11, 'C_DigestInit', session, { mechanism: CKM.SHA256 });
  await call(p11, 'C_EncryptInit', session, CBC, key);
  const part = await call(p11, 'C_DigestEncryptUpdate', session, DATA);
  assert.deepEqual(joined(part, await call(p11, 'C_EncryptFinal', session)), encrypted());
  const digest = new Uint8Array(createHash('sha256').update(DATA).digest());
  assert.deepEqual(await call(p11, 'C_DigestFinal', session), digest);
  await call(p11, 'C_DigestInit', session, { mechanism: CKM.SHA256 });
  await call(p11, 'C_DecryptInit', session, CBC, key);
  const plain = await call(p11, 'C_DecryptDigestUpdate', session, encrypted());
  assert.deepEqual(joined(plain, await call(p11, 'C_DecryptFinal', session)), DATA);
  assert.deepEqual(await call(p11, 'C_DigestFinal', session), digest);
});

twice('C_SignEncryptUpdate, C_DecryptVerifyUpdate', async (caller) => {
  const { call } = caller;
  const key = await secretKey(caller);
  const macKey = await secretKey(caller, CKK.GENERIC_SECRET);
  const mac = { mechanism: CKM.SHA256_HMAC };
  await call(p11, 'C_SignInit', session, mac, macKey);
  await call(p11, 'C_EncryptInit', session, CBC, key);
  const part = await call(p11, 'C_SignEncryptUpdate', session, DATA);
  assert.deepEqual(joined(part, await call(p11, 'C_EncryptFinal', session)), encrypted());
  const signature = await call(p11, 'C_SignFinal', session);
  assert.deepEqual(signature, new Uint8Array(createHmac('sha256', VALUE).update(DATA).digest()));
  await call(p11, 'C_VerifyInit', session, mac, macKey);
  await call(p11, 'C_DecryptInit', session, CBC, key);
  await call(p11, 'C_DecryptVerifyUpdate', session, encrypted());
  await call(p11, 'C_DecryptFinal', session);
  await call(p11, 'C_VerifyFinal', session, signature);
});

twice('messages: the token makes the nonce, and writes it and the tag where it is told', async (caller) => {
  const { call } = caller;
  const key = await secretKey(caller);
  const mechanism = { mechanism: CKM.AES_GCM };
  const parameter = {
    structure: 'CK_GCM_MESSAGE_PARAMS',
    iv: new Uint8Array(12),
    ivGenerator: CKG.GENERATE_RANDOM,
    tag: new Uint8Array(16),
  } as const satisfies MessageParameter;
  await call(p11, 'C_MessageEncryptInit', session, mechanism, key);
  const ciphertext = await call(p11, 'C_EncryptMessage', session, parameter, 'header', DATA);
  await call(p11, 'C_MessageEncryptFinal', session);
  assert.notDeepEqual(parameter.iv, new Uint8Array(12));
  const decipher = createDecipheriv('aes-256-gcm', VALUE, parameter.iv);
  decipher.setAAD(Buffer.from('header')).setAuthTag(parameter.tag);
  assert.deepEqual(joined(decipher.update(ciphertext), decipher.final()), DATA);

  await call(p11, 'C_MessageDecryptInit', session, mechanism, key);
  const given = { ...parameter, ivGenerator: CKG.NO_GENERATE };
  assert.deepEqual(await call(p11, 'C_DecryptMessage', session, given, 'header', ciphertext), DATA);
  await assert.rejects(call(p11, 'C_DecryptMessage', session, given, 'other', ciphertext), {
    name: 'Pkcs11Error',
    fn: 'C_DecryptMessage',
  });
  await call(p11, 'C_MessageDecryptFinal', session);
});

twice('C_SessionCancel ends an operation', async (caller) => {
  const { call } = caller;
  const key = await secretKey(caller);
  await call(p11, 'C_EncryptInit', session, CBC, key);
  await call(p11, 'C_SessionCancel', session, CKF.ENCRYPT);
  await assert.rejects(call(p11, 'C_EncryptUpdate', session, DATA), {
    code: 'CKR_OPERATION_NOT_INITIALIZED',
  });
});

twice('C_LoginUser is there, and this slot has nobody to log in', async ({ call }) => {
  await assert.rejects(call(p11, 'C_LoginUser', session, CKU.USER, 'pin', 'name'), { fn: 'C_LoginUser' });
});

twice('what a mechanism gives back is in its parameter', async ({ call }) => {
  const { parameter } = {
    parameter: {
      clientRandom: new Uint8Array(32).fill(1),
      serverRandom: new Uint8Array(32).fill(2),
    } as Record<string, unknown>,
  };
  const premaster = await call(
    p11,
    'C_GenerateKey',
    session,
    { mechanism: CKM.SSL3_PRE_MASTER_KEY_GEN, parameter: Uint8Array.of(3, 1) },
    [{ type: CKA.DERIVE, value: true }],
  );
  const mechanism = { mechanism: CKM.TLS_MASTER_KEY_DERIVE, parameter };
  await call(p11, 'C_DeriveKey', session, mechanism, premaster, [
    { type: CKA.CLASS, value: CKO.SECRET_KEY },
    { type: CKA.KEY_TYPE, value: CKK.GENERIC_SECRET },
    { type: CKA.VALUE_LEN, value: 48 },
  ]);
  assert.deepEqual(parameter.version, { major: 3, minor: 1 });
});
