import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Session } from 'cryptoki';

/** 3DES, for systems that still need it: the token and node:crypto understand each other. */
export async function tripleDes(session: Session): Promise<string> {
  const data = Buffer.from('INPUT DATA');
  const key = await session.generateKey('DES3', { template: { sensitive: false, extractable: true } });

  // DES blocks are fixed at 8 bytes. The default mechanism is DES3_CBC_PAD.
  const iv = await session.generateRandom(8);
  const ciphertext = await key.encrypt(data, { iv });

  const value = await key.get('value');
  const decipher = createDecipheriv('des-ede3-cbc', value, iv);
  assert.deepEqual(Buffer.concat([decipher.update(ciphertext), decipher.final()]), data);

  const cipher = createCipheriv('des-ede3-cbc', value, iv);
  const theirs = Buffer.concat([cipher.update(data), cipher.final()]);
  assert.deepEqual(Buffer.from(await key.decrypt(theirs, { iv })), data);

  return '3DES-CBC: node:crypto decrypts it, and vice versa';
}
