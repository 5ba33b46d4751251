import assert from 'node:assert/strict';
import { createDecipheriv, createECDH } from 'node:crypto';
import type { Session } from 'cryptoki';

/** Diffie-Hellman on an elliptic curve: the token and node:crypto agree on a key that neither has sent. */
export async function ecdh(session: Session): Promise<string> {
  const other = createECDH('prime256v1');
  const othersPoint = other.generateKeys();

  const { publicKey, privateKey } = await session.generateKeyPair('EC', { curve: 'P-256' });

  // Each sends its point to the other; each derives the same key from what it gets.
  const ours = await privateKey.deriveKey('AES', { bits: 256, kdf: 'NULL', publicKey: othersPoint });
  const point = (await publicKey.get('ecPoint')).subarray(-65);
  const theirs = other.computeSecret(point);

  // Ours cannot be read. That it is the same shows when theirs decrypts what ours encrypts.
  const iv = await session.generateRandom(16);
  const ciphertext = await ours.encrypt('INPUT DATA', { iv });
  const decipher = createDecipheriv('aes-256-cbc', theirs, iv);
  assert.equal(decipher.update(ciphertext, undefined, 'utf8') + decipher.final('utf8'), 'INPUT DATA');

  return 'P-256: node:crypto derives the same AES key';
}
