/**
 * The same program on any token that has an RSA or EC key, or lets one be made: sign, verify, encrypt, decrypt, export
 * the public key, store and find a certificate. node:crypto judges each result.
 *
 * PKCS11_MODULE, PKCS11_TOKEN_LABEL and PKCS11_PIN name the token, PKCS11_RESERVED what its module is to be loaded with.
 * What the program makes, it removes.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Certificate,
  CryptokiError,
  loadModule,
  type PrivateKey,
  type PublicKey,
  type Session,
} from 'cryptoki';

interface Pair {
  readonly privateKey: Pick<
    PrivateKey,
    'keyType' | 'sign' | 'decrypt' | 'getMany' | 'getCertificates' | 'destroy'
  >;
  readonly publicKey: Pick<PublicKey, 'verify' | 'encrypt' | 'export' | 'destroy'>;
  readonly made: boolean;
}

const DATA = 'INPUT DATA';

/** A new key pair, or what the token says to that. */
async function generatePair(session: Session): Promise<Pair | readonly string[]> {
  const refusals: string[] = [];
  const id = Buffer.from('any token');
  for (const [type, size] of [
    ['RSA', { bits: 2048 }],
    ['EC', { curve: 'P-256' }],
  ] as const) {
    try {
      // Stored: there are tokens that keep no keys for a session only.
      const options = { ...size, id, label: 'any token', store: true };
      const pair = await session.generateKeyPair(type as 'RSA', options as { bits: 2048 });
      return { ...pair, made: true };
    } catch (error) {
      // Refused by the token: the next type, or a key that is there already.
      if (!(error instanceof CryptokiError)) throw error;
      refusals.push(error.message);
    }
  }
  return refusals;
}

/** A key that is there already, with the public key that the token or a certificate has of it. */
async function findPair(session: Session): Promise<Pair | undefined> {
  for await (const object of session.getObjects({ class: 'PRIVATE_KEY' })) {
    const privateKey = object as PrivateKey;
    const { sign } = await privateKey.getMany(['sign']);
    const publicKey = sign === false ? undefined : await privateKey.getPublicKey();
    if (publicKey !== undefined) return { privateKey, publicKey, made: false };
  }
  return undefined;
}

/** A certificate of a public key, by an authority of a moment. */
function issue(spki: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-any-token-'));
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString();
  try {
    writeFileSync(join(folder, 'key.pem'), spki);
    const authority = ['-keyout', 'authority.key', '-out', 'authority.pem', '-subj', '/CN=Authority'];
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...authority);
    openssl('req', '-new', '-key', 'authority.key', '-subj', '/CN=any token', '-out', 'request.pem');
    const signing = ['-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', '1'];
    return openssl('x509', '-req', '-in', 'request.pem', ...signing, '-force_pubkey', 'key.pem');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const {
  PKCS11_MODULE: path,
  PKCS11_TOKEN_LABEL: label,
  PKCS11_PIN: userPin,
  PKCS11_RESERVED: reserved,
} = process.env;
if (!path || !label || !userPin) throw new Error('set PKCS11_MODULE, PKCS11_TOKEN_LABEL and PKCS11_PIN');

await using module = await loadModule(path, { reserved });
const token = await module.getToken({ label });
await using session = await token.open({ userPin, readWrite: true });

const generated = await generatePair(session);
const pair = 'made' in generated ? generated : await findPair(session);
assert.ok(pair !== undefined, `the token has no key, and makes none: ${generated}`);
const { privateKey, publicKey, made } = pair;
console.log(`key: ${privateKey.keyType}, ${made ? 'made' : `found; asked for one: ${generated}`}`);

const spki = (await publicKey.export('spki-pem')) as string;
const outside = createPublicKey(spki);
assert.equal(outside.asymmetricKeyType, privateKey.keyType === 'RSA' ? 'rsa' : 'ec');
console.log('public key: exported');

const signing =
  privateKey.keyType === 'RSA'
    ? { mechanism: 'SHA256_RSA_PKCS' as const }
    : { mechanism: 'ECDSA_SHA256' as const, format: 'der' as const };
const signature = await privateKey.sign(DATA, signing);
assert.equal(verify('sha256', Buffer.from(DATA), outside, signature), true);
assert.equal(await publicKey.verify(DATA, signature, signing), true);
assert.equal(await publicKey.verify('OTHER DATA', signature, signing), false);
console.log('signature: node:crypto verifies it, and so does the library');

if (privateKey.keyType === 'RSA') {
  const sealed = await publicKey.encrypt(DATA, { mechanism: 'RSA_PKCS' });
  const opened = await privateKey.decrypt(sealed, { mechanism: 'RSA_PKCS' });
  assert.equal(Buffer.from(opened).toString(), DATA);
  console.log('encryption: what the public key encrypted, the private key decrypts');
} else console.log('encryption: not with this key');

const { id } = await privateKey.getMany(['id']);
let certificate: Pick<Certificate, 'destroy'> | undefined;
let answer = 'stored, and found by its key';
try {
  certificate = await session.importCertificate(issue(spki), { label: 'any token', id, store: true });
} catch (error) {
  if (!(error instanceof CryptokiError)) throw error;
  answer = `found by its key; asked to store one: ${error.message}`;
}
const [found] = await privateKey.getCertificates();
assert.ok(found !== undefined);
assert.equal(new X509Certificate(await found.get('value')).publicKey.equals(outside), true);
console.log(`certificate: ${answer}`);
await certificate?.destroy();
if (made) {
  await publicKey.destroy();
  await privateKey.destroy();
}
