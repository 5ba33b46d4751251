import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, type JsonWebKey, KeyObject, type webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  FormatError,
  type FormatInput,
  fromTemplate,
  toCryptoKey,
  toTemplates,
} from '../../src/formats/formats.ts';
import type { KeyTemplate } from '../../src/formats/key-template.ts';
import { type Kind, makeKey, TO_PKCS8 } from './kinds.ts';
import { openssl, printedParts, tryOpenssl } from './openssl.ts';

/** The rows of the matrix: one kind of key object; its columns: formats; `in`, `out` or both. */
export type Row = Readonly<Record<string, { readonly in: boolean; readonly out: boolean }>>;

const PASSPHRASE = 'a passphrase';

export const PUBLIC_COLUMNS = ['SPKI', 'PKCS #1', 'JWK', 'KeyObject', 'CryptoKey', 'raw', 'X.509'] as const;
export const PRIVATE_COLUMNS = [
  'PKCS #8',
  'PKCS #8, encrypted',
  'PKCS #1, SEC 1',
  'the same, encrypted',
  'JWK',
  'KeyObject',
  'CryptoKey',
  'raw',
] as const;

type Inputs = readonly (FormatInput | undefined)[];

/** A result of something that has no such key is undefined. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** A result of the library, where it refuses in its own way only. */
function refusable<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
    return undefined;
  }
}

function derAndPem(args: readonly string[], input: Uint8Array | string): Inputs {
  const der = tryOpenssl([...args, '-outform', 'DER'], input);
  const pem = tryOpenssl([...args, '-outform', 'PEM'], input);
  return [der, pem?.toString(), pem];
}

async function cryptoKeys(kind: Kind, format: 'spki' | 'pkcs8', der: Buffer): Promise<webcrypto.CryptoKey[]> {
  const keys: webcrypto.CryptoKey[] = [];
  for (const algorithm of kind.webCrypto ?? []) {
    const { name } = algorithm as { name: string };
    const usages: Record<string, [webcrypto.KeyUsage[], webcrypto.KeyUsage[]]> = {
      'RSA-OAEP': [['encrypt'], ['decrypt']],
      ECDH: [[], ['deriveBits']],
      X25519: [[], ['deriveBits']],
      X448: [[], ['deriveBits']],
    };
    const [ofPublic, ofPrivate] = usages[name] ?? [['verify'], ['sign']];
    const wanted = format === 'spki' ? ofPublic : ofPrivate;
    keys.push(
      await crypto.subtle.importKey(format, der, algorithm as webcrypto.EcKeyImportParams, true, wanted),
    );
  }
  return keys;
}

