/**
 * Makes test/formats/post-quantum-keys.json: one key of each parameter set, in each form that OpenSSL 3.5 and Node 24.7
 * write, with the parts of the key as OpenSSL prints them. Run with such a Node, and OPENSSL naming such an openssl:
 *
 *     OPENSSL=/path/to/openssl node scripts/generate-post-quantum-vectors.mjs
 *
 * The vectors are kept because the Node and OpenSSL that the tests run with may know none of these keys.
 */
import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const openssl = process.env.OPENSSL ?? 'openssl';
const slhDsa = ['SHA2', 'SHAKE'].flatMap((hash) =>
  [128, 192, 256].flatMap((bits) => ['s', 'f'].map((kind) => `SLH-DSA-${hash}-${bits}${kind}`)),
);
const names = ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87', 'ML-KEM-512', 'ML-KEM-768', 'ML-KEM-1024', ...slhDsa];

/**
 * @param {string[]} args
 * @param {Buffer} [input]
 */
const run = (args, input) => execFileSync(openssl, args, { input, stdio: ['pipe', 'pipe', 'ignore'] });

/**
 * @param {Buffer} der
 * @param {string} kind how OpenSSL names the form
 * @param {string} name
 */
function inForm(der, kind, name) {
  const provider = name.startsWith('ML-DSA') ? 'ml-dsa' : 'ml-kem';
  const form = ['-provparam', `${provider}.output_formats=${kind}`];
  return run(['pkey', '-inform', 'DER', '-outform', 'DER', ...form], der).toString('base64');
}

/**
 * @param {string} text of openssl pkey -text
 * @param {string} label
 */
function part(text, label) {
  const digits = text.match(new RegExp(`^${label}:\\n((?: +[0-9a-f:]+\\n)+)`, 'm'))?.[1];
  return digits && Buffer.from(digits.replace(/[^0-9a-f]/g, ''), 'hex').toString('base64');
}

/** @param {Buffer} der */
function selfSigned(der) {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-vectors-'));
  const key = join(folder, 'key.pem');
  writeFileSync(key, run(['pkey', '-inform', 'DER'], der));
  const certificate = run([
    'req',
    '-x509',
    '-new',
    '-key',
    key,
    '-subj',
    '/CN=post-quantum',
    '-outform',
    'DER',
  ]);
  rmSync(folder, { recursive: true });
  return certificate.toString('base64');
}

const vectors = names.map((name) => {
  const der = run(['genpkey', '-algorithm', name, '-outform', 'DER']);
  const text = run(['pkey', '-inform', 'DER', '-text', '-noout'], der).toString();
  const hasSeed = !name.startsWith('SLH');
  return {
    name,
    seed: hasSeed ? part(text, 'seed') : undefined,
    private: part(text, hasSeed && name.includes('KEM') ? 'dk' : 'priv'),
    public: part(text, name.includes('KEM') ? 'ek' : 'pub'),
    spki: run(['pkey', '-inform', 'DER', '-pubout', '-outform', 'DER'], der).toString('base64'),
    pkcs8: hasSeed
      ? {
          both: inForm(der, 'seed-priv', name),
          seed: inForm(der, 'seed-only', name),
          private: inForm(der, 'priv-only', name),
        }
      : { private: der.toString('base64') },
    // One of each kind that signs; they are long.
    certificate: ['ML-DSA-44', 'SLH-DSA-SHA2-128s'].includes(name) ? selfSigned(der) : undefined,
    jwk: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({ format: 'jwk' }),
  };
});
const source = `${run(['version']).toString().trim()}; JWK: Node ${process.version}`;
const file = new URL('../test/formats/post-quantum-keys.json', import.meta.url);
writeFileSync(file, `${JSON.stringify({ source, vectors }, undefined, 2)}\n`);
