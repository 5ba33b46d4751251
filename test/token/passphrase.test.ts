// Keys that a passphrase protects: what it takes to make the key of a passphrase happens beside the event loop.
import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { fromTemplate, toTemplates } from '../../src/formats/formats.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const passphrase = 'correct horse';
/** About a second of work. */
const iterations = 2_500_000;
const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
const { privateKey: template } = toTemplates(pair.privateKey);

/** How often timers came due while something was under way. */
async function turns(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const timer = setInterval(() => count++, 5);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return count;
}

const same = (key: KeyObject): boolean => key.equals(pair.privateKey);

const imported = await requires(token, 'imported RSA keys of 1024 bits');
const readable = await requires(token, 'imported RSA keys of 1024 bits', 'readable RSA private keys');

imported.test('the event loop goes on while an encrypted key is imported', async () => {
  const pem = fromTemplate(template!, 'pkcs8-pem', { passphrase, iterations });
  assert.ok(same(createPrivateKey({ key: pem, passphrase })));
  const count = await turns(async () => {
    const { privateKey } = await session.importKey(pem, { passphrase, keyType: 'RSA' });
    await privateKey!.destroy();
  });
  assert.ok(count >= 10, `${count} turns`);
});

readable.test('the event loop goes on while a key is exported with a passphrase', async () => {
  const { privateKey } = await session.importKey(pair.privateKey, {
    privateTemplate: { extractable: true, sensitive: false },
  });
  let pem = '';
  const count = await turns(async () => {
    pem = await privateKey!.export('pkcs8-pem', { passphrase, iterations });
  });
  assert.ok(same(createPrivateKey({ key: pem, passphrase })));
  assert.ok(count >= 10, `${count} turns`);
});

imported.test('a wrong passphrase is told as such', async () => {
  const pem = fromTemplate(template!, 'pkcs8-pem', { passphrase, iterations: 10 });
  await assert.rejects(session.importKey(pem, { passphrase: 'wrong' }), /passphrase is wrong/);
});