/** A certificate of the key, if it can sign. */
function selfSigned(pkcs8: Buffer): Inputs {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-formats-'));
  try {
    const file = join(folder, 'key.pem');
    writeFileSync(file, openssl(['pkey', '-inform', 'DER'], pkcs8));
    return derAndPem(['req', '-x509', '-new', '-key', file, '-subj', '/CN=x'], '');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Public keys in the formats that other software makes of one, by column. */
async function publicInputs(kind: Kind, pkcs8: Buffer, spki: Buffer): Promise<Record<string, Inputs>> {
  const read = ['pkey', '-inform', 'DER'];
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return {
    SPKI: derAndPem([...read, '-pubout'], pkcs8),
    'PKCS #1': derAndPem(['rsa', '-inform', 'DER', '-RSAPublicKey_out'], pkcs8),
    JWK: [kind.explicit ? undefined : attempt(() => key.export({ format: 'jwk' }) as FormatInput)],
    KeyObject: [key],
    CryptoKey: await cryptoKeys(kind, 'spki', spki),
    'X.509': selfSigned(pkcs8),
  };
}

async function privateInputs(kind: Kind, pkcs8: Buffer): Promise<Record<string, Inputs>> {
  const read = ['pkey', '-inform', 'DER'];
  const pass = ['-passout', `pass:${PASSPHRASE}`];
  const encrypt = ['pkcs8', '-topk8', '-inform', 'DER', ...pass];
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const traditional = derAndPem([...read, '-traditional'], pkcs8);
  // OpenSSL answers with PKCS #8 where there is nothing older.
  const isOlder = traditional[1] !== undefined && !String(traditional[1]).includes('BEGIN PRIVATE KEY');
  const locked = isOlder ? tryOpenssl([...read, '-traditional', '-aes128', ...pass], pkcs8) : undefined;
  return {
    'PKCS #8': [pkcs8, openssl(read, pkcs8), openssl(read, pkcs8).toString()],
    'PKCS #8, encrypted': [
      ...derAndPem([...encrypt, '-v2', 'aes-256-cbc'], pkcs8),
      openssl([...encrypt, '-v2', 'des3', '-v2prf', 'hmacWithSHA1'], pkcs8),
      openssl([...encrypt, '-v2', 'aes-128-cbc', '-scrypt'], pkcs8),
      openssl([...encrypt, '-v1', 'PBE-SHA1-3DES'], pkcs8),
    ],
    'PKCS #1, SEC 1': isOlder ? traditional : [],
    'the same, encrypted': [locked?.toString()],
    JWK: [kind.explicit ? undefined : attempt(() => key.export({ format: 'jwk' }) as FormatInput)],
    KeyObject: [key],
    CryptoKey: await cryptoKeys(kind, 'pkcs8', pkcs8),
  };
}

/** The SPKI that other software reads from each format the library writes. */
async function publicOutputs(
  kind: Kind,
  template: KeyTemplate,
): Promise<Record<string, (Buffer | undefined)[]>> {
  const pkeyIn = (form: string) => ['pkey', '-pubin', '-inform', form, '-pubout', '-outform', 'DER'];
  const rsaIn = (form: string) => ['rsa', '-RSAPublicKey_in', '-inform', form, '-pubout', '-outform', 'DER'];
  const spki = (key: KeyObject) => key.export({ format: 'der', type: 'spki' });
  const pkcs1 = refusable(() => fromTemplate(template, 'pkcs1-der'));
  const jwk = refusable(() => fromTemplate(template, 'jwk'));
  const raw = refusable(() => fromTemplate(template, 'raw'));
  const webKeys = await Promise.all(
    (kind.webCrypto ?? []).map(async (algorithm) =>
      spki(KeyObject.from(await toCryptoKey(template, { algorithm: algorithm as { name: string } }))),
    ),
  );
  return {
    SPKI: [
      openssl(pkeyIn('DER'), fromTemplate(template, 'spki-der')),
      openssl(pkeyIn('PEM'), fromTemplate(template, 'spki-pem')),
    ],
    'PKCS #1': pkcs1
      ? [openssl(rsaIn('DER'), pkcs1), openssl(rsaIn('PEM'), fromTemplate(template, 'pkcs1-pem'))]
      : [],
    JWK: [jwk && spki(createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }))],
    KeyObject: [spki(fromTemplate(template, 'key-object'))],
    CryptoKey: webKeys,
    raw: [raw && Buffer.from(raw)],
  };
}

