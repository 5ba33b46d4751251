import { pbkdf2, pbkdf2Sync, scrypt, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';

/** How a passphrase becomes the key of an encryption: slow on purpose (RFC 8018 §5.2, RFC 7914). */
export type Derivation = {
  readonly salt: Uint8Array;
  readonly keyBytes: number;
} & (
  | { readonly iterations: number; readonly hash: string }
  | {
      readonly scrypt: {
        readonly N: number;
        readonly r: number;
        readonly p: number;
        readonly maxmem: number;
      };
    }
);

/** Makes the key of a passphrase. */
export type Derive = (derivation: Derivation, passphrase: Uint8Array) => Buffer;

export const deriveSync: Derive = (derivation, passphrase) => {
  const { salt, keyBytes } = derivation;
  return 'scrypt' in derivation
    ? scryptSync(passphrase, salt, keyBytes, derivation.scrypt)
    : pbkdf2Sync(passphrase, salt, derivation.iterations, keyBytes, derivation.hash);
};

const pbkdf2Async = promisify(pbkdf2);
const scryptAsync = promisify(
  scrypt as (
    passphrase: Uint8Array,
    salt: Uint8Array,
    keyBytes: number,
    options: object,
    done: (error: Error | null, key: Buffer) => void,
  ) => void,
);

/** The same on libuv's pool. */
function derive(derivation: Derivation, passphrase: Uint8Array): Promise<Buffer> {
  const { salt, keyBytes } = derivation;
  return 'scrypt' in derivation
    ? scryptAsync(passphrase, salt, keyBytes, derivation.scrypt)
    : pbkdf2Async(passphrase, salt, derivation.iterations, keyBytes, derivation.hash);
}

/**
 * A conversion whose keys are derived on libuv's pool: it is written as if they were there at once, and begins anew
 * when one has come. So it must change nothing.
 */
export async function withDerivedKeys<T>(convert: (derive: Derive) => T): Promise<T> {
  const keys = new Map<string, Buffer | Error>();
  try {
    for (;;) {
      let missing: { name: string; key: Promise<Buffer> } | undefined;
      try {
        return convert((derivation, passphrase) => {
          const name = JSON.stringify({ ...derivation, salt: [...derivation.salt] });
          const known = keys.get(name);
          if (known instanceof Error) throw known;
          // The conversion wipes what it gets.
          if (known !== undefined) return Buffer.from(known);
          missing = { name, key: derive(derivation, passphrase) };
          throw new Error('the key is not there yet');
        });
      } catch (error) {
        if (missing === undefined) throw error;
        keys.set(missing.name, await missing.key.catch((failure: Error) => failure));
      }
    }
  } finally {
    for (const key of keys.values()) if (!(key instanceof Error)) key.fill(0);
  }
}
