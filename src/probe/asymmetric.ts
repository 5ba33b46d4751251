import { constants, type KeyObject, publicEncrypt, verify } from 'node:crypto';
import { mechanismEntry } from '../codec/mechanisms.ts';
import type { KeyTypeName, MechanismName } from '../codec/names.ts';
import type { GenerateKeyPairOptions } from '../model/keys/generation.ts';
import type { UnwrapOptions } from '../model/keys/key-transport.ts';
import type { CipherOptions } from '../model/operations/cipher.ts';
import type { SignOptions, VerifyOptions } from '../model/operations/signature.ts';
import type { Bench } from './bench.ts';
import { assertValue, generatePair, type KeyPairHere, keyPair } from './keys.ts';
import { secretToMove, storedOnly, TEXT, unwrap } from './symmetric.ts';
import { assertSame, assertTrue, type Found, NotTried, type Trial } from './trial.ts';

type Named<O> = O & { readonly mechanism: MechanismName };

/** A key pair, with the options that make it. */
export interface PairOptions {
  readonly keyType: KeyTypeName;
  readonly make: GenerateKeyPairOptions;
}

export const RSA: PairOptions = { keyType: 'RSA', make: { bits: 2048 } };
export const EC: PairOptions = { keyType: 'EC', make: { curve: 'P-256' } };

/** For a row that has nothing to say of what this Node.js cannot check. */
export function outsideOf({ outside, privateKey }: KeyPairHere): KeyObject {
  if (outside === undefined)
    throw new NotTried(`this Node.js knows no ${privateKey.keyType} keys to check with`);
  return outside;
}

/** The token makes a key pair; node:crypto takes its public key for one of the kind. */
export function generatingPair(
  name: string,
  generation: MechanismName,
  { keyType, make }: PairOptions,
  matches: (publicKey: KeyObject) => boolean,
): Trial {
  return {
    name,
    needs: { mechanisms: [generation] },
    async run(bench) {
      const pair = await generatePair(bench, keyType, make);
      assertTrue('the public key is of another kind', matches(outsideOf(pair)));
      return storedOnly(pair.refused);
    },
  };
}

interface SignTrial extends Pick<PairOptions, 'keyType'> {
  readonly name?: string;
  /** What makes the pair, or the options that the usual way takes. */
  pair?(bench: Bench): Promise<KeyPairHere>;
  readonly make?: GenerateKeyPairOptions;
  readonly options: Named<SignOptions & VerifyOptions>;
  /** What is signed instead of the data: its hash, say. */
  input?(data: Buffer): Buffer;
  outside(pair: KeyPairHere, data: Buffer, signature: Uint8Array): boolean | Promise<boolean>;
}

/** A signature by the token that node:crypto accepts, and that the token tells from a wrong one. */
export function signing({
  name,
  keyType,
  make = {},
  pair: pairOf = (bench) => keyPair(bench, keyType, make),
  options,
  input = (data) => data,
  outside,
}: SignTrial): Trial {
  const { mechanism } = options;
  return {
    name: name ?? mechanism,
    needs: { mechanisms: [mechanism, ...standIns(mechanism)], flag: 'SIGN' },
    async run(bench) {
      const pair = await pairOf(bench);
      const data = input(TEXT);
      const made = preparedOutside(pair, options);
      const signature = await pair.privateKey.sign(data, options);
      assertTrue('the signature is wrong', await outside(pair, TEXT, signature));
      const verified = await verifying(bench, pair, data, signature, options);
      if (made === undefined) return verified;
      const rest = verified === undefined ? [] : Object.values(verified);
      return { fallback: [made, ...rest].join('; ') };
    },
  };
}

/** The mechanisms that sign the same when the data is hashed, or hashed and padded, before. */
function standIns(mechanism: MechanismName): MechanismName[] {
  const { prehashed, unpadded } = mechanismEntry(mechanism);
  const next = [prehashed, unpadded?.mechanism].filter((each) => each !== undefined);
  return next.flatMap((each) => [each, ...standIns(each)]);
}

