// What tokens may or may not be able to do beyond having a mechanism, found out by doing it.
import { generateKeyPairSync, getDiffieHellman, type KeyObject } from 'node:crypto';
import {
  type GenerateKeyOptions,
  type GenerateKeyPairOptions,
  type KeyPair,
  type KeyTypeName,
  type MechanismFlag,
  type MechanismName,
  NotSupportedError,
  Pkcs11Error,
  type Session,
  type Template,
  type Token,
} from '../../src/index.ts';
import { startedToken, type TestToken } from './token.ts';
import { der, fromHex, hex } from './token-keys.ts';

/** Where a token keeps the keys of the tests: with the session, unless it has no such keys. */
export interface KeyPlace {
  readonly store: boolean;
}

interface Probed {
  readonly device: TestToken;
  readonly token: Token;
  readonly session: Session;
  readonly place: KeyPlace;
}

/** Does it once. A string it returns says what was wrong with the result; so does a refusal of the token. */
type Probe = (probed: Probed) => Promise<string | undefined>;

const creates =
  (template: () => Template): Probe =>
  async ({ session }) => {
    await (await session.createObject(template())).destroy();
    return undefined;
  };

/** An object that is a key: it is kept where the token keeps keys. */
const createsKey =
  (template: () => Template): Probe =>
  (probed) =>
    creates(() => ({ ...template(), token: probed.place.store }))(probed);

const generates =
  (keyType: KeyTypeName, options: GenerateKeyOptions): Probe =>
  async ({ session, place }) => {
    await (await session.generateKey(keyType, { ...place, ...options })).destroy();
    return undefined;
  };

const generatesPair =
  (keyType: KeyTypeName, options: GenerateKeyPairOptions): Probe =>
  async ({ session, place }) => {
    const { publicKey, privateKey } = await session.generateKeyPair(keyType, { ...place, ...options });
    await publicKey.destroy();
    await privateKey.destroy();
    return undefined;
  };

/** A pair of node:crypto's. */
const imports =
  (type: string, options: object): Probe =>
  async ({ session, place }) => {
    const make = generateKeyPairSync as (type: string, options: object) => { privateKey: KeyObject };
    const { privateKey, publicKey } = await session.importKey(make(type, options).privateKey, place);
    await privateKey?.destroy();
    await publicKey?.destroy();
    return undefined;
  };

/** A pair to try things with: made or, on a token that makes none, the first that is there, as on a card. */
export async function makeOrFindRsaPair(session: Session, place: KeyPlace): Promise<KeyPair<'RSA'>> {
  const { token } = session;
  if ((await token.getMechanisms()).has('RSA_PKCS_KEY_PAIR_GEN')) {
    return session.generateKeyPair('RSA', { bits: 2048, ...place });
  }
  for await (const privateKey of session.getObjects({ class: 'PRIVATE_KEY', keyType: 'RSA' })) {
    return { privateKey, publicKey: await privateKey.getPublicKey() } as unknown as KeyPair<'RSA'>;
  }
  throw new NotSupportedError('the token makes no RSA key pairs, and has none');
}

/** With a pair that is gone afterwards, if it was made. */
const withRsaPair =
  (work: (pair: KeyPair<'RSA'>) => Promise<string | undefined>): Probe =>
  async ({ session, token, place }) => {
    const pair = await makeOrFindRsaPair(session, place);
    try {
      return await work(pair);
    } finally {
      if ((await token.getMechanisms()).has('RSA_PKCS_KEY_PAIR_GEN')) {
        await pair.publicKey.destroy();
        await pair.privateKey.destroy();
      }
    }
  };

/** By the token or, where it has none but the raw mechanism, with what is done outside. */
const signs = (mechanism: 'SHA256_RSA_PKCS' | 'SHA256_RSA_PKCS_PSS'): Probe =>
  withRsaPair(async ({ privateKey }) => {
    await privateKey.sign('x', { mechanism });
    return undefined;
  });

const secret = { class: 'SECRET_KEY' } as const;
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const number = (text: string | undefined) => Uint8Array.from(Buffer.from(text!, 'base64url'));
const P256 = fromHex('06082a8648ce3d030107');
const ED25519 = fromHex('06032b6570');
const publicRsa = ({ n, e }: ReturnType<typeof rsa>) => ({
  keyType: 'RSA' as const,
  modulus: number(n),
  publicExponent: number(e),
});

