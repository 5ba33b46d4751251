// Inputs of what came to the library late, for inputs.test.ts.
import type { BytesLike, SecretKey, Session, Token } from '../../src/index.ts';
import { loadRawSync } from '../../src/raw/raw.ts';

interface Bench {
  readonly token: Token;
  readonly session: Session;
  readonly key: SecretKey;
  /** An input of so many bytes, told apart by their value. */
  bytes(size: number, value: number): BytesLike;
  /** A part of an iterable: it is read when it is taken from that, and disturbed as soon as may be after. */
  parts(size: number, value: number): Iterable<BytesLike>;
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
