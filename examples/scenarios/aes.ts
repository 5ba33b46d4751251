import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Session } from 'cryptoki';

/** AES: what the token encrypts, node:crypto decrypts, and the other way round. */
export async function aes(session: Session): Promise<string> {
  const data = Buffer.from('INPUT DATA');

  // A key is sensitive and stays on the token unless told otherwise; here node:crypto needs it, too.
  const key = await session.generateKey('AES', {
    bits: 256,
    template: { sensitive: false, extractable: true },
  });

  // AES blocks are fixed at 16 bytes. The default mechanism is AES_CBC_PAD.
  const iv = await session.generateRandom(16);
  const ciphertext = await key.encrypt(data, { iv });

  const value = await key.get('value');
  const decipher = createDecipheriv('aes-256-cbc', value, iv);
  assert.deepEqual(Buffer.concat([decipher.update(ciphertext), decipher.final()]), data);

  const cipher = createCipheriv('aes-256-cbc', value, iv);
  const theirs = Buffer.concat([cipher.update(data), cipher.final()]);
  assert.deepEqual(Buffer.from(await key.decrypt(theirs, { iv })), data);

  return 'AES-256-CBC: node:crypto decrypts it, and vice versa';
}
