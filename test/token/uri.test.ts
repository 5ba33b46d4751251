// PKCS #11 URIs on a real token; that p11tool agrees with what is printed is tested in test/uri.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseUri } from '../../src/codec/uri/uri.ts';
import { openUri, openUriSync } from '../../src/uri/uri.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const { module } = token;
const folder = await mkdtemp(join(tmpdir(), 'cryptoki-uri-'));
after(() => rm(folder, { recursive: true, force: true }));

const session = await token.open({ userPin: device.pin, readWrite: true });
const KINDS = {
  EC: [{ curve: 'P-256' }, { mechanism: 'ECDSA' }],
  RSA: [{ bits: 2048 }, { mechanism: 'RSA_PKCS' }],
} as const;
const kind = (await token.getMechanisms()).has('ECDSA') ? 'EC' : 'RSA';
const [size, signing] = KINDS[kind];
const { given, twice } = await requires(token, `${kind} key pairs`, 'stored data objects');
const guesses = await requires(token, `${kind} key pairs`, 'stored data objects', 'wrong PINs without end');
const id = Uint8Array.of(1, 0xfe, 0xff);
const pair = await given(() =>
  session.generateKeyPair(kind, { ...size, store: true, label: 'mail key', id }),
);
const uri = await given(() => pair.privateKey.getUri());
const digest = new Uint8Array(32).fill(7);

/** Whether a key found by URI is the key that the URI was made of. */
async function assertSameKey(found: unknown): Promise<void> {
  const key = found as typeof pair.privateKey;
  assert.equal(key.objectClass, 'PRIVATE_KEY');
  const signature = await key.sign(digest, signing);
  assert.equal(await pair.publicKey.verify(digest, signature, signing), true);
}

twice('objects, tokens and slots have URIs', async ({ call }) => {
  const parsed = parseUri(await call(pair.privateKey, 'getUri'));
  assert.equal(parsed.token, device.label);
  assert.equal(parsed.serial, token.serialNumber);
  assert.equal(parsed.object, 'mail key');
  assert.deepEqual(parsed.id, id);
  assert.equal(parsed.type, 'private');
  assert.equal(parseUri(token.uri).token, device.label);
  assert.equal(parseUri(token.slot.uri).slotId, token.slot.id);
});

twice('queries are URIs, too', async ({ call, all }) => {
  await assertSameKey(await call(session, 'getKey', uri));
  await assertSameKey(await call(session, 'getKey', parseUri(uri)));
  assert.equal((await all(session, 'getObjects', uri.replace(';type=private', ''))).length, 2);
  await assert.rejects(async () => call(session, 'getKey', 'pkcs11:token=OTHER;object=mail%20key'), {
    name: 'RangeError',
    message: /another token than "DEMO"/,
  });
  await assert.rejects(
    async () => call(session, 'getKey', `pkcs11:slot-id=${Number(token.slot.id) + 1};object=x`),
    RangeError,
  );
  await assert.rejects(async () => call(session, 'getKey', 'pkcs11:x-vendor=1;object=x'), {
    code: 'ERR_NOT_SUPPORTED',
  });
  await assert.rejects(async () => call(session, 'getKey', 'mail key'), TypeError);
  await assert.rejects(async () => call(session, 'getKey', 'pkcs11:object'), { code: 'ERR_URI_INVALID' });
});

twice('module.open finds the object, logged in by the PIN of the URI', async ({ call }) => {
  const pinFile = join(folder, 'pin');
  writeFileSync(pinFile, `${device.pin}\n`, { mode: 0o600 });
  for (const [text, options] of [
    [`${uri}?pin-value=${device.pin}`, {}],
    [`${uri}?pin-source=file:${pinFile}`, {}],
    [uri, { userPin: device.pin }],
  ] as const) {
    const key = await call(module, 'open', text, options);
    await assertSameKey(key);
    await call(key.session, 'close');
  }
});

twice('module.open leaves no session behind when it fails, and shows no PIN', async ({ call }) => {
  const failures = [
    ['pkcs11:token=OTHER;object=mail%20key', 'ERR_NO_SUCH_TOKEN'],
    [`pkcs11:token=DEMO;object=none?pin-value=${device.pin}`, 'ERR_NO_SUCH_OBJECT'],
    [`${uri.replace(';type=private', '')}?pin-value=${device.pin}`, 'ERR_MULTIPLE_OBJECTS'],
  ] as const;
  for (const [text, code] of failures) {
    await assert.rejects(
      async () => call(module, 'open', text),
      (error: Error & { code?: string }) => {
        assert.equal(error.code, code);
        assert.ok(!error.message.includes('pin-value') && !error.message.includes(device.pin), error.message);
        return true;
      },
    );
  }
  await assert.rejects(
    async () => call(module, 'open', `pkcs11:token=DEMO?pin-value=${device.pin}`),
    TypeError,
  );
  await assert.rejects(async () => call(module, 'open', uri, { soPin: 'x' }), /unknown option "soPin"/);
});

guesses('module.open with a wrong PIN, which it does not show', async ({ call }) => {
  await session.close();
  await assert.rejects(
    async () => call(module, 'open', `${uri}?pin-value=98765`),
    (error: Error & { code?: string }) => {
      assert.equal(error.code, 'CKR_PIN_INCORRECT');
      assert.ok(!error.message.includes('pin-value') && !error.message.includes('98765'), error.message);
      return true;
    },
  );
  // Every session being closed, the login went too: a wrong PIN is refused again.
  await assert.rejects(async () => call(token, 'open', { userPin: 'wrong' }), { code: 'CKR_PIN_INCORRECT' });
});

twice('openUri loads the module that the URI names', async ({ mode }) => {
  const text = `${uri}?module-path=${device.modulePath}&pin-value=${device.pin}`;
  const key = mode === 'sync' ? openUriSync(text) : await openUri(text);
  assert.equal(key.session.token.module, module);
  assert.equal(key.objectClass, 'PRIVATE_KEY');
  await key.session.close();
  await module.close();
});