/** What the library does to the data before the token gets it. */
function preparedOutside({ privateKey }: KeyPairHere, options: Named<SignOptions>): string | undefined {
  const { hashedOutside, paddedOutside, tokenMechanism } = privateKey.plan('sign', options);
  const done = [hashedOutside && 'hashed', paddedOutside && 'padded'].filter(Boolean);
  return done.length === 0 ? undefined : `${done.join(' and ')} here, then ${tokenMechanism}`;
}

/** The token verifies what it has signed, or the library does it instead. */
async function verifying(
  bench: Bench,
  { publicKey }: KeyPairHere,
  data: Buffer,
  signature: Uint8Array,
  options: VerifyOptions,
): Promise<Found> {
  if (publicKey === undefined) return { detail: 'sign only: it has no public key object' };
  assertTrue('the right signature is refused', await publicKey.verify(data, signature, options));
  const wrong = Buffer.from(signature);
  wrong[wrong.length - 1]! ^= 1;
  assertTrue('a wrong signature is accepted', !(await publicKey.verify(data, wrong, options)));
  return bench.observer.called('C_Verify') || bench.observer.called('C_VerifyFinal')
    ? undefined
    : { fallback: 'verified by node:crypto' };
}

/** What `crypto.verify` says of data hashed with SHA-256. */
export function verifies(options: object = {}) {
  return (pair: KeyPairHere, data: Buffer, signature: Uint8Array): boolean =>
    verify('sha256', data, { key: outsideOf(pair), ...options }, signature);
}

interface RsaPadding {
  readonly padding: number;
  readonly oaepHash?: string;
}

export const PKCS1: RsaPadding = { padding: constants.RSA_PKCS1_PADDING };
export const OAEP_SHA1: RsaPadding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
export const OAEP_SHA256: RsaPadding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

/**
 * The token decrypts what node:crypto encrypts, and then what itself encrypts: with the former right, the latter is,
 * too, although nobody outside could decrypt it.
 */
export function cipheringRsa(name: string, options: Named<CipherOptions>, padding: RsaPadding): Trial {
  return {
    name,
    needs: { mechanisms: [options.mechanism], flag: 'DECRYPT' },
    async run(bench) {
      const pair = await keyPair(bench, RSA.keyType, RSA.make);
      const theirs = publicEncrypt({ key: outsideOf(pair), ...padding }, TEXT);
      assertSame('the plaintext', await pair.privateKey.decrypt(theirs, options), TEXT);
      if (pair.publicKey === undefined) return { detail: 'decrypt only: it has no public key object' };
      const ours = await pair.publicKey.encrypt(TEXT, options);
      const fallback = bench.observer.called('C_Encrypt')
        ? undefined
        : { fallback: 'encrypted by node:crypto' };
      assertSame('the plaintext', await pair.privateKey.decrypt(ours, options), TEXT);
      return fallback;
    },
  };
}

/** The same with a key for the data. */
export function wrappingRsa(name: string, options: Named<UnwrapOptions>, padding: RsaPadding): Trial {
  return {
    name,
    needs: { mechanisms: [options.mechanism], flag: 'WRAP' },
    async run(bench) {
      const pair = await keyPair(bench, RSA.keyType, RSA.make);
      const { publicKey, privateKey } = pair;
      if (publicKey === undefined) throw new NotTried('there is no public key object to wrap with');
      const { key, value } = await secretToMove(bench);
      const theirs = publicEncrypt({ key: outsideOf(pair), ...padding }, value);
      const ours = await publicKey.wrapKey(key, options);
      for (const wrapped of [theirs, ours]) {
        const unwrapped = await unwrap(bench, privateKey, wrapped, options);
        await assertValue('the unwrapped key', unwrapped, value);
      }
      return undefined;
    },
  };
}
