import assert from 'node:assert/strict';
import { createSecretKey, KeyObject, randomBytes } from 'node:crypto';
import type { KeyTypeName } from '../../src/codec/names.ts';
import { fromTemplate, toCryptoKey, toTemplates } from '../../src/formats/formats.ts';
import type { Row } from './matrix.ts';

interface Algorithm {
  readonly name: string;
  readonly hash?: string;
}

/** Types of secret keys, with their sizes and an algorithm of the Web Cryptography API that takes them. */
export const SECRETS: readonly (readonly [KeyTypeName, readonly number[], Algorithm?])[] = [
  ['AES', [16, 24, 32], { name: 'AES-GCM' }],
  ['DES3', [24]],
  ['DES2', [16]],
  ['GENERIC_SECRET', [1, 20, 64], { name: 'HMAC', hash: 'SHA-256' }],
];

export async function examineSecret([as, sizes, algorithm]: (typeof SECRETS)[number]): Promise<Row> {
  for (const size of sizes) {
    const value = Uint8Array.from(randomBytes(size));
    const secretKey = { class: 'SECRET_KEY', keyType: as, value } as const;
    const key = createSecretKey(value);
    const jwk = key.export({ format: 'jwk' });
    assert.deepEqual(toTemplates(value, { as }), { secretKey });
    assert.deepEqual(toTemplates(key, { as }), { secretKey });
    assert.deepEqual(toTemplates(jwk as { kty: string }, { as }), { secretKey });
    assert.deepEqual(fromTemplate(secretKey, 'raw'), value);
    assert.deepEqual(fromTemplate(secretKey, 'jwk'), jwk);
    assert.ok(fromTemplate(secretKey, 'key-object').equals(key));
    if (algorithm) {
      const webKey = await toCryptoKey(secretKey, { algorithm, extractable: true });
      assert.ok(KeyObject.from(webKey).equals(key));
      assert.deepEqual(toTemplates(webKey), { secretKey }, 'the algorithm tells the type');
    }
  }
  const both = { in: true, out: true };
  const web = algorithm !== undefined;
  return { raw: both, JWK: both, KeyObject: both, CryptoKey: { in: web, out: web } };
}
