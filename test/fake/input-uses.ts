// Inputs of what came to the library late, for inputs.test.ts.
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BytesLike, LocalDomainParameters, SecretKey, Session, Token } from '../../src/index.ts';
import { loadRawSync } from '../../src/raw/raw.ts';
import { FAKE_VENDOR } from '../support/vendor-fake.ts';

interface Bench {
  readonly token: Token;
  readonly session: Session;
  readonly key: SecretKey;
  /** An input of so many bytes, told apart by their value. */
  bytes(size: number, value: number): BytesLike;
  /** A part of an iterable: it is read when it is taken from that, and disturbed as soon as may be after. */
  parts(size: number, value: number): Iterable<BytesLike>;
  /** An input that means something. */
  content(bytes: Uint8Array): BytesLike;
  /** Has others take the only lane for a moment. */
  occupy(): void;
  /** One that has to be a view, for options that take no buffers. */
  view(size: number, value: number): Uint8Array;
}

export type Use = (bench: Bench) => Promise<unknown>;

export const all = async (chunks: AsyncIterable<unknown>): Promise<unknown[]> => {
  const parts: unknown[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return parts;
};

/** The PIN, the data and the parameters of what the fake may well refuse: what it was given is what counts. */
export const LATE_USES: Readonly<Record<string, Use>> = {
  'given up later': ({ key, bytes }) =>
    key.sign(bytes(100, 1), { signal: new AbortController().signal, timeout: 60_000 }),
  'operation by hand': async ({ key, session, bytes }) => {
    const operation = await session.digestOperation();
    await operation.update(bytes(30, 1));
    await operation.close();
    const signing = await key.signOperation();
    await signing.update(bytes(30, 2));
    await signing.close();
  },
  'verification by hand': async ({ key, bytes }) => {
    const operation = await key.verifyOperation(bytes(16, 1));
    await operation.update('x');
    return operation.finish();
  },
  'encryption by hand': async ({ key, bytes }) => {
    const operation = await key.encryptOperation({ iv: bytes(16, 1) });
    await operation.close();
  },
  restoreOperation: async ({ session, bytes }) => {
    const operation = await session.restoreOperation('digest', bytes(24, 1));
    await operation.close();
  },
  digestEncrypt: ({ session, key, bytes }) =>
    session.digestEncrypt(bytes(48, 1), { key, encryption: { iv: bytes(16, 2) } }),
  decryptVerify: ({ session, key, bytes }) =>
    session.decryptVerify(bytes(48, 1), {
      key,
      decryption: { iv: bytes(16, 2) },
      verificationKey: key,
      signature: bytes(16, 3),
    }),
  'signed messages': async ({ key, bytes }) => {
    const signer = await key.messageSigner();
    const signature = await signer.sign(bytes(30, 1), { parameter: bytes(8, 2) });
    await signer.close();
    const verifier = await key.messageVerifier();
    const verdict = await verifier.verify(bytes(30, 3), bytes(16, 4));
    await verifier.close();
    return [signature, verdict];
  },
  'messages in parts': async ({ key, bytes, parts }) => {
    const run = await key.messageEncryptor({ mechanism: 'AES_GCM' });
    const sealed = await run.encrypt(parts(38, 1), { iv: bytes(12, 2), additionalData: bytes(20, 3) });
    await run.close();
    return sealed;
  },
  wrapKeyAuthenticated: async ({ key, bytes }) => {
    const { ciphertext, tag } = await key.wrapKeyAuthenticated(key, { additionalData: bytes(20, 1) });
    return [ciphertext, tag];
  },
  unwrapKeyAuthenticated: ({ key, bytes }) =>
    key.unwrapKeyAuthenticated(
      'SECRET_KEY',
      'AES',
      { iv: bytes(12, 1), ciphertext: bytes(32, 2), tag: bytes(16, 3) },
      { additionalData: bytes(20, 4) },
    ),
  importKey: ({ session, bytes }) =>
    session.importKey(bytes(32, 1) as Uint8Array, { keyType: 'AES', id: bytes(4, 2) }),
  deriveKey: ({ key, bytes }) =>
    key.deriveKey('AES', { mechanism: 'AES_ECB_ENCRYPT_DATA', data: bytes(16, 1), bits: 128 }),
  'cryptoki/raw': async ({ token, bytes }) => {
    const raw = loadRawSync(token.module.path);
    const session = await raw.C_OpenSession(token.slot.id, 6);
    const iv = bytes(16, 1);
    const beginning = raw.C_EncryptInit(session, { mechanism: 0x1085, parameter: iv }, 1);
    await beginning.catch(() => {});
    await raw.C_SeedRandom(session, bytes(40, 2));
    await raw.C_CloseSession(session);
  },
};

const CURVE = 'P-256';
const PRIME = new Uint8Array(48).fill(0x77);
const CERTIFICATE = new X509Certificate(readFileSync(new URL('../hostile/certificate.pem', import.meta.url)));
const SPKI = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
  format: 'der',
  type: 'spki',
});
const ID = Uint8Array.of(7, 8, 9);

