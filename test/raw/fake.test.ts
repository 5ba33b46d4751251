// Functions that no module here has: on the fake, which writes down what reaches it. And what it takes to misbehave.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { CKF, CKM, CKR, loadRaw, type RawModule } from '../../src/raw/raw.ts';
import { buildFake, newLog, readCalls } from '../support/fake.ts';
import { twice } from '../support/modes.ts';

const log = newLog();
const p11: RawModule = await loadRaw(buildFake());

/** Initialises the fake anew; the calls that it then sees. */
async function restart(
  script = '',
): Promise<{ session: number; seen: (fn: string) => Record<string, string>[] }> {
  if (started) await p11.C_Finalize();
  started = true;
  await p11.C_Initialize({ reserved: `log=${log}; ${script}` });
  const [slot] = await p11.C_GetSlotList(true);
  const session = Number(await p11.C_OpenSession(slot!, CKF.SERIAL_SESSION | CKF.RW_SESSION));
  const before = readCalls(log).length;
  const seen = (fn: string) =>
    readCalls(log)
      .slice(before)
      .filter((call) => call.fn === fn)
      .map(({ args }) => args as Record<string, string>);
  return { session, seen };
}
let started = false;
after(() => p11.C_FinalizeSync());

const AES_CMAC = { mechanism: CKM.AES_CMAC };
const WRAP = { mechanism: CKM.AES_KEY_WRAP_KWP };
const PARAMETER = Uint8Array.of(0xaa, 0xbb);
const template = [{ type: 0x3, value: 'x' }];

/** Each function, its arguments after the session, and what of them has to reach the module. */
const CALLS: readonly (readonly [string, readonly unknown[], Record<string, string>])[] = [
  ['C_EncryptMessageBegin', [PARAMETER, 'aad'], { ulParameterLen: '2', pAssociatedData: 'x:616164' }],
  [
    'C_EncryptMessageNext',
    [PARAMETER, 'part', 1],
    { ulParameterLen: '2', pPlaintextPart: 'x:70617274', flags: '1' },
  ],
  ['C_DecryptMessageBegin', [PARAMETER, null], { pAssociatedData: 'NULL', ulAssociatedDataLen: '0' }],
  ['C_DecryptMessageNext', [PARAMETER, 'part', 0], { pCiphertextPart: 'x:70617274', flags: '0' }],
  ['C_MessageSignInit', [AES_CMAC, 5], { mechanism: String(CKM.AES_CMAC), hKey: '5' }],
  ['C_SignMessage', [null, 'data'], { ulParameterLen: '0', pData: 'x:64617461' }],
  ['C_SignMessageBegin', [PARAMETER], { pParameter: 'given', ulParameterLen: '2' }],
  ['C_SignMessageNext', [PARAMETER, 'part'], { pData: 'x:70617274' }],
  ['C_MessageSignFinal', [], {}],
  ['C_MessageVerifyInit', [AES_CMAC, 5], { mechanism: String(CKM.AES_CMAC), hKey: '5' }],
  ['C_VerifyMessage', [null, 'data', 'sig'], { pData: 'x:64617461', pSignature: 'x:736967' }],
  ['C_VerifyMessageBegin', [PARAMETER], { ulParameterLen: '2' }],
  ['C_VerifyMessageNext', [PARAMETER, 'part', null], { pData: 'x:70617274', pSignature: 'NULL' }],
  ['C_MessageVerifyFinal', [], {}],
  ['C_VerifySignatureInit', [AES_CMAC, 5, 'sig'], { hKey: '5', pSignature: 'x:736967' }],
  ['C_VerifySignature', ['data'], { pData: 'x:64617461' }],
  ['C_VerifySignatureUpdate', ['part'], { pPart: 'x:70617274' }],
  ['C_VerifySignatureFinal', [], {}],
  ['C_AsyncGetID', ['C_Sign'], { pFunctionName: 'given' }],
  ['C_AsyncJoin', ['C_Sign', 3, 64], { pFunctionName: 'given', ulID: '3', ulData: '64' }],
  ['C_AsyncComplete', ['C_Sign'], { pFunctionName: 'given', pResult: 'given' }],
  ['C_GetFunctionStatus', [], {}],
  ['C_CancelFunction', [], {}],
  [
    'C_WrapKeyAuthenticated',
    [WRAP, 5, 6, 'aad'],
    { hWrappingKey: '5', hKey: '6', pAssociatedData: 'x:616164' },
  ],
  [
    'C_UnwrapKeyAuthenticated',
    [WRAP, 5, 'wrapped', template, 'aad'],
    { pWrappedKey: 'x:77726170706564', pTemplate: 't:0x3:x:78', pAssociatedData: 'x:616164' },
  ],
];

