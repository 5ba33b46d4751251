import assert from 'node:assert/strict';
import { constants, createPublicKey, type KeyObject, publicEncrypt, verify } from 'node:crypto';
import type { PublicKeyOf, Session } from 'cryptoki';

/** RSA encryption: anyone encrypts with the public key, and only the token decrypts. */
export async function rsaEncryption(session: Session): Promise<string> {
  const data = Buffer.from('INPUT DATA');
  const { publicKey, privateKey } = await session.generateKeyPair('RSA', { bits: 2048 });

  // The default mechanism is RSA_PKCS_OAEP with SHA-1, the one that every token has.
  const exported = await exportKey(publicKey);
  const theirs = publicEncrypt(
    { key: exported, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
    data,
  );
  assert.deepEqual(Buffer.from(await privateKey.decrypt(theirs)), data);

  const ours = await publicKey.encrypt(data);
  assert.deepEqual(Buffer.from(await privateKey.decrypt(ours)), data);

  return 'OAEP: node:crypto encrypts, the token decrypts';
}

/** RSA signatures, in both paddings where the token has both: node:crypto accepts what the token signs. */
export async function rsaSignature(session: Session): Promise<string> {
  const data = Buffer.from('INPUT DATA');
  const { publicKey, privateKey } = await session.generateKeyPair('RSA', { bits: 2048 });
  const exported = await exportKey(publicKey);

  // The default mechanism is SHA512_RSA_PKCS.
  const signature = await privateKey.sign(data);
  assert.ok(verify('sha512', data, exported, signature));
  assert.ok(!verify('sha512', Buffer.from('OTHER DATA'), exported, signature));

  // Not every token has the newer padding: this is how to ask before.
  const offered = await session.token.getMechanisms();
  if (!offered.has('SHA256_RSA_PKCS_PSS')) return 'PKCS #1: node:crypto accepts it (no PSS here)';
  const pss = await privateKey.sign(data, { mechanism: 'SHA256_RSA_PKCS_PSS' });
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  assert.ok(verify('sha256', data, { key: exported, padding, saltLength: 32 }, pss));

  return 'PKCS #1 and PSS: node:crypto accepts both';
}

/** The public half is two numbers, which is what a JSON Web Key is made of. */
async function exportKey(publicKey: PublicKeyOf<'RSA'>): Promise<KeyObject> {
  const n = Buffer.from(await publicKey.get('modulus')).toString('base64url');
  const e = Buffer.from(await publicKey.get('publicExponent')).toString('base64url');
  return createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
}
