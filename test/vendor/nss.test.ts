// What NSS has beyond the standard, by name: mechanisms and parameters of its own, attributes, interfaces.
import assert from 'node:assert/strict';
import { createDecipheriv, hkdfSync, X509Certificate } from 'node:crypto';
import { after } from 'node:test';
import { findLibrary } from '../../scripts/find-library.mjs';
import { loadModule } from '../../src/index.ts';
import { twice } from '../support/modes.ts';
import { startNss } from '../support/token-nss.ts';
import { nss } from '../support/vendor-nss.ts';

const { module, token } = await startNss();
const session = await token.open({ readWrite: true });
after(() => session.close());

twice('mechanisms of a vendor go by name', async ({ call }) => {
  const mechanisms = await call(token, 'getMechanisms');
  assert.ok(mechanisms.has('NSS_HKDF_SHA256') && mechanisms.has('NSS_CHACHA20_POLY1305'));
  assert.ok(!mechanisms.has(nss.mechanisms.NSS_HKDF_SHA256.number));
});

twice('a parameter of a vendor’s own: HKDF', async ({ call }) => {
  const secret = new Uint8Array(32).fill(9);
  const base = await call(session, 'createObject', {
    class: 'SECRET_KEY',
    keyType: 'GENERIC_SECRET',
    derive: true,
    value: secret,
  });
  const key = await call(base, 'deriveKey', 'GENERIC_SECRET', {
    mechanism: 'NSS_HKDF_SHA256',
    salt: 'salt',
    info: 'info',
    bits: 256,
    template: { sensitive: false, extractable: true },
  });
  const expected = new Uint8Array(hkdfSync('sha256', secret, 'salt', 'info', 32));
  assert.deepEqual(await call(key, 'get', 'value'), expected);
});

twice('a key type and a cipher of a vendor’s own: ChaCha20-Poly1305', async ({ call }) => {
  const value = new Uint8Array(32).map((_, index) => index);
  const key = await call(session, 'createObject', {
    class: 'SECRET_KEY',
    keyType: 'NSS_CHACHA20',
    encrypt: true,
    value,
  });
  assert.equal(await call(key, 'get', 'keyType'), 'NSS_CHACHA20');
  const iv = new Uint8Array(12).fill(3);
  const options = { mechanism: 'NSS_CHACHA20_POLY1305', iv, additionalData: 'header' };
  const sealed = await call(key, 'encrypt', 'INPUT DATA', options);
  const decipher = createDecipheriv('chacha20-poly1305', value, iv, { authTagLength: 16 });
  decipher.setAAD(Buffer.from('header'), { plaintextLength: 10 }).setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  assert.equal(plain.toString(), 'INPUT DATA');
  await assert.rejects(async () => call(key, 'encrypt', '', { ...options, ivv: iv }), /unknown option "ivv"/);
  await assert.rejects(
    async () => call(key, 'encrypt', '', { mechanism: 'NSS_CHACHA20_POLY1305' }),
    /NSS_CHACHA20_POLY1305.iv: expected/,
  );
});

twice('a function on a session: whether an operation was of FIPS', async ({ call }) => {
  const fips = await call(module, 'getVendorInterface', nss, 'Vendor NSS FIPS Interface');
  const key = await call(session, 'generateKey', 'AES', { bits: 128 });
  await call(key, 'encrypt', 'INPUT DATA', { iv: new Uint8Array(16) });
  // CKT_NSS_OBJECT_CHECK; this build is not of FIPS: CKS_NSS_FIPS_NOT_OK or CKS_NSS_UNINITIALIZED.
  const status = await call(fips, 'NSC_NSSGetFIPSStatus', session, key, 2);
  assert.ok([0, 2].includes(status), String(status));
  await assert.rejects(async () => call(fips, 'NSC_NSSGetFIPSStatus', session, key, 99), {
    name: 'Pkcs11Error',
    fn: 'Vendor NSS FIPS Interface: NSC_NSSGetFIPSStatus',
  });
  await assert.rejects(
    async () => call(fips, 'NSC_NSSGetFIPSStatus', 1, key, 2),
    /session: expected a session/,
  );
  await assert.rejects(
    async () => call(fips, 'NSC_NSSGetFIPSStatus', session, key),
    /operationType: expected/,
  );
});

