import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import {
  decodeCertificate,
  decodeCertificatePublicKey,
  FormatError,
  fromTemplate,
  toTemplates,
} from '../../src/formats/formats.ts';
import { makeChain } from './certificates.ts';
import { openssl } from './openssl.ts';

const { root, rootKey, leaf, key } = makeChain();
const leafX509 = new X509Certificate(leaf);
const rootX509 = new X509Certificate(root);
const sha1 = (data: Uint8Array) => createHash('sha1').update(data).digest();
const toHex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');

/** The DER of what `openssl asn1parse` lists at this place of the certificate. */
function partAt(pem: string, index: number): string {
  const listing = openssl(['asn1parse'], pem).toString().trim().split('\n');
  const second = listing.filter((line) => /:d=2 /.test(line))[index]!;
  const [, offset, header, length] = /^ *(\d+):d=2 +hl=(\d+) l= *(\d+)/.exec(second)!.map(Number);
  return toHex(new X509Certificate(pem).raw.subarray(offset, offset! + header! + length!));
}

test('value, subject, issuer and serialNumber are as encoded in the certificate', () => {
  for (const pem of [leaf, root]) {
    const template = decodeCertificate(pem);
    const x509 = new X509Certificate(pem);
    assert.deepEqual(Object.keys(template), [
      'class',
      'certificateType',
      'subject',
      'issuer',
      'serialNumber',
      'value',
    ]);
    assert.equal(toHex(template.value), toHex(x509.raw));
    // version, serialNumber, signature, issuer, validity, subject
    assert.equal(toHex(template.serialNumber), partAt(pem, 1));
    assert.equal(toHex(template.issuer), partAt(pem, 3));
    assert.equal(toHex(template.subject), partAt(pem, 5));
  }
  assert.equal(toHex(decodeCertificate(leaf).serialNumber), '020c00ff00112233445566778899');
});

test('PEM as text or bytes, DER, and an X509Certificate are the same certificate', () => {
  const expected = decodeCertificate(leaf);
  const withText = openssl(['x509', '-text'], leaf);
  for (const input of [Buffer.from(leaf), withText, withText.toString(), leafX509.raw, leafX509]) {
    assert.deepEqual(decodeCertificate(input), expected);
  }
  assert.equal(fromTemplate(expected, 'x509-pem'), leaf);
  assert.equal(toHex(fromTemplate(expected, 'x509-der')), toHex(leafX509.raw));
});

test('the extended attributes', () => {
  const template = decodeCertificate(leaf, { extended: true });
  const point = leafX509.publicKey.export({ format: 'der', type: 'spki' }).subarray(-65);
  const rootPkcs1 = createPublicKey(rootKey).export({ format: 'der', type: 'pkcs1' });
  assert.equal(toHex(template.hashOfSubjectPublicKey), toHex(sha1(point)));
  assert.equal(toHex(template.hashOfIssuerPublicKey), toHex(sha1(rootPkcs1)));
  assert.equal(toHex(template.id), toHex(sha1(point)), 'openssl makes the key identifier so');
  assert.equal(toHex(template.checkValue), toHex(sha1(leafX509.raw).subarray(0, 3)));
  const day = (text: string) => new Date(text).toISOString().slice(0, 10);
  assert.equal(template.startDate!.toISOString(), `${day(leafX509.validFrom)}T00:00:00.000Z`);
  assert.equal(template.endDate!.toISOString(), `${day(leafX509.validTo)}T00:00:00.000Z`);
  assert.equal(template.certificateCategory, 'UNSPECIFIED');
  assert.equal(template.url, undefined);

  const ofRoot = decodeCertificate(root, { extended: true });
  assert.equal(ofRoot.certificateCategory, 'AUTHORITY');
  assert.equal(toHex(ofRoot.hashOfIssuerPublicKey), toHex(sha1(rootPkcs1)), 'it issued itself');
});

