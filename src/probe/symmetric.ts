import type { Template } from '../codec/attributes.ts';
import type { KeyTypeName, MechanismName } from '../codec/names.ts';
import { Pkcs11Error } from '../errors.ts';
import type { ConfidentialKey } from '../model/keys/confidential-key.ts';
import type { DeriveOptions } from '../model/keys/derivation.ts';
import type { UnwrapOptions } from '../model/keys/key-transport.ts';
import type { SecretKey } from '../model/keys/secret-key.ts';
import type { CipherOptions } from '../model/operations/cipher.ts';
import type { SignOptions } from '../model/operations/signature.ts';
import type { Bench, Made, Refused } from './bench.ts';
import { assertRefused, assertValue, generateSecret, type importSecret, READABLE, secret } from './keys.ts';
import { encrypted } from './outside.ts';
import { assertSame, assertTrue, type Found, type Trial } from './trial.ts';

/** Data that is a multiple of every block. */
export const DATA: Buffer = Buffer.from('cryptoki probe: 32 bytes of data');
/** Data that is not. */
export const TEXT: Buffer = Buffer.from('cryptoki probe: this means nothing');

type Named<O> = O & { readonly mechanism: MechanismName };

interface SecretTrial {
  readonly keyType: KeyTypeName;
  readonly bits: number;
}

/** What of the result shows that a session object was refused. */
export function storedOnly(refused: Refused | undefined): Found {
  if (refused === undefined) return undefined;
  const fallback = 'stored, as session objects are refused';
  return refused === true ? { fallback } : { fallback, refusal: refused };
}

/** The token makes a key: its value is as long as it should be, and is what the token encrypts with. */
export function generating(
  keyType: KeyTypeName,
  bits: number,
  generation: MechanismName,
  check?: { readonly mechanism: 'AES_ECB' | 'DES3_ECB'; readonly outside: string },
): Trial {
  return {
    name: `${bits} bits`,
    needs: { mechanisms: [generation] },
    async run(bench) {
      const size = keyType.startsWith('DES') ? {} : { bits };
      const { key, value, refused } = await generateSecret(bench, keyType, size);
      assertTrue(`a key of ${bits} bits has ${value.byteLength} bytes`, value.byteLength === bits / 8);
      const another = await generateSecret(bench, keyType, size);
      assertTrue('two new keys are the same', !another.value.equals(value));
      if (check !== undefined && bench.has(check.mechanism)) {
        const ciphertext = await key.encrypt(DATA, { mechanism: check.mechanism });
        assertSame('the ciphertext', ciphertext, encrypted(check.outside, value, null, DATA));
      }
      return storedOnly(refused);
    },
  };
}

interface CipherTrial extends SecretTrial {
  readonly name?: string;
  readonly options: Named<CipherOptions>;
  readonly data?: Buffer;
  /** What the ciphertext should be. */
  outside(key: Buffer, data: Buffer): Buffer;
  /** A changed ciphertext is refused. */
  readonly authenticated?: true;
}

export function ciphering({
  name,
  keyType,
  bits,
  options,
  data = DATA,
  outside,
  authenticated,
}: CipherTrial): Trial {
  return {
    name: name ?? options.mechanism,
    needs: { mechanisms: [options.mechanism], flag: 'ENCRYPT' },
    async run(bench) {
      const { key, value } = await secret(bench, keyType, bits);
      const ciphertext = await key.encrypt(data, options);
      assertSame('the ciphertext', ciphertext, outside(value, data));
      assertSame('the plaintext', await key.decrypt(ciphertext, options), data);
      if (authenticated) {
        const changed = Buffer.from(ciphertext);
        changed[0]! ^= 1;
        await assertRefused('a changed ciphertext', key.decrypt(changed, options));
      }
      return blocksOf(bench);
    },
  };
}

/** What the library did, where the token makes no counters as the standard has them. */
function blocksOf({ observer }: Bench): Found {
  if (observer.fellBack('filling')) return { fallback: 'the last block is filled up here' };
  if (observer.fellBack('counter')) return { fallback: 'kept in bounds here, as the token counts all bits' };
  return undefined;
}

interface MacTrial extends SecretTrial {
  readonly options: Named<SignOptions>;
  outside(key: Buffer, data: Buffer): Buffer;
}

