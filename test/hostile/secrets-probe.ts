// A program whose memory secrets.test.ts reads. For each case it makes a secret, tells it masked, and waits; then uses it
// as a caller would, wipes its own bytes, and waits again. Nothing here keeps a second copy.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  fromTemplate,
  fromTemplateLater,
  toTemplates,
  toTemplatesLater,
  unwrapKeyBytes,
  wrapKeyBytes,
} from '../../src/formats/formats.ts';
import { type KeyInput, loadModule, type Session } from '../../src/index.ts';
import { parseUri, readPin } from '../../src/uri/uri.ts';
import { HostileControl } from '../support/hostile-control.ts';
import { PASSPHRASE, PRIVATE_KEYS } from './private-keys.ts';

const path = process.argv[2]!;
new HostileControl(path).honest();
const collect = (globalThis as { gc?: () => void }).gc!;

const folder = mkdtempSync(join(tmpdir(), 'cryptoki-secrets-'));
const pinFile = join(folder, 'pin');
const keyFile = join(folder, 'key.pem');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const answers = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
async function say(line: string): Promise<void> {
  console.log(line);
  await answers.next();
}

const module = await loadModule(path);
const token = await module.getToken({ label: 'HOSTILE' });
const slot = token.slot;

/** A moment in which V8 moves what lives on its heap. */
async function moment(): Promise<void> {
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
}

async function withSession(use: (session: Session) => unknown): Promise<void> {
  await using session = await token.open({ readWrite: true, concurrency: 2 });
  await use(session);
}

const { privateKey: somebodys } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
writeFileSync(keyFile, somebodys.export({ type: 'sec1', format: 'pem' }));
const AES = { class: 'SECRET_KEY', keyType: 'AES' } as const;
const CBC = { iv: new Uint8Array(16) };
/** AES keys of the hostile module. */
const keyOf = async (session: Session) => {
  for await (const key of session.getObjects(AES)) return key;
  throw new Error('no key');
};

/** The key in PEM, encrypted by the openssl command, which gets the passphrase through a pipe. */
function encrypted(args: readonly string[], passphrase: Uint8Array): string {
  const { status, stdout, stderr } = spawnSync('openssl', [...args, '-in', keyFile, '-passout', 'stdin'], {
    input: passphrase,
  });
  assert.equal(status, 0, String(stderr));
  return String(stdout);
}

async function readEncrypted(text: string, passphrase: Uint8Array): Promise<void> {
  const reading = toTemplatesLater(text, { passphrase });
  await moment();
  await reading;
  toTemplates(text, { passphrase });
  await withSession(async (session) => {
    const importing = session.importKey(text, { passphrase });
    await moment();
    await importing;
    session.importKeySync(text, { passphrase });
  });
}

/** Imports it with and without waiting, and wipes it where it is bytes. */
async function importPrivate(key: KeyInput): Promise<void> {
  await withSession(async (session) => {
    const importing = session.importKey(key, { passphrase: PASSPHRASE });
    await moment();
    await importing;
    session.importKeySync(key, { passphrase: PASSPHRASE });
  });
  if (key instanceof Uint8Array) key.fill(0);
}

type Case = (secret: Uint8Array<ArrayBuffer>) => Promise<void>;

const PRIVATE_KEY_CASES: Readonly<Record<string, Case>> = Object.fromEntries(
  Object.entries(PRIVATE_KEYS).map(([name, make]) => [
    `private key: ${name}`,
    async (value) => {
      await importPrivate(make(value));
      // OpenSSL wipes what it has when its objects are collected.
      await moment();
      await moment();
    },
  ]),
);

