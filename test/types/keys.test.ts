// The types of keys: which type of key can do what, and what its methods give. Compiled and never run.
import type {
  KeyTypeName,
  LocalDomainParameters,
  OtpKey,
  PrivateKey,
  PublicKey,
  SecretKey,
  Session,
} from '../../src/index.ts';
import { same, testTypes } from '../support/type-check.ts';

declare const session: Session;
declare const secretKey: SecretKey;
declare const parts: AsyncIterable<Uint8Array>;
declare const chunks: Uint8Array[];
type Bytes = Uint8Array<ArrayBuffer>;
const iv = new Uint8Array(16);

export async function imported(): Promise<void> {
  const signer = await session.importKey('PEM', { as: 'PRIVATE_KEY', keyType: 'EC' });
  void signer.sign('x');
  // @ts-expect-error: EC keys do not decrypt
  void signer.decrypt(iv);
  const { secretKey: aes } = await session.importKey(iv, { keyType: 'AES' });
  void aes.encrypt('x', { iv });
  const all = session.importKeySync('PEM');
  // @ts-expect-error: there may be no private key in it
  void all.privateKey.sign('x');
  void all.certificate?.getChain();
  const pem: string = await signer.export('pkcs8-pem');
  // @ts-expect-error: DER is bytes
  const der: string = await signer.export('pkcs8-der');
  void [pem, der];
  // @ts-expect-error: there is no such format
  void signer.export('pem');
  // @ts-expect-error: no option of this name
  void session.importKey('PEM', { lable: 'x' });
}

export async function pairs(): Promise<void> {
  const rsa = await session.generateKeyPair('RSA', { bits: 2048 });
  void rsa.publicKey.encrypt('x');
  void rsa.publicKey.verify('x', iv);
  void rsa.publicKey.wrapKey(secretKey);
  void rsa.privateKey.decrypt(iv);
  void rsa.privateKey.sign('x');
  void rsa.privateKey.unwrapKey('SECRET_KEY', 'AES', iv);
  // @ts-expect-error: RSA keys agree on nothing
  void rsa.privateKey.deriveKey('AES', { bits: 128 });
  // @ts-expect-error: public keys do not sign
  void rsa.publicKey.sign('x');
  // @ts-expect-error: private keys do not encrypt
  void rsa.privateKey.encrypt('x');

  const ec = await session.generateKeyPair('EC', { curve: 'P-256' });
  void ec.privateKey.sign('x');
  void ec.privateKey.deriveKey('AES', { bits: 128, kdf: 'NULL', publicKey: iv });
  void ec.publicKey.verify('x', iv);
  // @ts-expect-error: EC keys do not encrypt
  void ec.publicKey.encrypt('x');
  // @ts-expect-error: EC keys do not encrypt
  ec.publicKey.encryptSync('x');
  // @ts-expect-error: EC keys do not encrypt
  ec.publicKey.encryptStream();
  // @ts-expect-error: EC keys do not decrypt
  void ec.privateKey.decrypt(iv);
  // @ts-expect-error: EC keys do not wrap
  void ec.publicKey.wrapKey(secretKey);

  const dh = session.generateKeyPairSync('DH', { bits: 2048 });
  void dh.privateKey.deriveKey('AES', { bits: 128, publicValue: iv });
  // @ts-expect-error: DH keys do not sign
  void dh.privateKey.sign('x');
  // @ts-expect-error: DH keys do not verify
  void dh.publicKey.verify('x', iv);

  const dsa = await session.generateKeyPair('DSA', { bits: 1024 });
  void dsa.privateKey.signSync('x');
  // @ts-expect-error: DSA keys agree on nothing
  void dsa.privateKey.deriveKey('AES');
  // @ts-expect-error: DSA keys do not encrypt
  void dsa.publicKey.encrypt('x');

  const edwards = await session.generateKeyPair('EC_EDWARDS', { curve: 'Ed25519' });
  void edwards.privateKey.sign('x', { mechanism: 'EDDSA' });
  // @ts-expect-error: Edwards keys agree on nothing
  void edwards.privateKey.deriveKey('AES');

  const montgomery = await session.generateKeyPair('EC_MONTGOMERY', { curve: 'X25519' });
  void montgomery.privateKey.deriveKey('AES', { publicKey: iv });
  // @ts-expect-error: Montgomery keys do not sign
  void montgomery.privateKey.sign('x');

  const dilithium = await session.generateKeyPair('ML_DSA', { parameterSet: 'ML_DSA_65' });
  void dilithium.privateKey.sign('x', { mechanism: 'ML_DSA', context: 'x', hedge: 'REQUIRED' });
  void dilithium.publicKey.verifySignature('x', iv);
  // @ts-expect-error: ML-DSA keys encapsulate nothing
  void dilithium.publicKey.encapsulateKey('AES');
  // @ts-expect-error: no such hedging
  void dilithium.privateKey.sign('x', { mechanism: 'ML_DSA', hedge: 'NEVER' });
  // @ts-expect-error: data hashed before needs the hash
  void dilithium.privateKey.sign(iv, { mechanism: 'HASH_ML_DSA' });
  // @ts-expect-error: no such parameter set
  void session.generateKeyPair('ML_DSA', { parameterSet: 'ML_DSA_66' });
  const kyber = await session.generateKeyPair('ML_KEM', { parameterSet: 'ML_KEM_768' });
  void kyber.publicKey.encapsulateKey('AES', { bits: 256 });
  void kyber.privateKey.decapsulateKey('AES', iv, { bits: 256 });
  // @ts-expect-error: ML-KEM keys do not sign
  void kyber.privateKey.sign('x');
  // The ciphertext is the other party's key: there is none to give.
  void ec.publicKey.encapsulateKey('AES', { mechanism: 'ECDH1_DERIVE', kdf: 'SHA256_KDF', bits: 256 });
  void ec.publicKey.encapsulateKey('AES', {
    mechanism: 'ECDH1_DERIVE',
    // @ts-expect-error: no such function
    kdf: 'SHA257_KDF',
  });

  const vendor = await session.generateKeyPair(0x8000_0001, { mechanism: 0x8000_0002 });
  same<typeof vendor.publicKey, PublicKey>(true);
  same<typeof vendor.privateKey, PrivateKey>(true);

  // @ts-expect-error: no such key type
  void session.generateKeyPair('ECC', { curve: 'P-256' });
  // @ts-expect-error: misspelled
  void session.generateKeyPair('EC', { curv: 'P-256' });
  // @ts-expect-error: not a size
  void session.generateKeyPair('RSA', { bits: '2048' });
}

