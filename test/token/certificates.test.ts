// Certificates and their keys: bundles that the openssl command made, signatures and chains that it verifies.
import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Certificate, PrivateKey } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { fromHex } from '../support/token-keys.ts';
import { openssl } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
const session = await token.open({ userPin: device.pin, readWrite: true });
after(() => session.close());

const folder = mkdtempSync(join(tmpdir(), 'cryptoki-ca-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string): string => join(folder, name);

function run(...args: string[]): string {
  const { status, stdout, stderr } = openssl(args);
  assert.equal(status, 0, `openssl ${args.join(' ')}: ${stderr}`);
  return stdout.toString();
}

/** A key with a certificate of an issuer: `-newkey`'s arguments, then whether it may issue others. */
function issue(name: string, newKey: readonly string[], issuer: string | undefined, ca: boolean): void {
  writeFileSync(path(`${name}.ext`), `basicConstraints=critical,CA:${ca}\nsubjectKeyIdentifier=hash\n`);
  const subject = ['-subj', `/O=Test/CN=${name}`];
  run(
    'req',
    '-new',
    '-newkey',
    ...newKey,
    '-noenc',
    '-keyout',
    path(`${name}.key`),
    '-out',
    path(`${name}.csr`),
    ...subject,
  );
  const signer = issuer ?? name;
  const by =
    issuer === undefined
      ? ['-signkey', path(`${name}.key`)]
      : ['-CA', path(`${signer}.pem`), '-CAkey', path(`${signer}.key`), '-CAcreateserial'];
  run(
    'x509',
    '-req',
    '-in',
    path(`${name}.csr`),
    ...by,
    '-days',
    '30',
    '-extfile',
    path(`${name}.ext`),
    '-out',
    path(`${name}.pem`),
  );
}

const EC = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
issue('root', ['rsa:2048'], undefined, true);
issue('middle', EC, 'root', true);

const LEAVES = {
  rsa: [
    ['rsa:2048'],
    { mechanism: 'SHA256_RSA_PKCS' },
    ['-sha256'],
    ['RSA_PKCS', 'imported RSA private keys'],
  ],
  ec: [EC, { mechanism: 'ECDSA_SHA256', format: 'der' }, ['-sha256'], ['ECDSA', 'imported EC private keys']],
  ed25519: [['ed25519'], {}, undefined, ['EDDSA', 'imported Ed25519 private keys']],
} as const;
for (const [name, [newKey]] of Object.entries(LEAVES)) issue(name, newKey, 'middle', false);

/** PEM as `openssl pkcs12` unpacks it: bag attributes, encrypted key, certificates. */
function bundle(name: string): string {
  const chain = [path('middle.pem'), path('root.pem')].map((file) => run('x509', '-in', file)).join('');
  writeFileSync(path('chain.pem'), chain);
  const key = ['-inkey', path(`${name}.key`), '-in', path(`${name}.pem`), '-certfile', path('chain.pem')];
  run('pkcs12', '-export', ...key, '-name', name, '-passout', 'pass:sesame', '-out', path(`${name}.p12`));
  return run('pkcs12', '-in', path(`${name}.p12`), '-passin', 'pass:sesame', '-passout', 'pass:sesame');
}

for (const [name, [, signing, dgst, needs]] of Object.entries(LEAVES)) {
  const pem = bundle(name);
  const { twice } = await requires(token, ...needs, 'session certificates');

  twice(`${name}: a bundle is imported, signs, and openssl verifies with the chain`, async ({ call }) => {
    const imported = await call(session, 'importKey', pem, { passphrase: 'sesame', label: name });
    const { privateKey, publicKey, certificate, chain } = imported;
    assert.equal(chain.length, 2);
    // The chain as the token has it, verified by openssl.
    const found: Certificate[] = await call(certificate, 'getChain');
    const subjects = await Promise.all(
      found.map(async (each) => (await call(each, 'getX509')).subject.match(/CN=(.*)/)[1]),
    );
    assert.deepEqual(subjects, [name, 'middle', 'root']);
    const [leaf, ...others] = await Promise.all(found.map((each) => call(each, 'export', 'x509-pem')));
    const files = { leaf, middle: others[0], root: others[1], data: 'INPUT DATA' };
    const verified = openssl(['verify', '-CAfile', '@root', '-untrusted', '@middle', '@leaf'], files);
    assert.equal(verified.status, 0, verified.stderr);

    const signature = await call(privateKey, 'sign', 'INPUT DATA', signing);
    const spki = new X509Certificate(leaf).publicKey.export({ type: 'spki', format: 'pem' });
    const how = dgst
      ? ['dgst', ...dgst, '-verify', '@spki', '-signature', '@signature', '@data']
      : [
          'pkeyutl',
          '-verify',
          '-pubin',
          '-inkey',
          '@spki',
          '-rawin',
          '-in',
          '@data',
          '-sigfile',
          '@signature',
        ];
    const checked = openssl(how, { ...files, spki, signature });
    assert.equal(checked.status, 0, checked.stderr);

    // Each is found by the other.
    assert.equal((await call(certificate, 'getPrivateKey')).handle, privateKey.handle);
    for (const key of [privateKey, publicKey]) {
      const certificates: Certificate[] = await call(key, 'getCertificates');
      assert.deepEqual(
        certificates.map(({ handle }) => handle),
        [certificate.handle],
      );
    }
    for (const object of [privateKey, publicKey, certificate, ...chain]) await call(object, 'destroy');
  });

  twice(`${name}: key and certificate find each other without a common id`, async ({ call }) => {
    const key = await call(session, 'importKey', createPrivateKey({ key: pem, passphrase: 'sesame' }), {
      id: fromHex('01'),
    });
    const certificate = await call(session, 'importCertificate', pem);
    assert.ok(certificate instanceof Certificate);
    const found = await call(certificate, 'getPrivateKey');
    assert.ok(found instanceof PrivateKey);
    assert.equal(found.handle, key.privateKey.handle);
    assert.equal(found.keyType, key.privateKey.keyType);
    const [own, ...rest]: Certificate[] = await call(key.privateKey, 'getCertificates');
    assert.equal(own?.handle, certificate.handle);
    assert.deepEqual(rest, []);
    for (const object of [key.privateKey, key.publicKey, certificate]) await call(object, 'destroy');
  });

  twice(`${name}: a private key alone has its public key from the certificate`, async ({ call }) => {
    const pair = { passphrase: 'sesame', as: 'PRIVATE_KEY' };
    const privateKey = await call(session, 'importKey', pem, pair);
    const certificate = await call(session, 'importCertificate', pem, { extended: true });
    const publicKey = await call(privateKey, 'getPublicKey');
    const expected = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERT'))).publicKey;
    assert.ok((await call(publicKey, 'toKeyObject')).equals(expected));
    for (const object of [privateKey, publicKey, certificate]) await call(object, 'destroy');
  });
}

const extended = await requires(token, 'session certificates', 'dates of certificates');
const keys = await requires(token, 'session certificates', 'imported RSA private keys');
const chains = await requires(token, 'session certificates');

extended('a certificate with its extended attributes, as openssl prints them', async ({ call }) => {
  const pem = run('x509', '-in', path('ec.pem'));
  const options = { extended: true, label: 'leaf', id: fromHex('2a'), template: { modifiable: false } };
  const certificate = await call(session, 'importCertificate', pem, options);
  const x509: X509Certificate = await call(certificate, 'getX509');
  assert.equal(x509.toString(), pem);
  assert.deepEqual(Buffer.from(await call(certificate, 'export', 'x509-der')), x509.raw);
  const { startDate, ...values } = await call(certificate, 'get', [
    'label',
    'id',
    'certificateType',
    'private',
    'token',
    'modifiable',
    'startDate',
  ]);
  assert.deepEqual(values, {
    label: 'leaf',
    id: fromHex('2a'),
    certificateType: 'X_509',
    private: false,
    token: false,
    modifiable: false,
  });
  assert.equal(startDate.toISOString().slice(0, 10), new Date(x509.validFrom).toISOString().slice(0, 10));
  await call(certificate, 'destroy');
});

keys('of two keys with one id, the certificate has its own', async ({ call }) => {
  const id = fromHex('55');
  const other = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const wrong = await call(session, 'importKey', other.privateKey, { id });
  const pem = run('x509', '-in', path('rsa.pem'));
  const certificate = await call(session, 'importCertificate', pem, { id });
  assert.equal(await call(certificate, 'getPrivateKey'), undefined);
  const key = createPrivateKey(run('pkey', '-in', path('rsa.key')));
  const right = await call(session, 'importKey', key, { id });
  assert.equal((await call(certificate, 'getPrivateKey')).handle, right.privateKey.handle);
  assert.deepEqual(await call(wrong.privateKey, 'getCertificates'), []);
  for (const each of [wrong, right]) {
    for (const object of [each.privateKey, each.publicKey]) await call(object, 'destroy');
  }
  await call(certificate, 'destroy');
});

chains('a chain of which the token has a part', async ({ call }) => {
  const import_ = (name: string) =>
    call(session, 'importCertificate', run('x509', '-in', path(`${name}.pem`)));
  const leaf = await import_('rsa');
  const root = await import_('root');
  assert.equal((await call(leaf, 'getChain')).length, 1);
  assert.equal((await call(root, 'getChain')).length, 1);
  const middle = await import_('middle');
  const handles = (await call(leaf, 'getChain')).map(({ handle }: Certificate) => handle);
  assert.deepEqual(
    handles,
    [leaf, middle, root].map(({ handle }) => handle),
  );
  for (const object of [leaf, root, middle]) await call(object, 'destroy');
});

chains('arguments are checked by name', async ({ call }) => {
  const pem = run('x509', '-in', path('root.pem'));
  const refused = (args: unknown[], name: string, message: RegExp) =>
    assert.rejects(async () => call(session, 'importCertificate', ...args), { name, message });
  await refused([42], 'TypeError', /certificate/);
  await refused(['x'], 'FormatError', /CERTIFICATE/);
  await refused([pem, { lable: 'x' }], 'TypeError', /"lable"/);
  await refused([pem, { category: 'x', extended: true }], 'RangeError', /category/);
  const certificate = await call(session, 'importCertificate', pem);
  await assert.rejects(async () => call(certificate, 'export', 'pem'), {
    name: 'RangeError',
    message: /format/,
  });
  await assert.rejects(async () => call(certificate, 'export', 3), { name: 'TypeError', message: /format/ });
  await call(certificate, 'destroy');
});
