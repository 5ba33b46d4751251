import assert from 'node:assert/strict';
import { createECDH, generateKeyPairSync, getCurves } from 'node:crypto';
import { test } from 'node:test';
import {
  decodeNamedCurve,
  decodePoint,
  encodeNamedCurve,
  encodePoint,
  FormatError,
  type PointEncoding,
  toTemplates,
} from '../../src/formats/formats.ts';
import { openssl } from './openssl.ts';

const ENCODINGS: readonly PointEncoding[] = ['raw', 'der', 'bit-string', 'compressed'];
const octets = (...bytes: number[]) => Uint8Array.from(bytes);

/** The curves that `openssl ecparam -list_curves` names, without the two that have no object identifier. */
function listedCurves(): string[] {
  const text = openssl(['ecparam', '-list_curves']).toString();
  const names = [...text.matchAll(/^ +([\w-]+) *:/gm)].map(([, name]) => name!);
  return names.filter((name) => !name.startsWith('Oakley'));
}

test('every curve that openssl lists: its parameters, and points in every encoding', () => {
  const listed = listedCurves();
  assert.ok(listed.length > 75);
  for (const name of listed) {
    const parameters = encodeNamedCurve(name);
    assert.deepEqual(Buffer.from(parameters), openssl(['ecparam', '-name', name, '-outform', 'DER']), name);
    assert.equal(decodeNamedCurve(parameters), name);
    if (!getCurves().includes(name)) continue;
    const ecdh = createECDH(name);
    const point = ecdh.generateKeys();
    const compressed = ecdh.getPublicKey(undefined, 'compressed');
    assert.deepEqual(Buffer.from(encodePoint(name, point, 'compressed')), compressed, name);
    for (const encoding of ENCODINGS) {
      const encoded = encodePoint(parameters, point, encoding);
      assert.deepEqual(Buffer.from(decodePoint(parameters, encoded)), point, `${name}, ${encoding}`);
    }
  }
});

test('a point of P-521 behind a length of one byte, as tpm2-pkcs11 has it', () => {
  const point = createECDH('secp521r1').generateKeys();
  assert.deepEqual(Buffer.from(decodePoint('P-521', octets(4, 133, ...point))), point);
  for (const wrong of [octets(4, 132, ...point), octets(3, 133, ...point), octets(4, 133, ...point, 0)]) {
    assert.throws(() => decodePoint('P-521', wrong), FormatError);
  }
});

test('curves go by all their names, in any case, and by their object identifiers', () => {
  const expected = encodeNamedCurve('P-256');
  for (const name of ['p-256', 'secp256r1', 'PRIME256V1', '1.2.840.10045.3.1.7']) {
    assert.deepEqual(encodeNamedCurve(name), expected, name);
  }
  assert.throws(() => encodeNamedCurve('P-257'), RangeError);
  assert.throws(() => encodeNamedCurve('9.9.9'), RangeError);
  assert.throws(() => encodeNamedCurve(256 as unknown as string), TypeError);
  assert.throws(() => encodeNamedCurve('1.2.840.10045.3.1.99'), /1\.2\.840\.10045\.3\.1\.99 is not a curve/);
});

test('tokens of before PKCS #11 3.0 name Edwards and Montgomery curves in PrintableStrings', () => {
  for (const [printable, name] of [
    ['edwards25519', 'Ed25519'],
    ['edwards448', 'Ed448'],
    ['curve25519', 'X25519'],
    ['curve448', 'X448'],
  ] as const) {
    const parameters = Buffer.concat([octets(0x13, printable.length), Buffer.from(printable)]);
    assert.equal(decodeNamedCurve(parameters), name);
  }
  assert.throws(() => decodeNamedCurve(Buffer.from('130141', 'hex')), FormatError);
});

test('a raw X25519 key that begins like DER is a raw key (lessons 20)', () => {
  for (const start of [
    octets(0x04, 0x1e),
    octets(0x03, 0x1e, 0x00),
    octets(0x04, 0x20),
    octets(0x30, 0x1e),
  ]) {
    for (const [curve, size] of [
      ['X25519', 32],
      ['Ed25519', 32],
      ['X448', 56],
      ['Ed448', 57],
    ] as const) {
      const key = new Uint8Array(size).fill(0x55);
      key.set(start);
      assert.deepEqual(decodePoint(curve, key), key);
      const wrapped = Uint8Array.from([0x04, size, ...key]);
      assert.deepEqual(decodePoint(curve, wrapped), key);
      assert.deepEqual(encodePoint(curve, wrapped, 'der'), wrapped);
      assert.deepEqual(decodePoint(curve, Uint8Array.from([0x03, size + 1, 0, ...key])), key);
      assert.deepEqual(encodePoint(curve, key, 'compressed'), key);
    }
  }
});

test('a P-521 point is over 127 bytes: its DER has a length of two bytes', () => {
  const point = createECDH('secp521r1').generateKeys();
  const der = encodePoint('P-521', point, 'der');
  assert.deepEqual(der.subarray(0, 3), octets(0x04, 0x81, 133));
  assert.deepEqual(Buffer.from(decodePoint('P-521', der)), point);
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-521' });
  const { ecPoint } = toTemplates(publicKey).publicKey!;
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  assert.deepEqual(Buffer.from(decodePoint('P-521', ecPoint!)), spki.subarray(-133));
});

test('hybrid points, which X9.62 allows too, are read', () => {
  const ecdh = createECDH('prime256v1');
  const point = ecdh.generateKeys();
  assert.deepEqual(Buffer.from(decodePoint('P-256', ecdh.getPublicKey(undefined, 'hybrid'))), point);
});

test('what is no point of the curve is refused', () => {
  const point = createECDH('prime256v1').generateKeys();
  const changed = Buffer.from(point);
  changed[64]! ^= 1;
  const der = encodePoint('P-256', point, 'der');
  const wrong: [string, Uint8Array][] = [
    ['off the curve', changed],
    ['truncated', point.subarray(0, 64)],
    ['one byte more', Buffer.concat([point, octets(0)])],
    ['bytes after the DER', Buffer.concat([der, octets(0)])],
    ['a length of the long form that is too long', Buffer.concat([octets(0x04, 0x81, 65), point])],
    ['DER in DER', Uint8Array.from([0x04, der.length, ...der])],
    ['unused bits', Uint8Array.from([0x03, 66, 1, ...point])],
    ['infinity', octets(0)],
    ['nothing', octets()],
    ['of another curve', createECDH('secp256k1').generateKeys()],
    ['of a larger curve', createECDH('secp384r1').generateKeys()],
  ];
  for (const [what, bytes] of wrong) {
    assert.throws(() => decodePoint('P-256', bytes), FormatError, what);
  }
  assert.throws(() => decodePoint('X25519', new Uint8Array(31)), /32 bytes/);
  assert.throws(() => decodePoint('P-256', 'text' as unknown as Uint8Array), TypeError);
  assert.throws(() => encodePoint('P-256', point, 'pem' as PointEncoding), RangeError);
});

test('curves by their parameters: points are read by the size of their generator', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384', paramEncoding: 'explicit' });
  const { ecParams, ecPoint } = toTemplates(publicKey).publicKey!;
  const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(-97);
  assert.equal(decodeNamedCurve(ecParams!), undefined);
  assert.deepEqual(Buffer.from(decodePoint(ecParams!, ecPoint!)), point);
  const compressed = encodePoint(ecParams!, ecPoint!, 'compressed');
  assert.deepEqual(compressed, encodePoint('P-384', point, 'compressed'));
});