const dhParameters = {
  keyType: 'DH',
  prime: Uint8Array.from(getDiffieHellman('modp5').getPrime()),
  base: Uint8Array.of(2),
} as const;

const certificate = {
  class: 'CERTIFICATE',
  certificateType: 'X_509',
  label: 'probe',
  subject: der(0x30),
  issuer: der(0x30),
  serialNumber: der(0x02, Uint8Array.of(1)),
  value: der(0x30),
} as const;

/** What the token says that a mechanism is good for. */
const flagged =
  (mechanism: MechanismName, flag: MechanismFlag): Probe =>
  async ({ token }) =>
    (await token.getMechanismInfo(mechanism)).flags.has(flag) ? undefined : `${mechanism} is not flagged so`;

/** That a token does not do something, which takes mechanisms to find out. */
const lacks =
  (needs: readonly MechanismName[], probe: Probe): Probe =>
  async (probed) => {
    const offered = await probed.token.getMechanisms();
    const missing = needs.filter((name) => !offered.has(name));
    return missing.length > 0 ? `the token does not offer ${missing.join(', ')}` : probe(probed);
  };

/** Each is a refusal of some token under test: see what the run prints. */
const capabilities = {
  'AES keys': generates('AES', { bits: 256 }),
  'readable AES keys': async ({ session, place }) => {
    const template = { sensitive: false, extractable: true } as const;
    const key = await session.generateKey('AES', { bits: 128, template, ...place });
    const { length } = (await key.get('value')) as Uint8Array;
    await key.destroy();
    return length === 16 ? undefined : `${length} bytes`;
  },
  'imported AES keys': createsKey(() => ({ ...secret, keyType: 'AES', value: new Uint8Array(16) })),
  'imported generic secrets': createsKey(() => ({
    ...secret,
    keyType: 'GENERIC_SECRET',
    value: new Uint8Array(32),
    sign: true,
    verify: true,
  })),
  'an RSA key pair': withRsaPair(async () => undefined),
  'OAEP with SHA-256': withRsaPair(async ({ publicKey, privateKey }) => {
    const options = { mechanism: 'RSA_PKCS_OAEP', hash: 'SHA256' } as const;
    await privateKey.decrypt(await publicKey.encrypt('x', options), options);
    return undefined;
  }),
  'RSA key pairs': generatesPair('RSA', { bits: 2048 }),
  'stored RSA key pairs': generatesPair('RSA', { bits: 2048, store: true }),
  'RSA key pairs of 1024 bits': generatesPair('RSA', { bits: 1024 }),
  'imported RSA public keys': createsKey(() => ({ class: 'PUBLIC_KEY', ...publicRsa(rsa()) })),
  'imported RSA private keys': createsKey(() => {
    const { d, p, q, dp, dq, qi, ...halves } = rsa();
    return {
      class: 'PRIVATE_KEY',
      ...publicRsa(halves),
      privateExponent: number(d),
      prime1: number(p),
      prime2: number(q),
      exponent1: number(dp),
      exponent2: number(dq),
      coefficient: number(qi),
    };
  }),
  'Ed25519 key pairs': generatesPair('EC_EDWARDS', { curve: 'Ed25519' }),
  'EC key pairs': generatesPair('EC', { curve: 'P-256' }),
  'EC key pairs on all curves': async (probed) => {
    for (const curve of ['P-384', 'P-521', 'secp256k1']) await generatesPair('EC', { curve })(probed);
    return undefined;
  },
  'EC key pairs on P-384': generatesPair('EC', { curve: 'P-384' }),
  'EC key pairs on P-521': async ({ session, place }) => {
    const { publicKey, privateKey } = await session.generateKeyPair('EC', { curve: 'P-521', ...place });
    const { ecPoint } = await publicKey.getMany(['ecPoint']);
    for (const key of [publicKey, privateKey]) await key.destroy();
    // An OCTET STRING of 133 bytes.
    return hex(ecPoint!).startsWith('04818504')
      ? undefined
      : `a point begins with ${hex(ecPoint!.slice(0, 3))}`;
  },
  'EC key pairs on secp256k1': generatesPair('EC', { curve: 'secp256k1' }),
  'EC key pairs on brainpoolP256r1': generatesPair('EC', { curve: 'brainpoolP256r1' }),
  'readable RSA private keys': async ({ session, place }) => {
    const { privateKey } = await session.generateKeyPair('RSA', {
      ...place,
      bits: 1024,
      privateTemplate: { sensitive: false, extractable: true },
    });
    const exponent = await privateKey.get('privateExponent');
    await privateKey.destroy();
    return exponent === undefined ? 'privateExponent is not told' : undefined;
  },
  'RSA_PKCS signatures': signs('SHA256_RSA_PKCS'),
  'PSS signatures': signs('SHA256_RSA_PKCS_PSS'),
  'templates within templates': async ({ session, place }) => {
    const wrapTemplate = { sign: true };
    const key = await session.generateKey('AES', { ...place, bits: 128, template: { wrapTemplate } });
    const read = (await key.get('wrapTemplate')) as object;
    await key.destroy();
    return JSON.stringify(read) === JSON.stringify(wrapTemplate)
      ? undefined
      : `${JSON.stringify(wrapTemplate)} was read as ${JSON.stringify(read)}`;
  },
  'imported EC private keys': createsKey(() => ({
    class: 'PRIVATE_KEY',
    keyType: 'EC',
    ecParams: P256,
    value: number(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }).d),
    sign: true,
  })),
  'imported Ed25519 private keys': createsKey(() => ({
    class: 'PRIVATE_KEY',
    keyType: 'EC_EDWARDS',
    ecParams: ED25519,
    value: number(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }).d),
    sign: true,
  })),
  'imported EC keys': imports('ec', { namedCurve: 'P-256' }),
  'imported EC keys on brainpoolP224r1': imports('ec', { namedCurve: 'brainpoolP224r1' }),
  'imported EC keys on brainpoolP256r1': imports('ec', { namedCurve: 'brainpoolP256r1' }),
  'imported EC keys on secp160r1': imports('ec', { namedCurve: 'secp160r1' }),
  'imported EC keys on secp224k1': imports('ec', { namedCurve: 'secp224k1' }),
  'imported EC keys on sect283k1': imports('ec', { namedCurve: 'sect283k1' }),
  'imported Ed25519 keys': imports('ed25519', {}),
  'imported DSA keys': imports('dsa', { modulusLength: 1024, divisorLength: 160 }),
  'imported RSA keys of 1024 bits': imports('rsa', { modulusLength: 1024 }),
  'imported RSA keys': imports('rsa', { modulusLength: 2048 }),
  'imported EC public keys': createsKey(() => {
    const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    return {
      class: 'PUBLIC_KEY',
      keyType: 'EC',
      ecParams: P256,
      ecPoint: der(0x04, Uint8Array.of(4), number(x), number(y)),
    };
  }),
  // What signs without the PIN is refused by the library: to try it would spoil the session of a TPM.
  'always-authenticate keys': generatesPair('RSA', {
    bits: 2048,
    privateTemplate: { alwaysAuthenticate: true },
  }),
  'session data objects': creates(() => ({ class: 'DATA', value: 'x', token: false })),
  'private session data objects': creates(() => ({ class: 'DATA', value: 'x', token: false, private: true })),
  'stored certificates': creates(() => ({ ...certificate, token: true })),
  'session certificates': creates(() => ({ ...certificate, private: false, token: false })),
  'dates of certificates': async ({ session }) => {
    const made = await session.createObject({ ...certificate, startDate: new Date(0), token: false });
    const { startDate } = await made.getMany(['startDate']);
    await made.destroy();
    return startDate === undefined ? 'the start date is not told' : undefined;
  },
  'domain parameters as objects': creates(() => ({
    ...dhParameters,
    class: 'DOMAIN_PARAMETERS',
    token: false,
  })),
  'no state of operations': lacks(['SHA256'], async ({ session }) => {
    const operation = await session.digestOperation();
    await operation.update('x');
    try {
      await operation.saveState();
      return 'it saves them';
    } catch {
      return undefined;
    } finally {
      await operation.close();
    }
  }),
  'sizes of imported keys checked': async ({ session, place }) => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    try {
      const { publicKey } = await session.importKey(privateKey, {
        ...place,
        publicTemplate: { modulusBits: 3 },
      });
      await publicKey?.destroy();
      return 'it takes a modulusBits of 3';
    } catch (error) {
      if (error instanceof Pkcs11Error) return undefined;
      throw error;
    }
  },
  'ECDSA of hashes only': lacks(['ECDSA', 'EC_KEY_PAIR_GEN'], async ({ token }) =>
    (await token.getMechanisms()).has('ECDSA_SHA256') ? 'it hashes itself' : undefined,
  ),
  'no list of interfaces': async ({ token }) =>
    token.module.supports('C_GetInterfaceList') ? 'the module has one' : undefined,
  'OAEP with SHA-1 only': async ({ token }) =>
    token.quirks.includes('softhsm-oaep-sha1') ? undefined : 'it takes others, or has none',
  'imported DH public keys': creates(() => ({
    ...dhParameters,
    class: 'PUBLIC_KEY',
    value: Uint8Array.from(getDiffieHellman('modp5').generateKeys()),
    token: false,
  })),
  'copies of data objects': async ({ session }) => {
    const object = await session.createObject({ class: 'DATA', value: 'x', token: false });
    await (await object.copy()).destroy();
    await object.destroy();
    return undefined;
  },
  'copies of keys': async ({ session }) => {
    const template = { ...secret, keyType: 'AES', value: new Uint8Array(16), token: false } as const;
    const key = await session.createObject(template);
    await (await key.copy({ token: true })).destroy();
    await key.destroy();
    return undefined;
  },
  'objects not to be copied': async ({ session }) => {
    const object = await session.createObject({ class: 'DATA', value: 'x', token: false, copyable: false });
    const copyable = await object.get('copyable');
    await object.destroy();
    return copyable === false ? undefined : `copyable is ${copyable}`;
  },
  'stored data objects': creates(() => ({ class: 'DATA', value: 'x', token: true })),
  'signatures that hold their data': async ({ session, place }) => {
    const { publicKey, privateKey } = await session.generateKeyPair('RSA', {
      ...place,
      bits: 2048,
      publicTemplate: { verifyRecover: true },
      privateTemplate: { signRecover: true },
    });
    const signature = await privateKey.signRecover('x', { mechanism: 'RSA_PKCS' });
    const data = await publicKey.verifyRecover(signature, { mechanism: 'RSA_PKCS' });
    return data?.length === 1 ? undefined : 'what was recovered is not what was signed';
  },
  messages: async ({ session, place }) => {
    const key = await session.generateKey('AES', { bits: 128, ...place });
    try {
      const run = await key.messageEncryptor({ mechanism: 'AES_GCM' });
      await run.close();
    } finally {
      await key.destroy();
    }
    return undefined;
  },
  'random numbers': async ({ session }) => {
    await session.generateRandom(16);
    return undefined;
  },
  seeding: async ({ session }) => {
    await session.seedRandom('seed');
    return undefined;
  },
  'keys in digests': async ({ session }) => {
    const template = { ...secret, keyType: 'AES', value: new Uint8Array(16), token: false } as const;
    const key = await session.createObject(template);
    await session.digest(key);
    return undefined;
  },
  'states of operations with keys': async ({ session }) => {
    const template = { ...secret, keyType: 'AES', value: new Uint8Array(16), encrypt: true } as const;
    const key = await session.createObject(template);
    const operation = await key.encryptOperation({ mechanism: 'AES_CBC', iv: new Uint8Array(16) });
    try {
      await operation.update(new Uint8Array(16));
      await operation.saveState();
    } finally {
      await operation.close();
    }
    return undefined;
  },
  'codes cut short': async ({ session }) => {
    const key = await session.createObject({
      ...{ ...secret, keyType: 'GENERIC_SECRET', value: new Uint8Array(32) },
      ...{ sign: true, verify: true },
    });
    const { length } = await key.sign('x', { mechanism: 'SHA256_HMAC_GENERAL', macLength: 8 });
    return length === 8 ? undefined : `${length} bytes`;
  },
  'encapsulation with elliptic curves': flagged('ECDH1_DERIVE', 'ENCAPSULATE'),
  'encapsulation with RSA': flagged('RSA_PKCS_OAEP', 'ENCAPSULATE'),
  'session validation flags': async ({ session }) => {
    await session.getValidationFlags();
    return undefined;
  },
  'a security officer': async ({ device, token, session }) => {
    if (device.soPin === '') return 'it has none';
    await session.close();
    await (await token.open({ soPin: device.soPin, readWrite: true })).close();
    return undefined;
  },
} satisfies Record<string, Probe>;

