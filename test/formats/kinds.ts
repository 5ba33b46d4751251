import { openssl } from './openssl.ts';

/** A kind of key pair, and how the openssl command makes one. */
export interface Kind {
  readonly name: string;
  readonly make: readonly string[];
  /** The attributes of the private and the public key and how `openssl pkey -text` labels them. */
  readonly privateParts: Readonly<Record<string, string>>;
  readonly publicParts: Readonly<Record<string, string>>;
  /** Algorithms of the Web Cryptography API that take it. */
  readonly webCrypto?: readonly object[];
  /** Where the command says no more than the name of a group: its INTEGERs in the order of the encoding. */
  readonly parameters?: readonly string[];
  /** Node writes a JWK of such a key as if its curve had been named. */
  readonly explicit?: boolean;
}

const RSA_PUBLIC = { modulus: 'modulus', publicExponent: 'publicExponent' };
const RSA_PRIVATE = {
  ...RSA_PUBLIC,
  privateExponent: 'privateExponent',
  prime1: 'prime1',
  prime2: 'prime2',
  exponent1: 'exponent1',
  exponent2: 'exponent2',
  coefficient: 'coefficient',
};
const RSA_WEB = ['RSA-PSS', 'RSASSA-PKCS1-v1_5', 'RSA-OAEP'].map((name) => ({ name, hash: 'SHA-256' }));

function ec(curve: string, webName?: string, ...more: string[]): Kind {
  return {
    name: `EC, ${curve}${more.length > 0 ? ' by its parameters' : ''}`,
    make: ['-algorithm', 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`, ...more],
    privateParts: { value: 'priv' },
    publicParts: { ecPoint: 'pub' },
    explicit: more.length > 0,
    ...(webName && { webCrypto: ['ECDSA', 'ECDH'].map((name) => ({ name, namedCurve: webName })) }),
  };
}

function octets(algorithm: string): Kind {
  return {
    name: algorithm,
    make: ['-algorithm', algorithm.toUpperCase()],
    privateParts: { value: 'priv' },
    publicParts: { ecPoint: 'pub' },
    webCrypto: [{ name: algorithm }],
  };
}

const DSA_PARTS = { prime: 'P', subprime: 'Q', base: 'G' };

export const KINDS: readonly Kind[] = [
  {
    name: 'RSA',
    make: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
    privateParts: RSA_PRIVATE,
    publicParts: RSA_PUBLIC,
    webCrypto: RSA_WEB,
  },
  ec('P-256', 'P-256'),
  ec('P-384', 'P-384'),
  ec('P-521', 'P-521'),
  ec('secp256k1'),
  ec('brainpoolP256r1'),
  ec('secp160r1'),
  ec('sect283k1'),
  ec('P-256', undefined, '-pkeyopt', 'ec_param_enc:explicit'),
  octets('Ed25519'),
  octets('Ed448'),
  octets('X25519'),
  octets('X448'),
  {
    name: 'DSA',
    make: [],
    privateParts: { ...DSA_PARTS, value: 'priv' },
    publicParts: { ...DSA_PARTS, value: 'pub' },
  },
  {
    name: 'DH (PKCS #3)',
    make: ['-algorithm', 'DH', '-pkeyopt', 'group:ffdhe2048'],
    privateParts: { value: 'private-key' },
    publicParts: { value: 'public-key' },
    parameters: ['prime', 'base'],
  },
  {
    name: 'DH (X9.42)',
    make: ['-algorithm', 'DHX', '-pkeyopt', 'dh_rfc5114:3'],
    privateParts: { value: 'private-key' },
    publicParts: { value: 'public-key' },
    parameters: ['prime', 'base', 'subprime'],
  },
];

/** Only this command always writes PKCS #8 in DER: pkey and genpkey write older forms where there are any. */
export const TO_PKCS8: readonly string[] = ['pkcs8', '-topk8', '-nocrypt', '-outform', 'DER'];

/** A new private key as OpenSSL's PKCS #8 in DER. */
export function makeKey(kind: Kind): Buffer {
  const key = openssl(kind.make.length > 0 ? ['genpkey', ...kind.make] : ['dsaparam', '-genkey', '1024']);
  return openssl(TO_PKCS8, key);
}