/** The PKCS #8 that other software reads from each format the library writes. */
async function privateOutputs(
  kind: Kind,
  template: KeyTemplate,
): Promise<Record<string, (Buffer | undefined)[]>> {
  const read = (form: string) => [...TO_PKCS8, '-inform', form];
  const unlock = (form: string) => [...read(form), '-passin', `pass:${PASSPHRASE}`];
  const locking = { passphrase: PASSPHRASE, iterations: 1000 };
  const pkcs8 = (key: KeyObject) => key.export({ format: 'der', type: 'pkcs8' });
  const jwk = refusable(() => fromTemplate(template, 'jwk'));
  const raw = refusable(() => fromTemplate(template, 'raw'));
  const older = (['pkcs1', 'sec1'] as const).flatMap((name) => {
    const der = refusable(() => fromTemplate(template, `${name}-der`));
    const pem = refusable(() => fromTemplate(template, `${name}-pem`));
    return [der ? openssl(read('DER'), der) : undefined, pem ? openssl(read('PEM'), pem) : undefined];
  });
  const options = { extractable: true };
  const webKeys = await Promise.all(
    (kind.webCrypto ?? []).map(async (algorithm) =>
      pkcs8(
        KeyObject.from(await toCryptoKey(template, { ...options, algorithm: algorithm as { name: string } })),
      ),
    ),
  );
  return {
    'PKCS #8': [
      openssl(read('DER'), fromTemplate(template, 'pkcs8-der')),
      openssl(read('PEM'), fromTemplate(template, 'pkcs8-pem')),
    ],
    'PKCS #8, encrypted': [
      openssl(unlock('DER'), fromTemplate(template, 'pkcs8-der', locking)),
      openssl(unlock('PEM'), fromTemplate(template, 'pkcs8-pem', locking)),
    ],
    'PKCS #1, SEC 1': older,
    'the same, encrypted': [],
    JWK: [jwk && pkcs8(createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' }))],
    KeyObject: [pkcs8(fromTemplate(template, 'key-object'))],
    CryptoKey: webKeys,
    raw: [raw && Buffer.from(raw)],
  };
}

const print = (pkcs8: Buffer) =>
  printedParts(openssl(['pkey', '-inform', 'DER', '-text', '-noout'], pkcs8).toString());

/** A template's values as the openssl command prints the key. */
function assertPrinted(
  kind: Kind,
  template: KeyTemplate,
  parts: Readonly<Record<string, string>>,
  pkcs8: Buffer,
) {
  const printed = print(pkcs8);
  const fixedSize = template.keyType === 'EC_EDWARDS' || template.keyType === 'EC_MONTGOMERY';
  for (const [name, label] of Object.entries(parts)) {
    let value = Buffer.from(template[name as 'value']!);
    if (name === 'ecPoint') value = value.subarray(value.length - printed[label]!.length);
    const expected = printed[label]!;
    const start = fixedSize ? 0 : expected.findIndex((digit) => digit !== 0);
    assert.deepEqual(value, expected.subarray(start), `${kind.name}: ${name}`);
  }
  const dump = openssl(
    ['asn1parse', '-inform', 'DER'],
    openssl(['pkey', '-inform', 'DER', '-pubout', '-outform', 'DER'], pkcs8),
  );
  const integers = [...dump.toString().matchAll(/INTEGER +:([0-9A-F]+)/g)].map(([, digits]) =>
    BigInt(`0x${digits}`),
  );
  for (const [index, name] of (kind.parameters ?? []).entries()) {
    const value = Buffer.from(template[name as 'prime']!).toString('hex');
    assert.equal(BigInt(`0x${value}`), integers[index], `${kind.name}: ${name}`);
  }
}

function row(
  columns: readonly string[],
  inputs: Record<string, Inputs>,
  outputs: Record<string, readonly unknown[]>,
): Row {
  const has = (found: readonly unknown[] | undefined) => found?.some((each) => each !== undefined) ?? false;
  return Object.fromEntries(
    columns.map((name) => [name, { in: has(inputs[name]), out: has(outputs[name]) }]),
  );
}

/** Takes a new key of this kind through every format in both directions; each is judged by other software. */
export async function examine(kind: Kind): Promise<{ readonly public: Row; readonly private: Row }> {
  const pkcs8 = makeKey(kind);
  const spki = openssl(['pkey', '-inform', 'DER', '-pubout', '-outform', 'DER'], pkcs8);
  const { privateKey, publicKey } = toTemplates(pkcs8);
  assert.ok(privateKey && publicKey);
  assertPrinted(kind, privateKey, kind.privateParts, pkcs8);
  assertPrinted(kind, publicKey, kind.publicParts, pkcs8);

  const publics = await publicInputs(kind, pkcs8, spki);
  for (const [name, inputs] of Object.entries(publics)) {
    for (const input of inputs) {
      if (input === undefined) continue;
      const { certificate, ...key } = toTemplates(input);
      assert.deepEqual(key, { publicKey }, `${kind.name} from ${name}`);
      assert.equal(certificate !== undefined, name === 'X.509');
    }
  }
  const privates = await privateInputs(kind, pkcs8);
  for (const [name, inputs] of Object.entries(privates)) {
    for (const input of inputs) {
      if (input === undefined) continue;
      const read = toTemplates(input, { passphrase: PASSPHRASE });
      assert.deepEqual(read, { privateKey, publicKey }, `${kind.name} from ${name}`);
    }
  }

  const publicWritten = await publicOutputs(kind, publicKey);
  for (const [name, outputs] of Object.entries(publicWritten)) {
    for (const output of outputs) {
      if (output === undefined) continue;
      const expected = name === 'raw' ? spki.subarray(spki.length - output.length) : spki;
      assert.deepEqual(output, expected, `${kind.name} to ${name}`);
    }
  }
  const privateWritten = await privateOutputs(kind, privateKey);
  for (const [name, outputs] of Object.entries(privateWritten)) {
    for (const output of outputs) {
      if (output === undefined) continue;
      const expected = name === 'raw' ? print(pkcs8).priv : pkcs8;
      assert.deepEqual(output, expected, `${kind.name} to ${name}`);
    }
  }
  return {
    public: row(PUBLIC_COLUMNS, publics, publicWritten),
    private: row(PRIVATE_COLUMNS, privates, privateWritten),
  };
}
