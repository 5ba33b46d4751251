import assert from 'node:assert/strict';
import type { Session } from 'cryptoki';
import { dsaPublicKey, opensslVerifies } from '../openssl.ts';

/** DSA: the openssl command accepts what the token signs. */
export async function dsa(session: Session): Promise<string> {
  // The token makes the domain parameters, and the keys from them.
  const { publicKey, privateKey } = await session.generateKeyPair('DSA', { bits: 2048 });

  // The default mechanism is DSA_SHA512. OpenSSL wants r and s in DER.
  const signature = await privateKey.sign('INPUT DATA', { format: 'der' });

  const exported = await dsaPublicKey({
    prime: await publicKey.get('prime'),
    subprime: await publicKey.get('subprime'),
    base: await publicKey.get('base'),
    value: await publicKey.get('value'),
  });
  assert.ok(await opensslVerifies(exported, 'INPUT DATA', signature));
  assert.ok(!(await opensslVerifies(exported, 'OTHER DATA', signature)));
  assert.ok(await publicKey.verify('INPUT DATA', signature, { format: 'der' }));

  return '2048 bits: openssl accepts it, and for no other data';
}
