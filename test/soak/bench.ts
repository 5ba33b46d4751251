// What the operations of the soak work with: a token's keys, of which node:crypto has the other half.
import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  type LoadOptions,
  loadModule,
  type Module,
  type OpenOptions,
  type PrivateKeyOf,
  type PublicKeyOf,
  type SecretKey,
  type Session,
  type Token,
} from '../../src/index.ts';
import type { Luck } from '../support/luck.ts';

/** How to reach the token. */
export interface Device {
  readonly path: string;
  readonly label: string;
  readonly pin: string;
  readonly load: LoadOptions;
  /** Whether keys can be stored on it. */
  readonly stores: boolean;
}

/** What all threads know of the keys on the token. */
export interface Fixture {
  readonly aes: Uint8Array;
  readonly mac: Uint8Array;
  /** SubjectPublicKeyInfo in PEM. */
  readonly rsa: string;
  readonly ec: string;
  /** The operations that the token can do when nobody else uses it. */
  readonly offered: readonly string[];
}

interface Keys {
  readonly aes: SecretKey;
  readonly mac: SecretKey;
  readonly rsaPrivate: PrivateKeyOf<'RSA'>;
  readonly rsaPublic: PublicKeyOf<'RSA'>;
  readonly ecPrivate: PrivateKeyOf<'EC'>;
  readonly ecPublic: PublicKeyOf<'EC'>;
}

/** What one operation works with. */
export interface Bench {
  readonly module: Module;
  readonly token: Token;
  /** Shared by many operations at once. */
  readonly session: Session;
  readonly keys: Keys;
  readonly device: Device;
  readonly fixture: Fixture;
  /** Whether the token digests. */
  readonly digests: boolean;
  readonly judges: { readonly rsa: KeyObject; readonly ec: KeyObject };
  /** A session of the operation's own, which it closes. */
  own(options?: OpenOptions): Promise<Bench>;
}

export type Operation = (bench: Bench, luck: Luck) => Promise<unknown>;

/** What all of these keys have in common. */
export const ID: Uint8Array = new TextEncoder().encode('soak');
const AES = { class: 'SECRET_KEY', keyType: 'AES', label: 'soak aes' } as const;
const MAC = { class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', label: 'soak mac' } as const;
const RSA = 'soak rsa';
const EC = 'soak ec';

/** What was generated and imported, on as many kinds of objects as the token has: stored ones and those of a session. */
export async function makeKeys(
  session: Session,
  { stores }: Device,
  luck: Luck,
): Promise<Omit<Fixture, 'offered'>> {
  const [aes, mac] = [luck.bytes(32), luck.bytes(32)];
  const uses = { encrypt: true, decrypt: true, wrap: true, unwrap: true, derive: true } as const;
  await session.createObject({ ...AES, id: ID, value: aes, ...uses });
  await session.createObject({
    ...MAC,
    id: ID,
    value: mac,
    sign: true,
    verify: true,
    token: stores,
    private: stores,
  });
  const rsa = await session.generateKeyPair('RSA', { bits: 2048, label: RSA, id: ID, store: stores });
  const ec = await session.generateKeyPair('EC', {
    curve: 'P-256',
    label: EC,
    id: ID,
    capabilities: ['sign', 'verify', 'derive'],
  });
  return {
    aes,
    mac,
    rsa: await rsa.publicKey.export('spki-pem'),
    ec: await ec.publicKey.export('spki-pem'),
  };
}

/** Opens a session and finds the keys in it. */
export async function benchOf(
  token: Token,
  device: Device,
  fixture: Fixture,
  options: OpenOptions = {},
): Promise<Bench> {
  const login = device.pin === '' ? {} : { userPin: device.pin };
  const session = await token.open({ ...login, readWrite: true, ...options });
  try {
    const keys: Keys = {
      aes: await session.getKey(AES),
      mac: await session.getKey(MAC),
      rsaPrivate: await session.getKey({ class: 'PRIVATE_KEY', keyType: 'RSA', label: RSA }),
      rsaPublic: await session.getKey({ class: 'PUBLIC_KEY', keyType: 'RSA', label: RSA }),
      ecPrivate: await session.getKey({ class: 'PRIVATE_KEY', keyType: 'EC', label: EC }),
      ecPublic: await session.getKey({ class: 'PUBLIC_KEY', keyType: 'EC', label: EC }),
    };
    const judges = { rsa: createPublicKey(fixture.rsa), ec: createPublicKey(fixture.ec) };
    const digests = (await token.getMechanisms()).has('SHA256');
    const own = (more?: OpenOptions): Promise<Bench> => benchOf(token, device, fixture, more);
    return { module: token.module, token, session, keys, device, fixture, digests, judges, own };
  } catch (error) {
    await session.close();
    throw error;
  }
}

export async function findToken({ path, load, label }: Device): Promise<Token> {
  const module = await loadModule(path, load);
  return module.getToken({ label });
}
