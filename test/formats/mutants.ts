import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeTlv } from '../../src/formats/der.ts';
import { TO_PKCS8 } from './kinds.ts';
import { openssl } from './openssl.ts';
import { VECTORS } from './post-quantum.ts';

/** Random numbers that are the same in every run (mulberry32). */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PASSPHRASE = 'p';
const pem = (label: string, der: Uint8Array) =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

export interface Corpus {
  readonly der: readonly Buffer[];
  readonly pem: readonly string[];
  readonly jwk: readonly Readonly<Record<string, unknown>>[];
}

/** Small keys of every kind in every format, so that a hundred thousand of them are read in seconds. */
export function makeCorpus(): Corpus {
  const pairs: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }[] = [
    generateKeyPairSync('rsa', { modulusLength: 512 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1' }),
    generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }),
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('x448'),
  ];
  const dsa = openssl(TO_PKCS8, openssl(['dsaparam', '-genkey', '1024']));
  const dhx = openssl([...TO_PKCS8], openssl(['genpkey', '-algorithm', 'DHX', '-pkeyopt', 'dh_rfc5114:1']));
  const dh = openssl(TO_PKCS8, openssl(['genpkey', '-algorithm', 'DH', '-pkeyopt', 'group:modp_1536']));
  const rsa = pairs[0]!.privateKey.export({ format: 'der', type: 'pkcs1' });
  const sec1 = pairs[1]!.privateKey.export({ format: 'der', type: 'sec1' });
  const oldDsa = openssl(['dsa', '-inform', 'DER', '-outform', 'DER'], dsa);
  const locked = pairs[4]!.privateKey.export({
    format: 'der',
    type: 'pkcs8',
    cipher: 'aes-128-cbc',
    passphrase: PASSPHRASE,
  });
  const small = VECTORS.filter(({ name }) => /128s|KEM-512/.test(name));
  const certificate = Buffer.from(VECTORS.find(({ name }) => name === 'ML-DSA-44')!.certificate!, 'base64');
  const der = [
    // OpenSSL takes 10 ms to check a curve by its parameters: of that key, only the public half.
    ...[...pairs.slice(0, 3), ...pairs.slice(4)].map(({ privateKey }) =>
      privateKey.export({ format: 'der', type: 'pkcs8' }),
    ),
    ...pairs.map(({ publicKey }) => publicKey.export({ format: 'der', type: 'spki' })),
    ...small
      .flatMap(({ pkcs8, spki }) => [...Object.values(pkcs8), spki])
      .map((text) => Buffer.from(text, 'base64')),
    dsa,
    dhx,
    ...[dsa, dh].map((key) => openssl(['pkey', '-inform', 'DER', '-pubout', '-outform', 'DER'], key)),
    rsa,
    pairs[0]!.publicKey.export({ format: 'der', type: 'pkcs1' }),
    sec1,
    oldDsa,
    locked,
    certificate,
  ];
  const traditional = createPrivateKey({ key: sec1, format: 'der', type: 'sec1' }).export({
    format: 'pem',
    type: 'sec1',
    cipher: 'aes-128-cbc',
    passphrase: PASSPHRASE,
  });
  return {
    der,
    pem: [
      pem('PRIVATE KEY', der[1]!),
      pem('PUBLIC KEY', pairs[1]!.publicKey.export({ format: 'der', type: 'spki' })),
      pem('RSA PRIVATE KEY', rsa),
      pem('ENCRYPTED PRIVATE KEY', locked),
      pem('EC PRIVATE KEY', sec1) + pem('CERTIFICATE', certificate) + pem('CERTIFICATE', certificate),
      String(traditional),
    ],
    jwk: [
      ...[0, 1, 4, 5].map((index) => pairs[index]!.privateKey.export({ format: 'jwk' })),
      ...small.map(({ jwk }) => jwk),
      { kty: 'oct', k: 'AAECAwQFBgcICQoLDA0ODw', alg: 'A128GCM' },
    ] as Record<string, unknown>[],
  };
}

/** One to three changes of the kinds that transmission, carelessness and malice make. */
export function mutate(bytes: Buffer, others: readonly Buffer[], random: (below: number) => number): Buffer {
  let result = Buffer.from(bytes);
  for (let changes = 1 + random(3); changes > 0; changes--) {
    const at = random(result.length + 1);
    const count = 1 + random(8);
    // Most of the structure is in the first bytes.
    const near = random(2) === 0 ? random(Math.min(result.length, 48) + 1) : at;
    switch (random(random(2) === 0 ? 4 : 8)) {
      case 0:
      case 1:
        if (near < result.length) result[near] = result[near]! ^ (1 << random(8));
        break;
      case 2:
        if (near < result.length) result[near] = random(256);
        break;
      case 3:
        if (near < result.length) result[near] = [0x00, 0x7f, 0x80, 0xff, 0x30, 0x02, 0x04, 0xa0][random(8)]!;
        break;
      case 4:
        result = Buffer.concat([result.subarray(0, at), result.subarray(at + count)]);
        break;
      case 5:
        result = Buffer.concat([
          result.subarray(0, at),
          Buffer.alloc(count, random(256)),
          result.subarray(at),
        ]);
        break;
      case 6:
        result = result.subarray(0, at);
        break;
      case 7: {
        const other = others[random(others.length)]!;
        const from = random(other.length);
        const piece = other.subarray(from, from + random(64));
        result = Buffer.concat([result.subarray(0, at), piece, result.subarray(at + piece.length)]);
      }
    }
  }
  // Most changes of the length end at the first check; half of them get a chance to reach the others.
  return bytes[0] === 0x30 && random(2) === 0 ? rewrapped(result) : result;
}

/** The same with an outermost length that fits. */
function rewrapped(der: Buffer): Buffer {
  const header = (der[1] ?? 0) < 0x80 ? 2 : 2 + (der[1]! & 0x7f);
  return Buffer.from(writeTlv(0x30, der.subarray(Math.min(header, 6))));
}

const ODD_VALUES: readonly unknown[] = [
  undefined,
  null,
  '',
  0,
  -1,
  1.5,
  true,
  [],
  {},
  '=',
  'A',
  'AA',
  'AAAA',
  '____',
  'é',
  'EC',
  'P-256',
  'toString',
  '__proto__',
];

/** A JWK with members dropped, replaced by odd values or those of another, or changed in their text. */
export function mutateJwk(
  jwk: Readonly<Record<string, unknown>>,
  others: readonly Readonly<Record<string, unknown>>[],
  random: (below: number) => number,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...jwk };
  const names = Object.keys(jwk);
  for (let changes = 1 + random(2); changes > 0; changes--) {
    const name = names[random(names.length)]!;
    const value = result[name];
    const other = others[random(others.length)]!;
    const kind = random(4);
    if (kind === 0) delete result[name];
    else if (kind === 1) result[name] = ODD_VALUES[random(ODD_VALUES.length)];
    else if (kind === 2) result[name] = Object.values(other)[random(Object.keys(other).length)];
    else if (typeof value === 'string' && value !== '') {
      const at = random(value.length);
      result[name] = `${value.slice(0, at)}${'Az09-_+/= '[random(10)]}${value.slice(at + random(2))}`;
    }
  }
  return result;
}
