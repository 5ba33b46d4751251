import assert from 'node:assert/strict';
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { PublicKeyOf, Session } from 'cryptoki';
import { opensslVerifies } from '../openssl.ts';

/** ECDSA: the openssl command accepts what the token signs. */
export async function ecdsa(session: Session): Promise<string> {
  const { publicKey, privateKey } = await session.generateKeyPair('EC', { curve: 'P-256' });

  // The default mechanism is ECDSA_SHA512; for a token that signs hashes only, the library makes the hash.
  const signature = await privateKey.sign('INPUT DATA', { format: 'der' });

  const exported = (await exportKey(publicKey)).export({ type: 'spki', format: 'der' });
  assert.ok(await opensslVerifies(exported, 'INPUT DATA', signature));
  assert.ok(!(await opensslVerifies(exported, 'OTHER DATA', signature)));
  assert.ok(await publicKey.verify('INPUT DATA', signature, { format: 'der' }));

  return 'P-256: openssl accepts it, and for no other data';
}

async function exportKey(publicKey: PublicKeyOf<'EC'>): Promise<KeyObject> {
  // A byte 04, then x and y. Tokens put a DER header of two bytes before it, or none.
  const point = Buffer.from(await publicKey.get('ecPoint')).subarray(-65);
  const x = point.subarray(1, 33).toString('base64url');
  const y = point.subarray(33).toString('base64url');
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
}