twice('a function that returns strings', async ({ call }) => {
  const database = await call(module, 'getVendorInterface', nss, 'Vendor NSS Module Interface');
  // SECMOD_MODULE_DB_FUNCTION_FIND: the modules that a configuration describes; without a database, this one.
  const parameters = "configdir='' certPrefix='' keyPrefix='' secmod='' flags=noModDB,noCertDB";
  const found = await call(database, 'NSC_ModuleDBFunc', 0, parameters);
  assert.equal(found.length, 1);
  assert.match(found[0], /name="NSS Internal PKCS #11 Module"/);
});

twice('what a module or a definition has not is refused by name', async ({ call }) => {
  const other = { interfaces: { 'Vendor Nobody': {} } } as const;
  await assert.rejects(async () => call(module, 'getVendorInterface', other, 'Vendor Nobody'), {
    name: 'NotSupportedError',
    message: /no interface "Vendor Nobody"/,
  });
  await assert.rejects(async () => call(module, 'getVendorInterface', nss, 'PKCS 11'), {
    name: 'RangeError',
    message: /name: expected one of Vendor NSS Module Interface/,
  });
});

const roots = findLibrary('libnssckbi.so');
if (roots !== undefined) {
  const rootModule = await loadModule(roots);
  after(() => rootModule.close());
  const [rootToken] = await rootModule.getTokens();
  const rootSession = await rootToken!.open();

  twice('attributes and classes of a vendor: the trust of NSS’s roots', async ({ call, all }) => {
    const [certificate] = await all(rootSession, 'getObjects', { class: 'CERTIFICATE' });
    const { issuer, serialNumber, value, nssMozillaCaPolicy } = await call(certificate, 'getMany', [
      'issuer',
      'serialNumber',
      'value',
      'nssMozillaCaPolicy',
    ]);
    assert.equal(nssMozillaCaPolicy, true);
    const [trust] = await all(rootSession, 'getObjects', { class: 'NSS_TRUST', issuer, serialNumber });
    assert.equal(trust.objectClass, 'NSS_TRUST');
    const sha1 = new X509Certificate(value).fingerprint.replaceAll(':', '').toLowerCase();
    const hash = await call(trust, 'get', 'nssCertSha1Hash');
    assert.equal(Buffer.from(hash).toString('hex'), sha1);
    assert.equal(await call(trust, 'get', 'nssTrustStepUpApproved'), false);
    // CKT_NSS_…: trusted, must be verified, or unknown.
    assert.ok((await call(trust, 'get', 'nssTrustServerAuth')) > 0xce534350);
    // A single attribute, defined by itself: of some roots it is a time, of others a byte of zero.
    const times = new Set<string | undefined>();
    for (const each of await all(rootSession, 'getObjects', { class: 'CERTIFICATE' })) {
      times.add((await call(each, 'getMany', ['nssServerDistrustAfter'])).nssServerDistrustAfter);
    }
    const known = [...times].filter((time) => time !== undefined);
    assert.ok(
      known.every((time) => time === '\0' || /^\d{12}Z$/.test(time)),
      String(known),
    );
    assert.ok(known.includes('\0') && known.some((time) => time.endsWith('Z')));
    // By number there is no knowing what a vendor's values are.
    const bytes = await call(trust, 'get', nss.attributes.nssCertSha1Hash.number);
    assert.deepEqual(bytes, hash);
    assert.ok((await call(trust, 'get', nss.attributes.nssTrustServerAuth.number)) instanceof Uint8Array);
  });
}