const wrongPins: Readonly<Record<string, string>> = {
  opencryptoki: 'it locks the PIN after five',
  tpm2: 'it locks the PIN after two',
  'tpm2-direct': 'it locks the PIN after two',
  opensc: 'the card says CKR_GENERAL_ERROR to a wrong one',
};

/** What follows from the kind of token, and no session is needed to know. */
const traits = {
  // Some count them and lock the PIN, and OpenSC's card has an answer of its own.
  'wrong PINs without end': ({ name }) => wrongPins[name.replace('-newer', '')],
  // What only the folder of a SoftHSM gives: more tokens beside the first, and a slot with a token to initialise.
  'tokens made at will': ({ name }) => (name === 'softhsm2' ? undefined : `${name} has one token`),
  // Tests of what a particular module reports, number by number.
  'the answers of SoftHSM': ({ name }) => (name === 'softhsm2' ? undefined : `this is ${name}`),
  'the answers of NSS': ({ name, chosen }) =>
    !chosen || name.startsWith('nss') ? undefined : `this is ${name}`,
} satisfies Record<string, (device: TestToken) => string | undefined>;

export type Capability = keyof typeof capabilities | keyof typeof traits;

export const isCapability = (need: string): need is Capability => need in capabilities || need in traits;

const isTrait = (need: Capability): need is keyof typeof traits => need in traits;

