// The types of mechanisms and their parameters. The functions are compiled and never run.
import type { MechanismParameters, PrivateKey, PublicKey, SecretKey, Session } from '../../src/index.ts';
import { same, testTypes } from '../support/type-check.ts';

declare const session: Session;
declare const secretKey: SecretKey;
declare const publicKey: PublicKey;
declare const privateKey: PrivateKey;
const iv = new Uint8Array(16);

export function parametersFollowFromTheName(): void {
  void secretKey.encrypt('x', { mechanism: 'AES_GCM', iv, additionalData: 'aad', tagBits: 96 });
  void secretKey.encrypt('x', { mechanism: 'AES_CTR', iv, counterBits: 32 });
  void secretKey.encrypt('x', { mechanism: 'AES_CBC', iv });
  void secretKey.encrypt('x', { mechanism: 'AES_ECB' });
  void secretKey.sign('x', { mechanism: 'SHA256_HMAC' });
  void secretKey.sign('x', { mechanism: 'SHA256_HMAC_GENERAL', macLength: 16 });
  void privateKey.sign('x', { mechanism: 'RSA_PKCS_PSS', hash: 'SHA256', saltLength: 0 });
  void privateKey.sign('x', { mechanism: 'ECDSA_SHA256', format: 'der' });
  void publicKey.encrypt('x', { mechanism: 'RSA_PKCS_OAEP', hash: 'SHA256', oaepLabel: 'L' });
  void session.digest('x', { mechanism: 'SHA3_256' });

  // @ts-expect-error: iv is missing
  void secretKey.encrypt('x', { mechanism: 'AES_GCM' });
  // @ts-expect-error: iv is missing
  void secretKey.encryptSync('x', { mechanism: 'AES_CBC' });
  // @ts-expect-error: iv is missing
  secretKey.encryptStream({ mechanism: 'AES_CTR' });
  // @ts-expect-error: dataLength is missing
  void secretKey.encrypt('x', { mechanism: 'AES_CCM', iv });
  // @ts-expect-error: macLength is missing
  void secretKey.sign('x', { mechanism: 'SHA256_HMAC_GENERAL' });
  // @ts-expect-error: hash is missing
  void privateKey.sign('x', { mechanism: 'RSA_PKCS_PSS' });
  // @ts-expect-error: a parameter of AES_CTR
  void secretKey.encrypt('x', { mechanism: 'AES_GCM', iv, counterBits: 128 });
  // @ts-expect-error: a parameter of AES_GCM
  void secretKey.encrypt('x', { mechanism: 'AES_CTR', iv, tagBits: 128 });
  // @ts-expect-error: takes no iv
  void secretKey.sign('x', { mechanism: 'AES_CMAC', iv });
  // @ts-expect-error: the hash is in the name
  void privateKey.sign('x', { mechanism: 'SHA256_RSA_PKCS_PSS', hash: 'SHA512' });
  // @ts-expect-error: misspelled
  void secretKey.encrypt('x', { mechanism: 'AES_GCM', iv, tagbits: 128 });
}

export function valuesOfParameters(): void {
  // @ts-expect-error: a number is no initialisation vector
  void secretKey.encrypt('x', { mechanism: 'AES_GCM', iv: 12 });
  // @ts-expect-error: an array of numbers is no initialisation vector
  void secretKey.encrypt('x', { mechanism: 'AES_CBC', iv: [1, 2, 3] });
  // @ts-expect-error: bits are a number
  void secretKey.encrypt('x', { mechanism: 'AES_GCM', iv, tagBits: '128' });
  // @ts-expect-error: no such hash
  void publicKey.encrypt('x', { mechanism: 'RSA_PKCS_OAEP', hash: 'SHA257' });
  // @ts-expect-error: hashes have the names of their mechanisms
  void publicKey.encrypt('x', { mechanism: 'RSA_PKCS_OAEP', hash: 'sha256' });
  // @ts-expect-error: no such mask generation function
  void publicKey.encrypt('x', { mechanism: 'RSA_PKCS_OAEP', mgf: 'MGF1' });
  // @ts-expect-error: no such form
  void privateKey.sign('x', { mechanism: 'ECDSA', format: 'pem' });
}

export function namesOfMechanisms(): void {
  // @ts-expect-error: misspelled
  void secretKey.encrypt('x', { mechanism: 'AES_GMC', iv });
  // @ts-expect-error: names have no prefix
  void secretKey.encrypt('x', { mechanism: 'CKM_AES_CBC', iv });
  // @ts-expect-error: misspelled
  void session.digest('x', { mechanism: 'SHA_256' });
  // @ts-expect-error: misspelled
  void session.generateKey('AES', { mechanism: 'AES_KEYGEN', bits: 128 });
}

export function mechanismsOfVendors(): void {
  void secretKey.encrypt('x', { mechanism: 0x8000_0001 });
  void secretKey.encrypt('x', { mechanism: 0x8000_0001, parameter: iv });
  void secretKey.sign('x', { mechanism: 0x8000_0001n, parameter: 'raw' });
  void session.generateKey(0x8000_0001, { mechanism: 0x8000_0002 });
  // @ts-expect-error: nobody knows what parameters it has
  void secretKey.encrypt('x', { mechanism: 0x8000_0001, iv });
}

export function defaults(): void {
  void secretKey.encrypt('x', { iv });
  void publicKey.encrypt('x');
  void publicKey.encrypt('x', { hash: 'SHA256' });
  void privateKey.sign('x');
  void privateKey.sign('x', { format: 'der' });
  // @ts-expect-error: misspelled
  void secretKey.encrypt('x', { ivv: iv });
  // @ts-expect-error: options are an object
  void secretKey.encrypt('x', 'AES_GCM');
}

export function parametersByName(): void {
  same<MechanismParameters<'AES_CBC'>['iv'], MechanismParameters<'AES_GCM'>['iv']>(true);
  same<keyof MechanismParameters<'AES_GCM'>, 'iv' | 'additionalData' | 'tagBits'>(true);
  same<keyof MechanismParameters<'SHA256'>, never>(true);
  same<keyof MechanismParameters<'TLS10_MAC_SERVER'>, 'parameter'>(true);
  // @ts-expect-error: no such mechanism
  same<keyof MechanismParameters<'AES_GMC'>, 'iv'>(true);
}

testTypes(import.meta.url);