for (const [fn, args, expected] of CALLS) {
  twice(`${fn}: what reaches the module`, async ({ call }) => {
    // Asynchronous functions are in no module here, and the fake only agrees.
    const { session, seen } = await restart(fn.startsWith('C_Async') ? `rv:${fn}=0` : '');
    // What the fake answers is not the question here: most of these it does not have.
    await call(p11, fn, session, ...args).catch((error: Error) => assert.equal(error.name, 'Pkcs11Error'));
    const [reached] = seen(fn);
    assert.ok(reached, 'the call was made');
    assert.equal(reached.hSession, String(session));
    for (const [name, value] of Object.entries(expected)) assert.equal(reached[name], value, name);
  });
}

twice('C_EncapsulateKey, C_DecapsulateKey: bytes and a handle', async ({ call }) => {
  const { session } = await restart();
  const mechanism = { mechanism: CKM.ML_KEM };
  const { ciphertext, key } = await call(p11, 'C_EncapsulateKey', session, mechanism, 1, template);
  assert.deepEqual(ciphertext, new TextEncoder().encode('capsule'));
  const same = await call(p11, 'C_DecapsulateKey', session, mechanism, 1, template, ciphertext);
  assert.notEqual(same, key);
  const [label] = await call(p11, 'C_GetAttributeValue', session, key, [{ type: 0x3 }]);
  assert.deepEqual(label.value, Uint8Array.of(0x78));
});

twice('C_GetSessionValidationFlags', async ({ call }) => {
  const { session } = await restart('validation-flags=5');
  assert.equal(await call(p11, 'C_GetSessionValidationFlags', session, 1), 5);
});

twice('C_LoginUser: PIN and name', async ({ call }) => {
  const { session, seen } = await restart();
  await call(p11, 'C_LoginUser', session, 1, '1234', 'alice');
  assert.equal(seen('C_LoginUser')[0]?.pUsername, 'x:616c696365');
  await call(p11, 'C_Logout', session);
  await call(p11, 'C_Login', session, 1, null);
  assert.deepEqual([seen('C_Login')[0]?.pPin, seen('C_Login')[0]?.ulPinLen], ['NULL', '0']);
});

twice('an operation that is active stays the caller’s business', async ({ call }) => {
  const { session, seen } = await restart(`rv:C_SignInit=${CKR.OPERATION_ACTIVE}`);
  await assert.rejects(call(p11, 'C_SignInit', session, AES_CMAC, 1), { code: 'CKR_OPERATION_ACTIVE' });
  assert.equal(seen('C_SignInit').length, 1);
  assert.deepEqual(seen('C_OpenSession'), []);
});

twice('CKR_PENDING is an answer like others', async ({ call }) => {
  const { session } = await restart(`rv:C_Sign=${CKR.PENDING}`);
  await call(p11, 'C_SignInit', session, AES_CMAC, 1).catch(() => {});
  await assert.rejects(call(p11, 'C_Sign', session, 'data'), { code: 'CKR_PENDING', fn: 'C_Sign' });
  await call(p11, 'C_CloseSession', session);
});

twice('without CKF_OS_LOCKING_OK calls run one after the other', async ({ mode }) => {
  if (mode === 'sync') return;
  const other = await loadRaw(buildFake({ defines: { SERIAL: 1 } }));
  const own = newLog();
  await other.C_Initialize({ flags: 0, reserved: `log=${own}; sleep:C_GenerateRandom=20` });
  const [slot] = await other.C_GetSlotList(true);
  const session = await other.C_OpenSession(slot!, CKF.SERIAL_SESSION);
  await Promise.allSettled([1, 2, 3].map(() => other.C_GenerateRandom(session, 8)));
  assert.deepEqual(new Set(readCalls(own).map(({ active }) => active)), new Set([1]));
  await other.C_Finalize();
});

test('loadRaw takes a signal', async () => {
  await assert.rejects(loadRaw(buildFake(), { signal: AbortSignal.abort() }), { name: 'AbortError' });
  await assert.rejects(loadRaw(buildFake(), { reserved: '' } as object), {
    name: 'TypeError',
    message: /"reserved"/,
  });
});