/** One answer of each token a process: tokens do not learn. */
const found = new Map<string, Promise<string | undefined>>();

/** What keeps the token from having a capability, in its own words. */
export function findLack(token: Token, capability: Capability): Promise<string | undefined> {
  const key = `${token.label} ${capability}`;
  const lack = found.get(key) ?? lackOf(token, capability);
  found.set(key, lack);
  return lack;
}

const places = new Map<string, Promise<KeyPlace>>();

/** What a test passes along with the other options of a new key. */
export function placeOfKeys(token: Token): Promise<KeyPlace> {
  const place = places.get(token.label) ?? findPlace(token);
  places.set(token.label, place);
  return place;
}

const CHEAPEST_FIRST = [
  ['AES_KEY_GEN', generates('AES', { bits: 128 })],
  ['EC_KEY_PAIR_GEN', generatesPair('EC', { curve: 'P-256' })],
  ['RSA_PKCS_KEY_PAIR_GEN', generatesPair('RSA', { bits: 2048 })],
] as const;

async function findPlace(token: Token): Promise<KeyPlace> {
  const offered = await token.getMechanisms();
  const [, probing] = CHEAPEST_FIRST.find(([mechanism]) => offered.has(mechanism)) ?? [];
  if (probing === undefined) return { store: false };
  const device = startedToken();
  await using session = await token.open({ ...loginOf(device, token), readWrite: true });
  try {
    await probing({ device, token, session, place: { store: false } });
    return { store: false };
  } catch (error) {
    if (error instanceof Pkcs11Error || error instanceof NotSupportedError) return { store: true };
    throw error;
  }
}

const loginOf = (device: TestToken, token: Token) => ({
  userPin: device.label === token.label && device.pin !== '' ? device.pin : undefined,
});

async function lackOf(token: Token, capability: Capability): Promise<string | undefined> {
  const device = startedToken();
  if (isTrait(capability)) return traits[capability](device);
  try {
    await using session = await token.open({ ...loginOf(device, token), readWrite: true });
    const probing: Probe = capabilities[capability];
    const place = await placeOfKeys(token);
    return (await probing({ device, token, session, place })) ?? undefined;
  } catch (error) {
    if (error instanceof Pkcs11Error) return `${error.fn} gave ${error.code}`;
    if (error instanceof NotSupportedError) return error.message;
    throw error;
  }
}
