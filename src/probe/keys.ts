import { type KeyObject, randomBytes, X509Certificate } from 'node:crypto';
import type { AttributeName, Template } from '../codec/attributes.ts';
import type { KeyTypeName, MechanismName } from '../codec/names.ts';
import { NotSupportedError, Pkcs11Error } from '../errors.ts';
import { FormatError } from '../formats/format-error.ts';
import { fromTemplate } from '../formats/from-template.ts';
import type { GenerateKeyPairOptions } from '../model/keys/generation.ts';
import type { PrivateKey } from '../model/keys/private-key.ts';
import type { PublicKey } from '../model/keys/public-key.ts';
import type { SecretKey } from '../model/keys/secret-key.ts';
import type { Pkcs11Object } from '../model/objects/object.ts';
import type { Bench, Refused } from './bench.ts';
import { withOddParity } from './outside.ts';
import { assertSame, isLacking, NotOffered, NotTried, WrongResult } from './trial.ts';

/** Keys whose values may be read: the only ones that can be compared with anything. */
export const READABLE: Template = { sensitive: false, extractable: true };

const ALL_USES: Template = {
  encrypt: true,
  decrypt: true,
  sign: true,
  verify: true,
  wrap: true,
  unwrap: true,
};
const USES: Partial<Record<KeyTypeName, Template>> = {
  GENERIC_SECRET: { sign: true, verify: true, derive: true },
  AES: { ...ALL_USES, derive: true },
  DES2: { ...ALL_USES, derive: true },
  DES3: { ...ALL_USES, derive: true },
};

/** A secret key whose value is known here. */
export interface KnownSecret {
  readonly key: SecretKey;
  readonly value: Buffer;
  readonly refused?: Refused;
}

/** Gives the token a secret key of a random value. */
export async function importSecret(bench: Bench, keyType: KeyTypeName, bits: number): Promise<KnownSecret> {
  const random = randomBytes(bits / 8);
  const value = keyType.startsWith('DES') ? withOddParity(random) : random;
  const { value: key, ...made } = await bench.make((token) =>
    bench.session.createObject({
      ...READABLE,
      ...(USES[keyType] ?? ALL_USES),
      class: 'SECRET_KEY',
      keyType,
      token,
      private: bench.session.loggedIn,
      label: bench.label,
      value,
    }),
  );
  return { key: bench.keep(key), value, ...made };
}

/** Has the token make a secret key, and reads its value. */
export async function generateSecret(
  bench: Bench,
  keyType: KeyTypeName,
  options: { readonly bits?: number; readonly mechanism?: MechanismName },
): Promise<KnownSecret> {
  const uses = { ...(USES[keyType] ?? ALL_USES) };
  const { value: key, ...made } = await bench.make((store) =>
    bench.session.generateKey(keyType, {
      ...(options.bits !== undefined && { bits: options.bits }),
      store,
      label: bench.label,
      template: { ...uses, ...READABLE },
    }),
  );
  bench.keep(key);
  return { key, value: Buffer.from(await key.get('value')), ...made };
}

/** A known secret for several rows: given to the token, or else made there. */
export function secret(bench: Bench, keyType: KeyTypeName, bits: number): Promise<KnownSecret> {
  return bench.shared(`${keyType} ${bits}`, async () => {
    try {
      return await importSecret(bench, keyType, bits);
    } catch (error) {
      try {
        return await generateSecret(bench, keyType, keyType.startsWith('DES') ? {} : { bits });
      } catch (generating) {
        // A token that makes no such keys either has none to work with.
        if (generating instanceof NotSupportedError || isLacking(generating)) {
          throw new NotOffered(`the token neither takes nor makes ${keyType} keys`, error);
        }
        throw error;
      }
    }
  });
}

/** Whether a key of the token is the one it should be. */
export async function assertValue(what: string, key: SecretKey, expected: Uint8Array): Promise<void> {
  assertSame(what, await key.get('value'), expected);
}

/** A key pair, and its public half for node:crypto. */
export interface KeyPairHere {
  readonly privateKey: PrivateKey;
  /** Not there for some keys that were on the token before. */
  readonly publicKey: PublicKey | undefined;
  /** `undefined` if this Node.js knows no such keys. */
  readonly outside: KeyObject | undefined;
  readonly refused?: Refused;
}

