// What tokens may or may not be able to do beyond having a mechanism, found out by doing it.
import { generateKeyPairSync } from 'node:crypto';
import { NotSupportedError, Pkcs11Error, type Session, type Template, type Token } from '../../src/index.ts';
import { startedToken, type TestToken } from './token.ts';
import { der, fromHex } from './token-keys.ts';

interface Probed {
  readonly device: TestToken;
  readonly token: Token;
  readonly session: Session;
}

/** Does it once. A string it returns says what was wrong with the result; so does a refusal of the token. */
type Probe = (probed: Probed) => Promise<string | undefined>;

const creates =
  (template: () => Template): Probe =>
  async ({ session }) => {
    await (await session.createObject(template())).destroy();
    return undefined;
  };

const generates =
  (...args: Parameters<Session['generateKey']>): Probe =>
  async ({ session }) => {
    await (await session.generateKey(...args)).destroy();
    return undefined;
  };

const generatesPair =
  (...args: Parameters<Session['generateKeyPair']>): Probe =>
  async ({ session }) => {
    const { publicKey, privateKey } = await session.generateKeyPair(...args);
    await publicKey.destroy();
    await privateKey.destroy();
    return undefined;
  };

const secret = { class: 'SECRET_KEY', token: false } as const;
const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const number = (text: string | undefined) => Uint8Array.from(Buffer.from(text!, 'base64url'));
const publicRsa = ({ n, e }: ReturnType<typeof rsa>) => ({
  keyType: 'RSA' as const,
  modulus: number(n),
  publicExponent: number(e),
  token: false,
});

/** Each is a refusal of some token under test: see what the run prints. */
const capabilities = {
  'AES keys': generates('AES', { bits: 256 }),
  'readable AES keys': async ({ session }) => {
    const template = { sensitive: false, extractable: true } as const;
    const key = await session.generateKey('AES', { bits: 128, template });
    const { length } = (await key.get('value')) as Uint8Array;
    await key.destroy();
    return length === 16 ? undefined : `${length} bytes`;
  },
  'imported AES keys': creates(() => ({ ...secret, keyType: 'AES', value: new Uint8Array(16) })),
  'imported generic secrets': creates(() => ({
    ...secret,
    keyType: 'GENERIC_SECRET',
    value: new Uint8Array(32),
    sign: true,
    verify: true,
  })),
  'RSA key pairs': generatesPair('RSA', { bits: 2048 }),
  'RSA key pairs of 4096 bits': generatesPair('RSA', { bits: 4096 }),
  'stored RSA key pairs': generatesPair('RSA', { bits: 2048, store: true }),
  'RSA key pairs of 1024 bits': generatesPair('RSA', { bits: 1024 }),
  'imported RSA public keys': creates(() => ({ class: 'PUBLIC_KEY', ...publicRsa(rsa()) })),
  'imported RSA private keys': creates(() => {
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
  'EC key pairs': generatesPair('EC', { curve: 'P-256' }),
  'EC key pairs on all curves': async (probed) => {
    for (const curve of ['P-384', 'P-521', 'secp256k1']) await generatesPair('EC', { curve })(probed);
    return undefined;
  },
  'imported EC public keys': creates(() => {
    const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    return {
      class: 'PUBLIC_KEY',
      keyType: 'EC',
      ecParams: fromHex('06082a8648ce3d030107'),
      ecPoint: der(0x04, Uint8Array.of(4), number(x), number(y)),
      token: false,
    };
  }),
  'always-authenticate keys': generatesPair('RSA', {
    bits: 2048,
    privateTemplate: { alwaysAuthenticate: true },
  }),
  'session data objects': creates(() => ({ class: 'DATA', value: 'x', token: false })),
  'private session data objects': creates(() => ({ class: 'DATA', value: 'x', token: false, private: true })),
  'stored certificates': creates(() => ({
    class: 'CERTIFICATE',
    certificateType: 'X_509',
    label: 'probe',
    subject: der(0x30),
    issuer: der(0x30),
    serialNumber: der(0x02, Uint8Array.of(1)),
    value: der(0x30),
    token: true,
  })),
  'copies of data objects': async ({ session }) => {
    const object = await session.createObject({ class: 'DATA', value: 'x', token: false });
    await (await object.copy()).destroy();
    await object.destroy();
    return undefined;
  },
  'copies of keys': async ({ session }) => {
    const key = await session.createObject({ ...secret, keyType: 'AES', value: new Uint8Array(16) });
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
  'signatures that hold their data': async ({ session }) => {
    const { publicKey, privateKey } = await session.generateKeyPair('RSA', {
      bits: 2048,
      publicTemplate: { verifyRecover: true },
      privateTemplate: { signRecover: true },
    });
    const signature = await privateKey.signRecover('x', { mechanism: 'RSA_PKCS' });
    const data = await publicKey.verifyRecover(signature, { mechanism: 'RSA_PKCS' });
    return data?.length === 1 ? undefined : 'what was recovered is not what was signed';
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
    const key = await session.createObject({ ...secret, keyType: 'AES', value: new Uint8Array(16) });
    await session.digest(key);
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

/** One answer a process: tokens do not learn. */
const found = new Map<Capability, Promise<string | undefined>>();

/** What keeps the token from having a capability, in its own words. */
export function findLack(token: Token, capability: Capability): Promise<string | undefined> {
  const lack = found.get(capability) ?? lackOf(token, capability);
  found.set(capability, lack);
  return lack;
}

async function lackOf(token: Token, capability: Capability): Promise<string | undefined> {
  const device = startedToken();
  if (isTrait(capability)) return traits[capability](device);
  const userPin = device.label === token.label && device.pin !== '' ? device.pin : undefined;
  try {
    await using session = await token.open({ userPin, readWrite: true });
    const probing: Probe = capabilities[capability];
    return (await probing({ device, token, session })) ?? undefined;
  } catch (error) {
    if (error instanceof Pkcs11Error) return `${error.fn} gave ${error.code}`;
    if (error instanceof NotSupportedError) return error.message;
    throw error;
  }
}