/** Pairs of keys and what takes them, while others have the lane. */
const KEY_USES: Readonly<Record<string, Use>> = {
  'public keys: encrypt': async ({ session, bytes, occupy }) => {
    const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    occupy();
    return publicKey.encrypt(bytes(30, 1), { mechanism: 'RSA_PKCS_OAEP', oaepLabel: bytes(9, 2) });
  },
  'public keys: encryption by hand': async ({ session, bytes, occupy }) => {
    const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    occupy();
    const operation = await publicKey.encryptOperation({
      mechanism: 'RSA_PKCS_OAEP',
      oaepLabel: bytes(9, 2),
    });
    await operation.close();
  },
  'public keys: encryptStream': async ({ session, bytes, occupy }) => {
    const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    occupy();
    return pump(publicKey.encryptStream({ mechanism: 'RSA_PKCS_OAEP', oaepLabel: bytes(9, 2) }));
  },
  'public keys: verify': async ({ session, bytes, occupy }) => {
    const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    occupy();
    return publicKey.verify(bytes(30, 1), bytes(256, 2), { mechanism: 'SHA512_RSA_PKCS' });
  },
  'public keys: verification by hand': async ({ session, bytes, occupy }) => {
    const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    occupy();
    const operation = await publicKey.verifyOperation(bytes(256, 2), { mechanism: 'SHA512_RSA_PKCS' });
    await operation.update('x');
    return operation.finish();
  },
  'public keys: verifySignature, verifyRecover': async ({ session, bytes, occupy }) => {
    const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    occupy();
    const verifying = publicKey.verifySignature(bytes(30, 1), bytes(256, 2), {
      mechanism: 'SHA512_RSA_PKCS',
    });
    const recovering = publicKey.verifyRecover(bytes(256, 3), { mechanism: 'RSA_PKCS' });
    return (await Promise.allSettled([verifying, recovering])).map(({ status }) => status);
  },
  'public keys: wrapKey': async ({ session, key, bytes, occupy }) => {
    const { publicKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    occupy();
    return publicKey.wrapKey(key, { mechanism: 'RSA_PKCS_OAEP', oaepLabel: bytes(9, 2) });
  },
  'public keys: messageVerifier': async ({ session, bytes, occupy }) => {
    const { publicKey } = await session.generateKeyPair('EC_EDWARDS', { curve: 'Ed25519' });
    occupy();
    const run = await publicKey.messageVerifier({ mechanism: 'EDDSA', context: bytes(9, 2) });
    await run.close();
  },
  'private keys: messageSigner, signOperation': async ({ session, bytes, occupy }) => {
    const { privateKey } = await session.generateKeyPair('EC_EDWARDS', { curve: 'Ed25519' });
    occupy();
    const run = await privateKey.messageSigner({ mechanism: 'EDDSA', context: bytes(9, 2) });
    await run.close();
    occupy();
    const operation = await privateKey.signOperation({ mechanism: 'EDDSA', context: bytes(9, 2) });
    await operation.close();
  },
  'private keys: signRecover': async ({ session, bytes, occupy }) => {
    const { privateKey } = await session.generateKeyPair('RSA', { bits: 2048 });
    occupy();
    return privateKey.signRecover(bytes(20, 1), { mechanism: 'RSA_PKCS' });
  },
  'private keys: export with a passphrase': async ({ session, bytes, occupy }) => {
    const { privateKey } = await session.generateKeyPair('EC', { curve: CURVE });
    occupy();
    return privateKey.export('pkcs8-pem', { passphrase: bytes(9, 1) });
  },
  'private keys: deriveKey': async ({ session, content, bytes, occupy }) => {
    const { privateKey } = await session.generateKeyPair('EC', { curve: CURVE });
    occupy();
    const publicKey = content(Uint8Array.of(4, ...Array.from({ length: 64 }, (_, index) => index)));
    const agreement = { mechanism: 'ECDH1_DERIVE', kdf: 'SHA256_KDF', sharedData: bytes(9, 2) } as const;
    await privateKey.deriveKey('AES', { ...agreement, publicKey, bits: 128 });
    const dh = await session.createObject({
      class: 'PRIVATE_KEY',
      keyType: 'DH',
      prime: PRIME,
      value: PRIME,
    });
    occupy();
    const readable = { sensitive: false, extractable: true };
    const options = { bits: 64, template: readable, publicValue: bytes(40, 1) };
    await dh.deriveKey('AES', { mechanism: 'DH_PKCS_DERIVE', ...options }).catch(({ name }) => name);
  },
  'encapsulateKey, decapsulateKey': async ({ session, bytes, occupy }) => {
    const { publicKey, privateKey } = await session.generateKeyPair('ML_KEM', { parameterSet: 'ML_KEM_768' });
    occupy();
    const made = publicKey.encapsulateKey('AES', { bits: 128, id: bytes(5, 1) });
    const found = privateKey.decapsulateKey('AES', bytes(7, 0x63), { bits: 128, id: bytes(5, 2) });
    return (await Promise.allSettled([made, found])).map(({ status }) => status);
  },
};

/** Everything else with bytes in its options. */
const OPTION_USES: Readonly<Record<string, Use>> = {
  // One after the other: those without a session wait for no lane, and nothing says which thread comes first.
  'functions of a vendor': async ({ token, session, bytes }) => {
    const vendor = token.module.getVendorInterfaceSync(FAKE_VENDOR, 'Vendor Fake');
    const mechanism = { mechanism: 'AES_CBC_PAD', iv: bytes(16, 2) } as const;
    const template = { id: bytes(5, 3), label: 'x' };
    await vendor.VF_Feed(session, bytes(40, 1), mechanism, template);
    await vendor.VF_Set(bytes(20, 4));
    await vendor.VF_Set(bytes(20, 5), { timeout: 60_000 });
  },
  encryptStream: ({ key, bytes }) => pump(key.encryptStream({ iv: bytes(16, 1) })),
  decryptStream: ({ key, bytes }) => pump(key.decryptStream({ iv: bytes(16, 1) })),
  'decryption by hand': async ({ key, bytes }) =>
    (await key.decryptOperation({ iv: bytes(16, 1), pin: bytes(6, 2) })).close(),
  'signing by hand': async ({ key, bytes }) => (await key.signOperation({ pin: bytes(6, 1) })).close(),
  'messageSigner, messageVerifier': async ({ key, bytes, occupy }) => {
    await (await key.messageSigner({ pin: bytes(6, 1) })).close();
    occupy();
    await (await key.messageVerifier({ mechanism: 0x80000001, parameter: bytes(6, 2) })).close();
  },
  'messages opened': async ({ key, bytes, occupy }) => {
    const run = await key.messageDecryptor({ mechanism: 'AES_GCM' });
    occupy();
    const sealed = { iv: bytes(12, 1), ciphertext: bytes(20, 2), tag: bytes(16, 3) };
    const opened = await run.decrypt(sealed, { additionalData: bytes(9, 5) }).catch(({ name }) => name);
    await run.close();
    return opened;
  },
  encryptWithNewIv: async ({ key, bytes }) => {
    const options = { mechanism: 'AES_GCM', additionalData: bytes(9, 2) } as const;
    return Object.values(await key.encryptWithNewIv(bytes(20, 1), options));
  },
  wrapKey: ({ key, bytes }) => key.wrapKey(key, { mechanism: 'AES_KEY_WRAP', iv: bytes(8, 1) }),
  unwrapKeyAndData: ({ key, bytes }) =>
    key.unwrapKeyAndData('SECRET_KEY', 'DES', bytes(30, 1), {
      mechanism: 'KEY_WRAP_SET_OAEP',
      id: bytes(5, 2),
    }),
  deriveKeys: ({ key, bytes }) =>
    key.deriveKeys('GENERIC_SECRET', {
      mechanism: 'KEA_DERIVE',
      isSender: false,
      publicValue: bytes(16, 1),
      randomB: bytes(16, 2),
    }),
  deriveData: ({ key, bytes }) =>
    key.deriveData({
      mechanism: 'HKDF_DATA',
      hash: 'SHA256',
      outputBytes: 20,
      salt: bytes(8, 1),
      info: bytes(9, 2),
    }),
  exportWrapped: ({ key, content }) => key.exportWrapped(content(SPKI) as Uint8Array),
  generateKeyAndIv: ({ session, bytes }) =>
    session.generateKeyAndIv('DES', {
      mechanism: 'PBE_MD5_DES_CBC',
      iterations: 1,
      password: bytes(9, 1),
      salt: bytes(8, 2),
    }),
  importCertificate: ({ session, content }) =>
    session.importCertificate(content(CERTIFICATE.raw), { id: content(ID) }),
  'domain parameters': async ({ session, view, bytes, occupy }) => {
    const parts = { prime: view(128, 0x31), base: view(1, 2) };
    const local = session.createDomainParameters('DH', parts);
    const made = local.then((parameters) => {
      occupy();
      return (parameters as LocalDomainParameters).generateKeyPair({ id: bytes(5, 3) });
    });
    await Promise.allSettled([made]);
    occupy();
    const others = { prime: view(128, 0x32), base: view(1, 3) };
    const kept = await session.createDomainParameters('DH', others, { local: false });
    occupy();
    await kept.generateKeyPair({ id: bytes(5, 5) });
  },
  generateDomainParameters: ({ session, bytes }) =>
    session.generateDomainParameters('DSA', { bits: 1024, mechanism: 0x2000, template: { id: bytes(5, 1) } }),
  digestOperation: async ({ session, bytes }) =>
    (await session.digestOperation({ mechanism: 0x80000001, parameter: bytes(9, 1) })).close(),
  decryptDigest: ({ session, key, bytes }) =>
    session.decryptDigest(bytes(48, 1), { key, decryption: { iv: bytes(16, 2) } }),
  signEncrypt: ({ session, key, bytes }) =>
    session.signEncrypt(bytes(48, 1), { key, encryption: { iv: bytes(16, 2) }, signingKey: key }),
  'one-time passwords': async ({ session, bytes, occupy }) => {
    const key = await session.generateKey('HOTP', { bits: 160 });
    occupy();
    const options = { mechanism: 'HOTP', counter: bytes(8, 1) } as const;
    const made = key.generateOtp(options).catch(({ name }) => name);
    const judged = key.verifyOtp(bytes(6, 2), options).catch(({ name }) => name);
    return Promise.all([made, judged]);
  },
};

export const FURTHER_USES: Readonly<Record<string, Use>> = { ...KEY_USES, ...OPTION_USES };

/** Sends a block through a pair of Web Streams. */
async function pump({ readable, writable }: ReturnType<SecretKey['encryptStream']>): Promise<unknown[]> {
  const writer = writable.getWriter();
  const written = writer.write(new Uint8Array(32)).then(() => writer.close());
  const [parts] = await Promise.all([all(readable), written, writer.closed]);
  return parts;
}

const none = (owner: string, ...methods: string[]) => methods.map((method) => `${owner}.${method}`);

/** Methods that take no bytes, nor anything with bytes in it. */
export const WITHOUT_BYTES: ReadonlySet<string> = new Set([
  ...none('Module', 'supports', 'getInfo', 'getInterfaces', 'getVendorInterface', 'slotEvents'),
  ...none('Module', 'getSlots', 'getTokens', 'getToken', 'open', 'close'),
  ...none('Slot', 'getInfo', 'getToken', 'getMechanisms', 'getMechanismInfo'),
  ...none('Token', 'equals', 'getInfo', 'getMechanisms', 'getMechanismInfo', 'closeAllSessions'),
  ...none('SessionLifecycle', 'assertOpen', 'getInfo', 'getValidationFlags', 'getFunctionStatus'),
  ...none('SessionLifecycle', 'cancelFunction', 'close'),
  ...none('Session', 'generateRandom'),
  ...none('SessionOperations', 'joinOperation'),
  ...none('Pkcs11Object', 'get', 'getMany', 'destroy', 'getUri', 'getSize'),
  ...none('TokenObject', 'getAttributes'),
  ...none('Certificate', 'getX509', 'export', 'getPrivateKey', 'getChain'),
  ...none('LocalDomainParameters', 'get'),
  ...none('Key', 'toKeyObject', 'toCryptoKey'),
  ...none('PrivateKey', 'getPublicKey', 'getCertificates'),
  ...none('PublicKey', 'getCertificates'),
  ...none('SecretKey', 'messageEncryptor', 'messageDecryptor'),
  // What they answer, they answer at once.
  ...none('SecretKey', 'plan'),
  ...none('PublicKey', 'plan'),
  ...none('PrivateKey', 'plan'),
  ...none('MessageRun', 'close'),
  ...none('MessageSignatureRun', 'close'),
  ...none('Operation', 'finish', 'saveState', 'close'),
  // What is no token's.
  ...none('Pkcs11Uri', 'revealPin', 'toString', 'toJSON'),
]);
