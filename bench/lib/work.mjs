// What this library does in the benchmark, operation by operation.
import { input, MEBIBYTE, searches } from './contestant.mjs';

/** @param {import('cryptoki').Session} session logged in, with a software token's abilities */
export function workOf(session) {
  const chunk = input.subarray(0, 65_536);
  const little = input.subarray(0, 32);
  const iv = new Uint8Array(16);
  const hmac = session.generateKeySync('GENERIC_SECRET', { bits: 256, capabilities: ['sign', 'verify'] });
  const HMAC = { mechanism: 'SHA256_HMAC' };
  const CBC = { mechanism: 'AES_CBC_PAD', iv };
  const GCM = { mechanism: 'AES_GCM', iv: iv.subarray(0, 12) };
  const RSA = { mechanism: 'SHA256_RSA_PKCS' };
  const ECDSA = { mechanism: 'ECDSA' };
  // The first signature is what loading is measured by.
  hmac.signSync(little, HMAC);
  const aes = session.generateKeySync('AES', { bits: 256 });
  const rsa = session.generateKeyPairSync('RSA', { bits: 2048 });
  const ec = session.generateKeyPairSync('EC', { curve: 'P-256' });
  const data = session.createObjectSync({ class: 'DATA', label: 'bench-object', value: 'value' });
  const rsaSignature = rsa.privateKey.signSync(little, RSA);
  const ecSignature = ec.privateKey.signSync(little, ECDSA);
  const parts = Array.from({ length: 4096 }, () => chunk);
  const KEPT = { ...CBC, output: new Uint8Array(MEBIBYTE + 64) };
  const stream = (options) => () => {
    let bytes = 0;
    for (const part of aes.encryptSync(parts, options)) bytes += part.byteLength;
    if (bytes < 256 * MEBIBYTE) throw new Error(`${bytes} bytes came out`);
  };
  return {
    operations: {
      random16: () => session.generateRandomSync(16),
      hmac32: () => hmac.signSync(little, HMAC),
      cbc32: () => aes.encryptSync(little, CBC),
      cbc1m: () => aes.encryptSync(input, KEPT),
      cbc1mOwn: () => aes.encryptSync(input, CBC),
      gcm1k: () => aes.encryptSync(input.subarray(0, 1024), GCM),
      signEcdsa: () => ec.privateKey.signSync(little, ECDSA),
      signRsa: () => rsa.privateKey.signSync(little, RSA),
      verifyEcdsa: () => ec.publicKey.verifySync(little, ecSignature, ECDSA),
      verifyRsa: () => rsa.publicKey.verifySync(little, rsaSignature, RSA),
      attributes3: () => data.getSync(['class', 'label', 'application']),
      createDestroy: () =>
        session.createObjectSync({ class: 'DATA', label: 'bench-temporary', value: 'value' }).destroySync(),
      stream256m: stream(KEPT),
      stream256mOwn: stream(CBC),
      ...searches(
        (application, label) =>
          session.createObjectSync({ class: 'DATA', application, label, objectId: 'object', value: 'value' }),
        (application) => {
          let found = 0;
          for (const object of session.getObjectsSync({ class: 'DATA', application })) {
            object.getManySync(['label', 'objectId']);
            found++;
          }
          return found;
        },
      ),
    },
    asynchronous: {
      Rsa: () => () => rsa.privateKey.sign(little, RSA),
      Ecdsa: () => () => ec.privateKey.sign(little, ECDSA),
    },
  };
}
