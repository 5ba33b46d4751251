import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { FormatError, fromTemplate, type Jwk, toTemplates } from '../../src/formats/formats.ts';
import type { KeyTemplate } from '../../src/formats/key-template.ts';
import { CKP } from '../../src/spec/constants.ts';
import type { Row } from './matrix.ts';

/** A key as OpenSSL and Node wrote it (scripts/generate-post-quantum-vectors.mjs); all but the JWK in base64. */
export interface PostQuantumVector {
  readonly name: string;
  readonly seed?: string;
  readonly private: string;
  readonly public: string;
  readonly spki: string;
  readonly pkcs8: { readonly both?: string; readonly seed?: string; readonly private: string };
  readonly certificate?: string;
  readonly jwk: Jwk;
}

export const VECTORS: readonly PostQuantumVector[] = JSON.parse(
  readFileSync(new URL('post-quantum-keys.json', import.meta.url), 'utf8'),
).vectors;

const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, 'base64'));
const kindOf = (vector: PostQuantumVector) => vector.name.split('-').slice(0, 2).join('-');

function known(open: () => KeyObject): KeyObject | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}

function templatesOf(vector: PostQuantumVector): { publicKey: KeyTemplate; privateKey: KeyTemplate } {
  const constant = vector.name.replaceAll('-', '_').toUpperCase() as keyof typeof CKP;
  const common = {
    keyType: kindOf(vector).replace('-', '_') as 'ML_DSA',
    parameterSet: CKP[constant],
  } as const;
  return {
    publicKey: { class: 'PUBLIC_KEY', ...common, value: bytes(vector.public) as Uint8Array<ArrayBuffer> },
    privateKey: {
      class: 'PRIVATE_KEY',
      ...common,
      value: bytes(vector.private) as Uint8Array<ArrayBuffer>,
      ...(vector.seed && { seed: bytes(vector.seed) as Uint8Array<ArrayBuffer> }),
    },
  };
}

/** Takes the vector through every format; what is read and written must be what OpenSSL and Node have. */
export function examineVector(vector: PostQuantumVector): { readonly public: Row; readonly private: Row } {
  const { publicKey, privateKey } = templatesOf(vector);
  const { name, pkcs8, jwk } = vector;
  const spki = bytes(vector.spki);
  const nodeKey = known(() => createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }));

  assert.deepEqual(toTemplates(spki), { publicKey });
  assert.deepEqual(Buffer.from(fromTemplate(publicKey, 'spki-der')), Buffer.from(spki));
  assert.deepEqual(toTemplates(fromTemplate(publicKey, 'spki-pem')), { publicKey });
  assert.deepEqual(Buffer.from(fromTemplate(publicKey, 'raw')), Buffer.from(vector.public, 'base64'));
  assert.deepEqual(Buffer.from(fromTemplate(privateKey, 'raw')), Buffer.from(vector.private, 'base64'));
  if (vector.certificate) {
    assert.deepEqual(toTemplates(bytes(vector.certificate)).publicKey, publicKey);
  }

  const forms: Record<string, KeyTemplate> = { both: privateKey, private: privateKey };
  if (vector.seed) {
    const { value, ...onlySeed } = privateKey;
    const { seed, ...onlyValue } = privateKey;
    Object.assign(forms, { private: onlyValue, seed: onlySeed });
  }
  for (const [form, der] of Object.entries(pkcs8)) {
    const template = forms[form]!;
    const read = toTemplates(bytes(der));
    assert.deepEqual(read.privateKey, template, `${name}: PKCS #8, ${form}`);
    // An ML-DSA key by its value, and any by its seed, takes an OpenSSL that computes with it.
    if (read.publicKey || nodeKey) assert.deepEqual(read.publicKey, publicKey, `${name}: ${form}`);
    assert.deepEqual(fromTemplate(template, 'pkcs8-der'), bytes(der));
    const locked = fromTemplate(template, 'pkcs8-pem', { passphrase: 'p', iterations: 10 });
    assert.deepEqual(toTemplates(locked, { passphrase: 'p' }), read);
    if (nodeKey) {
      const key = createPrivateKey({ key: fromTemplate(template, 'pkcs8-pem'), format: 'pem' });
      assert.ok(createPublicKey(key).equals(nodeKey));
      assert.ok(fromTemplate(template, 'key-object').equals(key));
    } else assert.throws(() => fromTemplate(template, 'key-object'), FormatError);
  }
  const { priv, ...publicJwk } = jwk;
  assert.deepEqual(toTemplates(publicJwk), { publicKey });
  assert.deepEqual(fromTemplate(publicKey, 'jwk'), publicJwk);
  const fromJwk = toTemplates(jwk);
  assert.deepEqual(fromJwk, { privateKey: forms.seed ?? privateKey, publicKey });
  const writable = nodeKey !== undefined || !vector.seed || name.startsWith('ML-KEM');
  if (writable) assert.deepEqual(fromTemplate(privateKey, 'jwk'), jwk);
  else assert.throws(() => fromTemplate(privateKey, 'jwk'), FormatError);
  if (nodeKey) {
    assert.ok(createPublicKey({ key: publicJwk as JsonWebKey, format: 'jwk' }).equals(nodeKey));
    assert.deepEqual(toTemplates(nodeKey), { publicKey });
    assert.ok(fromTemplate(publicKey, 'key-object').equals(nodeKey));
  } else assert.throws(() => fromTemplate(publicKey, 'key-object'), FormatError);

  const both = { in: true, out: true };
  const none = { in: false, out: false };
  // What a Node without these keys cannot show, one from 24.7 on does in this same function.
  return {
    public: {
      SPKI: both,
      'PKCS #1': none,
      JWK: both,
      KeyObject: both,
      CryptoKey: none,
      raw: { in: false, out: true },
      'X.509': { in: vector.certificate !== undefined, out: false },
    },
    private: {
      'PKCS #8': both,
      'PKCS #8, encrypted': both,
      'PKCS #1, SEC 1': none,
      'the same, encrypted': none,
      JWK: both,
      KeyObject: both,
      CryptoKey: none,
      raw: { in: false, out: true },
    },
  };
}
