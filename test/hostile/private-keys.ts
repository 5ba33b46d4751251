// Private keys of every family around 32 bytes of a secret, in every form, for secrets-probe.ts. What else belongs to the
// keys is made up where nobody checks it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createDiffieHellman, createDiffieHellmanGroup, createECDH, createPrivateKey } from 'node:crypto';
import { type Der, integerDer, tlv, writeDer } from '../../src/formats/der.ts';
import type { KeyInput } from '../../src/index.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const sequence = (...parts: Der[]) => tlv(0x30, ...parts);
const octets = (...parts: Der[]) => tlv(4, ...parts);
const integer = (...parts: Der[]) => tlv(2, ...parts);
const oid = (content: string) => tlv(6, hex(content));
const version = (number: number) => integer(Uint8Array.of(number));
const pkcs8 = (algorithm: Der, key: Der): Bytes => writeDer(sequence(version(0), algorithm, octets(key)));

const P256 = oid('2a8648ce3d030107');
const EC = sequence(oid('2a8648ce3d0201'), P256);
const RSA = sequence(oid('2a864886f70d010101'), tlv(5));
const MODULUS = new Uint8Array(64).fill(0x77);
const EXPONENT = hex('010001');

/** A safe prime (RFC 3526 §3), half of it, and what makes numbers of that order. */
const PRIME = createDiffieHellmanGroup('modp14').getPrime();
const HALF = hex((BigInt(`0x${PRIME.toString('hex')}`) >> 1n).toString(16));
const [prime, half, base] = [integer(Uint8Array.of(0), PRIME), integer(HALF), integer(Uint8Array.of(4))];

const rsaKey = (value: Bytes): Der =>
  sequence(
    version(0),
    integer(MODULUS),
    integer(EXPONENT),
    ...Array.from({ length: 6 }, () => integer(value)),
  );
const ecKey = (value: Bytes, ...more: Der[]): Der => sequence(version(1), octets(value), ...more);
const pkcs1 = (value: Bytes): Bytes => writeDer(rsaKey(value));
const sec1 = (value: Bytes): Bytes => writeDer(ecKey(value, tlv(0xa0, P256)));
const rsaPkcs8 = (value: Bytes): Bytes => pkcs8(RSA, rsaKey(value));
const ecPkcs8 = (value: Bytes): Bytes => pkcs8(EC, ecKey(value));
const edwardsPkcs8 = (value: Bytes): Bytes => pkcs8(sequence(oid('2b6570')), octets(value));

/** The public point of a value, which takes node:crypto, that has it until its objects are collected. */
function pointOf(value: Bytes): Buffer {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(value);
  return ecdh.getPublicKey();
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer).toString('base64url');

function pem(label: string, der: Bytes): string {
  const body = Buffer.from(der.buffer).toString('base64');
  der.fill(0);
  return `-----BEGIN ${label}-----\n${body.replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
}

function keyObject(der: Bytes): KeyInput {
  const key = createPrivateKey({ key: Buffer.from(der.buffer), format: 'der', type: 'pkcs8' });
  der.fill(0);
  return key;
}

export const PASSPHRASE = 'open';

function encrypted(der: Bytes, ...how: string[]): string {
  const args = ['pkcs8', '-topk8', '-inform', 'DER', '-passout', `pass:${PASSPHRASE}`, ...how];
  const { status, stdout, stderr } = spawnSync('openssl', args, { input: der });
  der.fill(0);
  assert.equal(status, 0, String(stderr));
  return String(stdout);
}

/** What is written of a value, by what it is. */
export const PRIVATE_KEYS: Readonly<Record<string, (value: Bytes) => KeyInput>> = {
  'EC, PKCS #8': ecPkcs8,
  'EC with its public key, PKCS #8': (value) =>
    pkcs8(EC, ecKey(value, tlv(0xa1, tlv(3, Uint8Array.of(0), pointOf(value))))),
  'EC, PEM': (value) => pem('PRIVATE KEY', ecPkcs8(value)),
  'EC, PEM in bytes': (value) => Buffer.from(pem('EC PRIVATE KEY', sec1(value))),
  'EC, SEC 1': sec1,
  'EC, JWK': (value) => {
    const point = pointOf(value);
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
    return { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: text(value) };
  },
  'EC, KeyObject': (value) => keyObject(ecPkcs8(value)),
  'EC, encrypted by PBES2': (value) => encrypted(ecPkcs8(value), '-v2', 'aes256'),
  'EC, encrypted as in PKCS #12': (value) => encrypted(ecPkcs8(value), '-v1', 'PBE-SHA1-3DES'),
  'RSA, PKCS #8': rsaPkcs8,
  'RSA, PEM': (value) => pem('RSA PRIVATE KEY', pkcs1(value)),
  'RSA, PKCS #1': pkcs1,
  'RSA, JWK': (value) => {
    const [n, e, d] = [MODULUS, EXPONENT, value].map(text);
    return { kty: 'RSA', n: n!, e: e!, d: d!, p: d!, q: d!, dp: d!, dq: d!, qi: d! };
  },
  'RSA, KeyObject': (value) => keyObject(rsaPkcs8(value)),
  'RSA, encrypted by PBES2': (value) => encrypted(rsaPkcs8(value), '-v2', 'aes256'),
  'Ed25519, PKCS #8': edwardsPkcs8,
  'X25519, PKCS #8': (value) => pkcs8(sequence(oid('2b656e')), octets(value)),
  'Ed25519, KeyObject': (value) => keyObject(edwardsPkcs8(value)),
  'DSA, PKCS #8': (value) =>
    pkcs8(sequence(oid('2a8648ce380401'), sequence(prime, half, base)), integer(value)),
  "DSA, OpenSSL's form": (value) => {
    const power = createDiffieHellman(PRIME, 4);
    power.setPrivateKey(value);
    const y = power.generateKeys();
    return writeDer(sequence(version(0), prime, half, base, integerDer('y', y), integer(value)));
  },
  'DH, PKCS #8': (value) => pkcs8(sequence(oid('2a864886f70d010301'), sequence(prime, base)), integer(value)),
  'X9.42 DH, PKCS #8': (value) =>
    pkcs8(sequence(oid('2a8648ce3e0201'), sequence(prime, base, half)), integer(value)),
  'ML-DSA, both forms, PKCS #8': (value) =>
    pkcs8(
      sequence(oid('608648016503040311')),
      sequence(octets(value), octets(value, new Uint8Array(2560 - value.length))),
    ),
  'ML-KEM, seed, PKCS #8': (value) => pkcs8(sequence(oid('608648016503040401')), tlv(0x80, value, value)),
  'SLH-DSA, PKCS #8': (value) =>
    writeDer(
      sequence(version(0), sequence(oid('608648016503040314')), octets(value, new Uint8Array(32).fill(7))),
    ),
};
