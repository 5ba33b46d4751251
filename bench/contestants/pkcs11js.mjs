import { createRequire } from 'node:module';
import { contestant, input, MEBIBYTE, searches } from '../lib/contestant.mjs';

const [path, pin] = process.argv.slice(2);
const data1m = Buffer.from(input.buffer);
const chunk = data1m.subarray(0, 65_536);
const little = data1m.subarray(0, 32);
const iv = Buffer.alloc(16);
const MOST_OUTPUT = Buffer.alloc(MEBIBYTE + 64);

await contestant(async () => {
  const p = createRequire(import.meta.url)('pkcs11js');
  const module = new p.PKCS11();
  module.load(path);
  module.C_Initialize({ flags: p.CKF_OS_LOCKING_OK });
  const [slot] = module.C_GetSlotList(true);
  const open = () => module.C_OpenSession(slot, p.CKF_SERIAL_SESSION | p.CKF_RW_SESSION);
  const session = open();
  module.C_Login(session, p.CKU_USER, pin);
  const secret = (mechanism, bytes) =>
    module.C_GenerateKey(session, { mechanism }, [
      { type: p.CKA_VALUE_LEN, value: bytes },
      { type: p.CKA_ENCRYPT, value: true },
      { type: p.CKA_DECRYPT, value: true },
      { type: p.CKA_SIGN, value: true },
      { type: p.CKA_VERIFY, value: true },
    ]);
  const hmac = secret(p.CKM_GENERIC_SECRET_KEY_GEN, 32);
  const sign = (mechanism, key) => {
    module.C_SignInit(session, { mechanism }, key);
    return module.C_Sign(session, little, Buffer.alloc(256));
  };
  sign(p.CKM_SHA256_HMAC, hmac);
  const aes = secret(p.CKM_AES_KEY_GEN, 32);
  const rsa = module.C_GenerateKeyPair(
    session,
    { mechanism: p.CKM_RSA_PKCS_KEY_PAIR_GEN },
    [
      { type: p.CKA_MODULUS_BITS, value: 2048 },
      { type: p.CKA_PUBLIC_EXPONENT, value: Buffer.from([1, 0, 1]) },
      { type: p.CKA_VERIFY, value: true },
    ],
    [{ type: p.CKA_SIGN, value: true }],
  );
  const ec = module.C_GenerateKeyPair(
    session,
    { mechanism: p.CKM_EC_KEY_PAIR_GEN },
    [
      { type: p.CKA_EC_PARAMS, value: Buffer.from('06082a8648ce3d030107', 'hex') },
      { type: p.CKA_VERIFY, value: true },
    ],
    [{ type: p.CKA_SIGN, value: true }],
  );
  const data = module.C_CreateObject(session, [
    { type: p.CKA_CLASS, value: p.CKO_DATA },
    { type: p.CKA_LABEL, value: 'bench-object' },
    { type: p.CKA_VALUE, value: Buffer.from('value') },
  ]);
  const verify = (mechanism, key, signature) => {
    module.C_VerifyInit(session, { mechanism }, key);
    return module.C_Verify(session, little, signature);
  };
  const encrypt = (mechanism, parameter, plain, room = Buffer.alloc(plain.length + 32)) => {
    module.C_EncryptInit(session, { mechanism, parameter }, aes);
    return module.C_Encrypt(session, plain, room);
  };
  const stream = (room) => () => {
    module.C_EncryptInit(session, { mechanism: p.CKM_AES_CBC_PAD, parameter: iv }, aes);
    let bytes = 0;
    for (let i = 0; i < 4096; i++) bytes += module.C_EncryptUpdate(session, chunk, room()).length;
    bytes += module.C_EncryptFinal(session, Buffer.alloc(32)).length;
    if (bytes < 256 * MEBIBYTE) throw new Error(`${bytes} bytes came out`);
  };
  const gcm = { type: p.CK_PARAMS_AES_GCM, iv: iv.subarray(0, 12), ivBits: 96, tagBits: 128 };
  const rsaSignature = sign(p.CKM_SHA256_RSA_PKCS, rsa.privateKey);
  const ecSignature = sign(p.CKM_ECDSA, ec.privateKey);
  const asynchronous = (mechanism, key) => (inFlight) => {
    const sessions = Array.from({ length: inFlight }, open);
    return async (index) => {
      module.C_SignInit(sessions[index], { mechanism }, key);
      return module.C_SignAsync(sessions[index], little, Buffer.alloc(256));
    };
  };
  return {
    operations: {
      random16: () => module.C_GenerateRandom(session, Buffer.alloc(16)),
      hmac32: () => sign(p.CKM_SHA256_HMAC, hmac),
      cbc32: () => encrypt(p.CKM_AES_CBC_PAD, iv, little),
      cbc1m: () => encrypt(p.CKM_AES_CBC_PAD, iv, data1m, MOST_OUTPUT),
      cbc1mOwn: () => encrypt(p.CKM_AES_CBC_PAD, iv, data1m),
      gcm1k: () => encrypt(p.CKM_AES_GCM, gcm, data1m.subarray(0, 1024)),
      signEcdsa: () => sign(p.CKM_ECDSA, ec.privateKey),
      signRsa: () => sign(p.CKM_SHA256_RSA_PKCS, rsa.privateKey),
      verifyEcdsa: () => verify(p.CKM_ECDSA, ec.publicKey, ecSignature),
      verifyRsa: () => verify(p.CKM_SHA256_RSA_PKCS, rsa.publicKey, rsaSignature),
      attributes3: () =>
        module.C_GetAttributeValue(session, data, [
          { type: p.CKA_CLASS },
          { type: p.CKA_LABEL },
          { type: p.CKA_APPLICATION },
        ]),
      createDestroy: () =>
        module.C_DestroyObject(
          session,
          module.C_CreateObject(session, [
            { type: p.CKA_CLASS, value: p.CKO_DATA },
            { type: p.CKA_LABEL, value: 'bench-temporary' },
            { type: p.CKA_VALUE, value: Buffer.from('value') },
          ]),
        ),
      stream256m: stream(() => MOST_OUTPUT.subarray(0, 65_600)),
      stream256mOwn: stream(() => Buffer.alloc(65_600)),
      ...searches(
        (application, label) =>
          module.C_CreateObject(session, [
            { type: p.CKA_CLASS, value: p.CKO_DATA },
            { type: p.CKA_APPLICATION, value: application },
            { type: p.CKA_LABEL, value: label },
            { type: p.CKA_OBJECT_ID, value: Buffer.from('object') },
            { type: p.CKA_VALUE, value: Buffer.from('value') },
          ]),
        (application) => {
          module.C_FindObjectsInit(session, [
            { type: p.CKA_CLASS, value: p.CKO_DATA },
            { type: p.CKA_APPLICATION, value: application },
          ]);
          const handles = [];
          for (let some = module.C_FindObjects(session, 1024); some.length > 0; ) {
            handles.push(...some);
            some = module.C_FindObjects(session, 1024);
          }
          module.C_FindObjectsFinal(session);
          for (const handle of handles) {
            module.C_GetAttributeValue(session, handle, [{ type: p.CKA_LABEL }, { type: p.CKA_OBJECT_ID }]);
          }
          return handles.length;
        },
      ),
    },
    asynchronous: {
      Rsa: asynchronous(p.CKM_SHA256_RSA_PKCS, rsa.privateKey),
      Ecdsa: asynchronous(p.CKM_ECDSA, ec.privateKey),
    },
    close: () => module.C_Finalize(),
  };
});