export async function keysFoundByType(): Promise<void> {
  const dh = await session.getKey({ class: 'PRIVATE_KEY', keyType: 'DH' });
  void dh.deriveKey('AES', { publicValue: iv });
  // @ts-expect-error: DH keys do not sign
  void dh.sign('x');
  const ec = await session.getKey({ class: 'PUBLIC_KEY', keyType: 'EC' });
  // @ts-expect-error: EC keys do not encrypt
  void ec.encrypt('x');
  const created = await session.createObject({ class: 'PRIVATE_KEY', keyType: 'EC', value: iv });
  // @ts-expect-error: EC keys do not decrypt
  void created.decrypt(iv);
}

export async function secretKeys(): Promise<void> {
  same<ReturnType<typeof session.generateKey<'AES'>>, Promise<SecretKey>>(true);
  same<ReturnType<typeof session.generateKeySync<0x8000_0001>>, SecretKey>(true);
  same<ReturnType<typeof session.generateKeySync<KeyTypeName>>, SecretKey>(true);
  same<ReturnType<typeof session.generateKeySync<'HOTP'>>, OtpKey>(true);
  // @ts-expect-error: no such key type
  void session.generateKey('AESS', { bits: 128 });
  // @ts-expect-error: not a size
  void session.generateKey('AES', { bits: '128' });
  // @ts-expect-error: misspelled
  void session.generateKey('AES', { bits: 128, labell: 'x' });
  // @ts-expect-error: no such capability
  void session.generateKey('AES', { bits: 128, capabilities: ['encyrpt'] });

  const unwrapped = await secretKey.unwrapKey('SECRET_KEY', 'AES', iv);
  same<typeof unwrapped, SecretKey>(true);
  const ec = await secretKey.unwrapKey('PRIVATE_KEY', 'EC', iv);
  void ec.sign('x');
  // @ts-expect-error: EC keys do not decrypt
  void ec.decrypt(iv);
  // @ts-expect-error: public keys are not wrapped
  void secretKey.unwrapKey('PUBLIC_KEY', 'EC', iv);
  // @ts-expect-error: bytes are no key
  void secretKey.wrapKey(iv);
}

