import assert from 'node:assert/strict';
import { createDecipheriv, getDiffieHellman } from 'node:crypto';
import type { Session } from 'cryptoki';

/** Diffie-Hellman: the token and node:crypto agree on a key that neither has sent. */
export async function diffieHellman(session: Session): Promise<string> {
  // The other party, and the parameters that both know: group 14 of RFC 3526.
  const other = getDiffieHellman('modp14');
  const othersValue = other.generateKeys();

  const parameters = await session.createDomainParameters('DH', {
    prime: other.getPrime(),
    base: other.getGenerator(),
  });
  const { publicKey, privateKey } = await parameters.generateKeyPair();

  // Each sends its public value to the other; each derives the same key from what it gets.
  const ours = await privateKey.deriveKey('AES', { bits: 128, publicValue: othersValue });
  const secret = other.computeSecret(await publicKey.get('value'));
  // Of a longer secret the token keeps the last bytes (PKCS #11, CKM_DH_PKCS_DERIVE).
  const theirs = secret.subarray(-16);

  // Ours cannot be read. That it is the same shows when theirs decrypts what ours encrypts.
  const iv = await session.generateRandom(16);
  const ciphertext = await ours.encrypt('INPUT DATA', { iv });
  const decipher = createDecipheriv('aes-128-cbc', theirs, iv);
  assert.equal(decipher.update(ciphertext, undefined, 'utf8') + decipher.final('utf8'), 'INPUT DATA');

  return 'group 14: node:crypto derives the same AES key';
}