/** The mechanisms that make key pairs, by the type of the key. */
const GENERATION: Partial<Record<KeyTypeName, MechanismName>> = {
  RSA: 'RSA_PKCS_KEY_PAIR_GEN',
  EC: 'EC_KEY_PAIR_GEN',
};

/** A key pair for several rows: made by the token, or found there if that is allowed and it makes none. */
export function keyPair(
  bench: Bench,
  keyType: KeyTypeName,
  options: GenerateKeyPairOptions,
): Promise<KeyPairHere> {
  const { bits, curve, publicTemplate } = options;
  return bench.shared(`${keyType} ${bits ?? curve ?? String(publicTemplate?.parameterSet)}`, () => {
    const generation = GENERATION[keyType];
    if (generation === undefined || bench.has(generation)) return generatePair(bench, keyType, options);
    return existingPair(bench, keyType);
  });
}

export async function generatePair(
  bench: Bench,
  keyType: KeyTypeName,
  options: GenerateKeyPairOptions,
): Promise<KeyPairHere> {
  const { value, ...made } = await bench.make((store) =>
    bench.session.generateKeyPair(keyType, { ...options, store, label: bench.label }),
  );
  const publicKey = bench.keep(value.publicKey as unknown as PublicKey);
  const privateKey = bench.keep(value.privateKey as unknown as PrivateKey);
  return { publicKey, privateKey, outside: await exported(publicKey), ...made };
}

const PUBLIC_VALUES = [
  'class',
  'keyType',
  'modulus',
  'publicExponent',
  'ecParams',
  'ecPoint',
  'prime',
  'subprime',
  'base',
  'value',
  'parameterSet',
] as const satisfies readonly AttributeName[];

async function publicTemplate(publicKey: Pkcs11Object): Promise<Template> {
  const values = await publicKey.getMany(PUBLIC_VALUES);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** A public key for the openssl command. */
export async function publicPem(publicKey: Pkcs11Object): Promise<string> {
  return fromTemplate(await publicTemplate(publicKey), 'spki-pem');
}

/** A public key for node:crypto; `undefined` if this Node.js knows no such keys. */
export async function exported(publicKey: Pkcs11Object): Promise<KeyObject | undefined> {
  const template = await publicTemplate(publicKey);
  try {
    return fromTemplate(template, 'key-object');
  } catch (error) {
    if (error instanceof FormatError && /OpenSSL of this Node/.test(error.message)) return undefined;
    throw error;
  }
}

async function existingPair(bench: Bench, keyType: KeyTypeName): Promise<KeyPairHere> {
  if (!bench.existingKeys) {
    throw new NotTried(`the token makes no ${keyType} keys; those on it are left alone`);
  }
  for await (const found of bench.session.getObjects({ class: 'PRIVATE_KEY', keyType })) {
    const privateKey = found as unknown as PrivateKey;
    const { id, alwaysAuthenticate } = await privateKey.getMany(['id', 'alwaysAuthenticate']);
    if (id === undefined || alwaysAuthenticate === true) continue;
    const publicKey = await first(bench.session.getObjects({ class: 'PUBLIC_KEY', id }));
    if (publicKey !== undefined) {
      return { privateKey, publicKey: publicKey as PublicKey, outside: await exported(publicKey) };
    }
    const certificate = await first(bench.session.getObjects({ class: 'CERTIFICATE', id }));
    if (certificate === undefined) continue;
    const { publicKey: outside } = new X509Certificate(await certificate.get('value'));
    return { privateKey, publicKey: undefined, outside };
  }
  throw new NotTried(`the token makes no ${keyType} keys, and none with a public key is on it`);
}

async function first<T>(objects: AsyncIterable<T>): Promise<T | undefined> {
  for await (const object of objects) return object;
  return undefined;
}

/** Whether something is refused, as it should be: a wrong signature, a changed ciphertext. */
export async function assertRefused(what: string, operation: Promise<unknown>): Promise<void> {
  try {
    await operation;
  } catch (error) {
    if (error instanceof Pkcs11Error) return;
    throw error;
  }
  throw new WrongResult(`${what} is accepted`);
}