export async function wholesAndParts(): Promise<void> {
  const whole = secretKey.encrypt('x', { iv });
  same<typeof whole, Promise<Bytes>>(true);
  const ofBuffer = secretKey.decrypt(iv.buffer, { iv });
  same<typeof ofBuffer, Promise<Bytes>>(true);
  const inParts = secretKey.encrypt(parts, { iv });
  same<typeof inParts, AsyncGenerator<Bytes, void, undefined>>(true);
  const ofArray = secretKey.encrypt(chunks, { iv });
  same<typeof ofArray, AsyncGenerator<Bytes, void, undefined>>(true);

  const wholeSync = secretKey.encryptSync('x', { iv });
  same<typeof wholeSync, Bytes>(true);
  const inPartsSync = secretKey.encryptSync(chunks, { iv });
  same<typeof inPartsSync, Generator<Bytes, void, undefined>>(true);
  // @ts-expect-error: a synchronous method cannot wait for parts
  void secretKey.encryptSync(parts, { iv });
  // @ts-expect-error: a number is no data
  void secretKey.encrypt(5, { iv });
  // @ts-expect-error: numbers are no data
  void secretKey.encrypt([1, 2], { iv });

  same<ReturnType<typeof secretKey.sign>, Promise<Bytes>>(true);
  same<ReturnType<typeof secretKey.verify>, Promise<boolean>>(true);
  same<ReturnType<typeof secretKey.verifySync>, boolean>(true);
  const digest: Uint8Array = await session.digest(['x', secretKey, iv]);
  void digest;
  void new ReadableStream<Uint8Array>().pipeThrough(secretKey.encryptStream({ iv }));
}

export async function outputs(): Promise<void> {
  const output = new Uint8Array(64);
  const whole = await secretKey.encrypt('x', { iv, output });
  same<typeof whole, Bytes>(true);
  // What is in shared memory is said to be.
  const shared = new Uint8Array(new SharedArrayBuffer(64));
  const sync = secretKey.decryptSync('x', { iv, output: shared });
  same<typeof sync, Uint8Array<SharedArrayBuffer>>(true);
  const inParts = secretKey.encrypt(parts, { iv, output: shared });
  same<typeof inParts, AsyncGenerator<Uint8Array<SharedArrayBuffer>, void, undefined>>(true);
  const anyMemory = secretKey.encryptSync(chunks, { iv, output: Buffer.alloc(64) as Buffer });
  same<typeof anyMemory, Generator<Uint8Array<ArrayBufferLike>, void, undefined>>(true);
  void secretKey.encryptOperation({ iv, output });
  // @ts-expect-error: parts by hand are not said to be shared
  void secretKey.encryptOperation({ iv, output: shared });
  // @ts-expect-error: streams keep parts for later
  void secretKey.encryptStream({ iv, output });
  // @ts-expect-error: nor has a signature any
  void secretKey.sign('x', { mechanism: 'AES_CMAC', output });
  // @ts-expect-error: bytes to write to
  void secretKey.encrypt('x', { iv, output: new ArrayBuffer(64) });
}

export async function domainParameters(): Promise<void> {
  const local = await session.createDomainParameters('DH', { prime: 23n, base: 5n });
  same<typeof local, LocalDomainParameters<'DH'>>(true);
  const { privateKey } = await local.generateKeyPair();
  // @ts-expect-error: DH keys do not sign
  void privateKey.sign('x');
  // @ts-expect-error: no part of domain parameters
  void session.createDomainParameters('DH', { prime: 23n, generator: 5n });
  const onToken = await session.createDomainParameters('DSA', { prime: 23n }, { local: false });
  void onToken.destroy();
}

testTypes(import.meta.url);