export function authenticating({ keyType, bits, options, outside }: MacTrial): Trial {
  return {
    name: options.mechanism,
    needs: { mechanisms: [options.mechanism], flag: 'SIGN' },
    async run(bench) {
      const { key, value } = await secret(bench, keyType, bits);
      const code = await key.sign(TEXT, options);
      assertSame('the code', code, outside(value, TEXT));
      assertTrue('the right code is refused', await key.verify(TEXT, code, options));
      assertTrue('a wrong code is accepted', !(await key.verify(DATA, code, options)));
      return bench.observer.called('C_Verify') ? undefined : { fallback: 'verified by computing it again' };
    },
  };
}

interface WrapTrial extends SecretTrial {
  readonly options: Named<UnwrapOptions>;
  outside(kek: Buffer, key: Buffer): Buffer;
  /** What some tokens understand by the mechanism instead. */
  readonly or?: readonly { readonly detail: string; outside(kek: Buffer, key: Buffer): Buffer }[];
}

/** Wraps a key that is known here, and unwraps it into another. */
export function wrapping({ keyType, bits, options, outside, or = [] }: WrapTrial): Trial {
  return {
    name: options.mechanism,
    needs: { mechanisms: [options.mechanism], flag: 'WRAP' },
    async run(bench) {
      const kek = await secret(bench, keyType, bits);
      const { key, value } = await secretToMove(bench);
      const wrapped = await kek.key.wrapKey(key, options);
      const other = or.find((each) => each.outside(kek.value, value).equals(wrapped));
      if (other === undefined) assertSame('the wrapped key', wrapped, outside(kek.value, value));
      const unwrapped = await unwrap(bench, kek.key, wrapped, options);
      await assertValue('the unwrapped key', unwrapped, value);
      return other && { detail: other.detail };
    },
  };
}

/**
 * Unwraps a key whose value can be read. Some tokens refuse to be told that it may be (openCryptoki), although theirs
 * can be if nothing is said.
 */
export async function unwrap(
  bench: Bench,
  key: ConfidentialKey,
  wrapped: Uint8Array,
  options: Named<UnwrapOptions>,
): Promise<SecretKey> {
  const unwrapping = (template: Template): Promise<Made<SecretKey>> =>
    bench.make((store) =>
      key.unwrapKey('SECRET_KEY', 'AES', wrapped, { ...options, store, label: bench.label, template }),
    );
  try {
    return bench.keep((await unwrapping(READABLE)).value);
  } catch (error) {
    if (!(error instanceof Pkcs11Error && error.code === 'CKR_ATTRIBUTE_READ_ONLY')) throw error;
    return bench.keep((await unwrapping({ sensitive: undefined, extractable: undefined })).value);
  }
}

/** Unless told otherwise a key that is unwrapped is as well protected as one that is made. */
export const protecting: Trial = {
  name: 'an unwrapped key',
  async run(bench) {
    const kek = await secret(bench, 'AES', 256);
    const { key } = await secretToMove(bench);
    const wrapping = WRAPPING.find(({ mechanism }) => bench.offers.get(mechanism)?.flags.has('WRAP'));
    if (wrapping === undefined) return { notOffered: 'the token wraps no keys' };
    const wrapped = await kek.key.wrapKey(key, wrapping);
    const { value } = await bench.make((store) =>
      kek.key.unwrapKey('SECRET_KEY', 'AES', wrapped, { ...wrapping, store, label: bench.label }),
    );
    const { sensitive, extractable } = await bench.keep(value).getMany(['sensitive', 'extractable']);
    assertTrue('asked to be sensitive, it is not', sensitive === true);
    assertTrue('asked not to be extractable, it is', extractable === false);
    await assertRefused('reading its value', value.get('value'));
    return undefined;
  },
};

const WRAPPING = [{ mechanism: 'AES_KEY_WRAP' }, { mechanism: 'AES_ECB' }] as const;

export function secretToMove(bench: Bench): ReturnType<typeof importSecret> {
  return secret(bench, 'AES', 128);
}

interface DeriveTrial extends SecretTrial {
  readonly options: Named<DeriveOptions>;
  /** The type of the new key, of 128 bits; AES by default. */
  readonly derived?: KeyTypeName;
  outside(key: Buffer): Buffer;
}

export function derivingSecret({ keyType, bits, options, derived = 'AES', outside }: DeriveTrial): Trial {
  return {
    name: options.mechanism,
    needs: { mechanisms: [options.mechanism], flag: 'DERIVE' },
    async run(bench) {
      const base = await secret(bench, keyType, bits);
      const { value: key } = await bench.make((store) =>
        base.key.deriveKey(derived, { ...options, bits: 128, store, label: bench.label, template: READABLE }),
      );
      await assertValue('the derived key', bench.keep(key), outside(base.value));
      return undefined;
    },
  };
}