const CASES: Readonly<Record<string, Case>> = {
  ...PRIVATE_KEY_CASES,
  async 'PIN in bytes'(userPin) {
    const opening = token.open({ userPin });
    await moment();
    await (await opening).close();
  },
  async 'PIN in bytes, synchronously'(userPin) {
    token.openSync({ userPin }).closeSync();
  },
  async 'PIN by callback'(secret) {
    const userPin = async () => {
      await moment();
      return secret;
    };
    await (await token.open({ userPin })).close();
  },
  async 'PIN by callback, synchronously'(secret) {
    token.openSync({ userPin: () => secret }).closeSync();
  },
  async 'PIN of an operation'(pin) {
    await withSession(async (session) => {
      const key = await keyOf(session);
      const signing = key.sign('x', { pin });
      await moment();
      await signing;
      key.signSync('x', { pin });
    });
  },
  async 'setPin, initPin, initToken'(pin) {
    await withSession(async (session) => {
      const changing = [session.setPin(pin, pin), session.initPin(pin)];
      await moment();
      await Promise.all(changing);
      session.setPinSync(pin, pin);
      session.initPinSync(pin);
    });
    await slot.initToken({ soPin: pin, label: 'x' }).catch(() => {});
  },
  async 'key import'(value) {
    await withSession(async (session) => {
      const creating = session.createObject({ ...AES, value, label: 'imported' });
      await moment();
      await creating;
      session.createObjectSync({ ...AES, value, label: 'imported' });
    });
  },
  async 'importKey, plain and wrapped'(value) {
    await withSession(async (session) => {
      const options = { as: 'SECRET_KEY', keyType: 'AES' } as const;
      const importing = session.importKey(value, options);
      await moment();
      await importing;
      session.importKeySync(value, options);
      const secretKey = await keyOf(session);
      const wrapWith = { secretKey, value: new Uint8Array(32), mechanism: 'AES_KEY_WRAP' } as const;
      const wrapping = session.importKey(value, { ...options, wrapWith });
      await moment();
      await wrapping;
      session.importKeySync(value, { ...options, wrapWith });
    });
  },
  async 'a key among much else'(value) {
    await withSession(async (session) => {
      const template = { ...AES, value, label: 'x'.repeat(20_000), id: new Uint8Array(30_000) };
      await Promise.all([session.createObject(template), session.createObject(template)]);
    });
  },
  async 'importKey, raw'(value) {
    await withSession(async (session) => {
      const importing = session.importKey(value, { keyType: 'AES' });
      await moment();
      await importing;
      session.importKeySync(value, { keyType: 'AES', label: 'imported' });
    });
  },
  async 'importKey that comes to nothing'(value) {
    const options = { keyType: 'AES' } as const;
    const closed = await token.open({ readWrite: true });
    await closed.close();
    await assert.rejects(closed.importKey(value, options), { code: 'ERR_CLOSED' });
    assert.throws(() => closed.importKeySync(value, options), { code: 'ERR_CLOSED' });
    const closing = await token.open({ readWrite: true, concurrency: 1 });
    const importing = [closing.importKey(value, options), closing.importKey(value, options)];
    const settled = Promise.allSettled(importing);
    await closing.close();
    assert.ok((await settled).some(({ status }) => status === 'rejected'));
    await withSession(async (session) => {
      const aborted = { ...options, signal: AbortSignal.abort() };
      await assert.rejects(session.importKey(value, aborted), { code: 'ABORT_ERR' });
      assert.throws(() => session.importKeySync(value, aborted as object), TypeError);
      const controller = new AbortController();
      const given = session.importKey(value, { ...options, signal: controller.signal });
      controller.abort();
      await assert.rejects(given, { code: 'ABORT_ERR' });
    });
  },
  async 'passphrase of an encrypted key, out and in'(passphrase) {
    const { privateKey: template } = toTemplates(somebodys);
    const locked = { passphrase, iterations: 1000 };
    const exporting = fromTemplateLater(template!, 'pkcs8-der', locked);
    await moment();
    const der = await exporting;
    assert.equal(fromTemplate(template!, 'pkcs8-der', locked).byteLength, der.byteLength);
    const reading = toTemplatesLater(der, { passphrase });
    await moment();
    await reading;
    toTemplates(der, { passphrase });
    await withSession(async (session) => {
      const importing = session.importKey(der, { passphrase });
      await moment();
      await importing;
      session.importKeySync(der, { passphrase });
    });
  },
  async 'passphrase of a key encrypted as in PKCS #12'(passphrase) {
    await readEncrypted(encrypted(['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES'], passphrase), passphrase);
  },
  async 'passphrase of a key in PEM as of old (RFC 1421)'(passphrase) {
    await readEncrypted(encrypted(['ec', '-aes256'], passphrase), passphrase);
  },
  async 'passphrase that does not fit'(passphrase) {
    for (const args of [
      ['pkcs8', '-topk8', '-v1', 'PBE-SHA1-3DES'],
      ['ec', '-aes256'],
    ]) {
      const text = encrypted(args, Buffer.from('another passphrase'));
      assert.throws(() => toTemplates(text, { passphrase }), { name: 'FormatError' });
      await assert.rejects(toTemplatesLater(text, { passphrase }), { name: 'FormatError' });
    }
    // PBES1 (RFC 8018 §6.1) with DES, which the OpenSSL of Node.js does not decrypt.
    const legacy = ['-provider', 'legacy', '-provider', 'default'];
    const text = encrypted(['pkcs8', '-topk8', '-v1', 'PBE-SHA1-DES', ...legacy], passphrase);
    assert.throws(() => toTemplates(text, { passphrase }), { name: 'FormatError' });
  },
  async 'a secret key that was wrapped, opened outside'(value) {
    const options = { mechanism: 'AES_KEY_WRAP' } as const;
    const wrapped = wrapKeyBytes(value, new Uint8Array(32), options);
    unwrapKeyBytes(wrapped, new Uint8Array(32), options).fill(0);
    await moment();
  },
  async 'the key that wraps outside'(value) {
    await withSession(async (session) => {
      const secretKey = await keyOf(session);
      const wrapWith = { secretKey, value, mechanism: 'AES_KEY_WRAP' } as const;
      const options = { as: 'SECRET_KEY', keyType: 'AES', wrapWith } as const;
      const wrapping = session.importKey(new Uint8Array(32), options);
      await moment();
      await wrapping;
      session.importKeySync(new Uint8Array(32), options);
    });
    // node:crypto has it until its objects are collected, and OpenSSL wipes it then.
    await moment();
    await moment();
  },
  async 'PIN of the security officer'(soPin) {
    const opening = token.open({ soPin, readWrite: true });
    await moment();
    await (await opening).close();
    token.openSync({ soPin, readWrite: true }).closeSync();
  },
  async "PIN of a vendor's user, and of a user by name"(pin) {
    await (await token.open({ userType: 0x80000001, pin })).close();
    await (await token.open({ userPin: pin, userName: 'somebody' })).close();
  },
  async 'PIN in a file that a URI names'(secret) {
    writeFileSync(pinFile, secret);
    const uri = `pkcs11:token=HOSTILE;type=secret-key?pin-source=file:${encodeURI(pinFile)}`;
    // More than one object: the PIN has been used by then.
    await assert.rejects(module.open(uri), { code: 'ERR_MULTIPLE_OBJECTS' });
    assert.throws(() => module.openSync(uri), { code: 'ERR_MULTIPLE_OBJECTS' });
    const read = (await readPin(parseUri(uri))) as Uint8Array;
    read.fill(0);
    writeFileSync(pinFile, '');
  },
  async 'initToken, synchronously'(soPin) {
    try {
      slot.initTokenSync({ soPin, label: 'x' });
    } catch {
      // There are sessions.
    }
  },
  async 'data that a key is derived from'(data) {
    await withSession(async (session) => {
      const key = await keyOf(session);
      const options = { mechanism: 'AES_ECB_ENCRYPT_DATA', data, bits: 128 } as const;
      const deriving = key.deriveKey('AES', options);
      await moment();
      await deriving;
      key.deriveKeySync('AES', options);
    });
  },
  async unwrapKey(wrapped) {
    await withSession(async (session) => {
      const key = await keyOf(session);
      const options = { mechanism: 'AES_KEY_WRAP' } as const;
      const unwrapping = key.unwrapKey('SECRET_KEY', 'AES', wrapped, options);
      await moment();
      await unwrapping;
      key.unwrapKeySync('SECRET_KEY', 'AES', wrapped, options);
    });
  },
  async 'data, whole and in parts'(data) {
    await withSession(async (session) => {
      const key = await keyOf(session);
      const encrypting = key.encrypt(data, CBC);
      await moment();
      await encrypting;
      key.encryptSync(data, CBC);
      for await (const _ of key.encrypt([data, data], CBC));
      await session.digest(data);
      await key.sign([data]);
    });
  },
  async 'seal and operations with a PIN'(data) {
    await withSession(async (session) => {
      const key = await keyOf(session);
      const sealing = key.seal(data);
      await moment();
      await sealing;
      key.sealSync(data);
      const signing = key.sign(data, { pin: '1234' });
      await moment();
      await signing;
    });
  },
};

const masked = (secret: Uint8Array): string => Buffer.from(secret.map((byte) => byte ^ 0xa5)).toString('hex');

// Whatever the library sets up at its first use is there before anything is looked for.
for (const use of Object.values(CASES)) await use(new Uint8Array(32).fill(0x21));

for (const [name, use] of Object.entries(CASES)) {
  const secret = new Uint8Array(new ArrayBuffer(32));
  randomFillSync(secret);
  // Passphrases go to openssl as a line of text.
  for (const [index, byte] of secret.entries()) secret[index] = 0x21 + (byte % 94);
  await say(`${masked(secret)} made ${name}`);
  await use(secret);
  secret.fill(0);
  await say(`${'-'.repeat(64)} used ${name}`);
}
process.exit(0);