test('the issuer, category and URL can be said', () => {
  const template = decodeCertificate(leaf, {
    issuer: rootX509,
    category: 'token-user',
    url: 'https://example.org/leaf.cer',
  });
  const rootPkcs1 = createPublicKey(rootKey).export({ format: 'der', type: 'pkcs1' });
  assert.equal(toHex(template.hashOfIssuerPublicKey), toHex(sha1(rootPkcs1)));
  assert.equal(template.certificateCategory, 'TOKEN_USER');
  assert.equal(template.url, 'https://example.org/leaf.cer');
  assert.throws(() => decodeCertificate(root, { extended: true, issuer: leaf }), FormatError);
  assert.throws(() => decodeCertificate(leaf, { extended: true, category: 'x' as 'other' }), RangeError);
  assert.throws(() => decodeCertificate(leaf, { extend: true } as object), /no option extend/);
});

test('a key identifier of another size is no hash of the key, but the id', () => {
  const pem = makeSelfSigned([
    '-addext',
    'subjectKeyIdentifier=0102030405',
    '-addext',
    'authorityKeyIdentifier=none',
  ]);
  const template = decodeCertificate(pem, { extended: true });
  assert.equal(toHex(template.id), '0102030405');
  assert.equal(template.hashOfSubjectPublicKey!.length, 20);
});

function makeSelfSigned(more: string[]): string {
  const args = ['req', '-x509', '-newkey', 'ed25519', '-nodes', '-keyout', '/dev/null', '-subj', '/CN=x'];
  return openssl([...args, ...more]).toString();
}

test('the public key of a certificate', () => {
  const { publicKey } = toTemplates(createPrivateKey(key));
  assert.deepEqual(decodeCertificatePublicKey(leaf), publicKey);
  assert.deepEqual(toTemplates(leaf), { publicKey, certificate: decodeCertificate(leaf) });
});

test('a bundle: the certificate of the key, wherever it stands, and the rest as chain', () => {
  const bundles = [key + leaf + root, root + key + leaf, root + leaf + key];
  for (const bundle of bundles) {
    const found = toTemplates(bundle);
    assert.deepEqual(found.certificate, decodeCertificate(leaf));
    assert.deepEqual(found.chain, [decodeCertificate(root)]);
    assert.deepEqual(found.privateKey, toTemplates(key).privateKey);
    assert.equal(found.domainParameters, undefined);
  }
  const withParameters = openssl(['ecparam', '-name', 'P-256', '-genkey']).toString();
  assert.match(withParameters, /BEGIN EC PARAMETERS/);
  assert.deepEqual(Object.keys(toTemplates(withParameters)), ['publicKey', 'privateKey']);
  const foreign = toTemplates(key + root);
  assert.deepEqual([foreign.certificate, foreign.chain], [undefined, [decodeCertificate(root)]]);
  const chain = toTemplates(leaf + root);
  assert.deepEqual([chain.certificate, chain.chain], [decodeCertificate(leaf), [decodeCertificate(root)]]);
  assert.throws(() => toTemplates(key + rootKey), /expected one key, got more/);
  const publicPem = openssl(['rsa', '-pubout'], rootKey).toString();
  assert.throws(() => toTemplates(key + publicPem), /not that of the private key/);
});

test('a PKCS #12 of openssl, opened by openssl into PEM', () => {
  const pkcs12 = openssl(['pkcs12', '-export', '-passout', 'pass:x'], key + leaf + root);
  const bundle = openssl(['pkcs12', '-passin', 'pass:x', '-passout', 'pass:y'], pkcs12).toString();
  const found = toTemplates(bundle, { passphrase: 'y' });
  assert.deepEqual(found.privateKey, toTemplates(key).privateKey);
  assert.deepEqual(found.certificate, decodeCertificate(leaf));
});

test('what is no certificate is refused', () => {
  const der = leafX509.raw;
  const wrong: [string, Uint8Array | string][] = [
    ['truncated', der.subarray(0, -1)],
    ['trailing bytes', Buffer.concat([der, Buffer.of(0)])],
    ['a key', key],
    ['empty', ''],
    ['nothing', new Uint8Array()],
    ['nested garbage', Buffer.from('3080'.repeat(5000), 'hex')],
    ['a SEQUENCE', Buffer.from('3000', 'hex')],
  ];
  for (const [what, input] of wrong) assert.throws(() => decodeCertificate(input), FormatError, what);
  assert.throws(() => decodeCertificate(1 as unknown as string), TypeError);
});
