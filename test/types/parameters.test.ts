// What mechanisms demand and what they give back, by the compiler. The functions are compiled and never run.
import type {
  DerivedKeys,
  MechanismName,
  MechanismOptions,
  MechanismOutputs,
  MechanismParameters,
  OneTimePassword,
  OtpKey,
  PrivateKey,
  SecretKey,
  Session,
} from '../../src/index.ts';
import { same, testTypes } from '../support/type-check.ts';

declare const session: Session;
declare const key: SecretKey;
declare const privateKey: PrivateKey;
declare const otpKey: OtpKey;
type Bytes = Uint8Array<ArrayBuffer>;
const randoms = { clientRandom: 'client', serverRandom: 'server' };
const sizes = { macBits: 160, keyBits: 128 };

type Required<T> = { [K in keyof T]-?: object extends Pick<T, K> ? never : K }[keyof T];
/** The mechanisms of the standard that demand something. */
type Demanding = {
  [M in MechanismName]: [Required<MechanismParameters<M>>] extends [never] ? never : M;
}[MechanismName];
/** Those of them that could be named without it. */
type Lax = {
  [M in Demanding]: { readonly mechanism: M } extends MechanismOptions ? M : never;
}[Demanding];

export function demands(): void {
  same<Lax, never>(true);
  same<
    Extract<Demanding, 'AES_GCM' | 'TLS12_KDF' | 'SHA256' | 'KIP_MAC'>,
    'AES_GCM' | 'TLS12_KDF' | 'KIP_MAC'
  >(true);
  same<keyof MechanismParameters<'AES_ECB'>, never>(true);
}

export async function keysAndMore(): Promise<void> {
  const master = await key.deriveKeys('GENERIC_SECRET', { mechanism: 'TLS_MASTER_KEY_DERIVE', ...randoms });
  same<typeof master.key, SecretKey>(true);
  const { major } = master.version;
  same<typeof major, number>(true);

  const made = await key.deriveKeys('AES', { mechanism: 'SSL3_KEY_AND_MAC_DERIVE', ...randoms, ...sizes });
  same<typeof made.clientIv, Bytes>(true);
  same<typeof made.clientKey, SecretKey | undefined>(true);
  // @ts-expect-error: it makes no key besides these
  void made.key;
  const safe = key.deriveKeysSync('AES', {
    mechanism: 'TLS12_KEY_SAFE_DERIVE',
    hash: 'SHA256',
    ...randoms,
    ...sizes,
  });
  // @ts-expect-error: it makes no IVs
  void safe.clientIv;

  const several = key.deriveKeysSync('AES', {
    mechanism: 'SP800_108_COUNTER_KDF',
    prf: 'SHA256_HMAC',
    input: [{ type: 'ITERATION_VARIABLE', bits: 8 }],
    additionalKeys: [{ keyType: 'AES', valueLen: 16 }],
  });
  same<typeof several.additionalKeys, readonly SecretKey[]>(true);
  same<DerivedKeys<'KEA_DERIVE'>['key'], SecretKey | undefined>(true);
  same<DerivedKeys<'KEA_DERIVE'>['randomA'], Bytes>(true);
  same<keyof DerivedKeys<'WTLS_CLIENT_KEY_AND_MAC_DERIVE'>, 'macSecret' | 'writeKey' | 'iv'>(true);
  same<keyof MechanismOutputs<'AES_CBC'>, never>(true);

  same<Awaited<ReturnType<SecretKey['deriveData']>>, Bytes>(true);
  void key.deriveData({ mechanism: 'HKDF_DATA', hash: 'SHA256', outputBytes: 20 });
  const { iv } = await session.generateKeyAndIv('DES3', {
    mechanism: 'PBE_SHA1_DES3_EDE_CBC',
    password: 'p',
    salt: 's',
    iterations: 1,
  });
  same<typeof iv, Bytes>(true);
  const sealed = key.encryptWithNewIvSync('x', { mechanism: 'BATON_CBC128' });
  same<typeof sealed.iv, Bytes>(true);
  const unwrapped = await privateKey.unwrapKeyAndData('SECRET_KEY', 'DES', 'x', {
    mechanism: 'KEY_WRAP_SET_OAEP',
  });
  same<typeof unwrapped.key, SecretKey>(true);
  same<typeof unwrapped.extraData, Bytes>(true);
  same<ReturnType<OtpKey['generateOtpSync']>, OneTimePassword>(true);
  void otpKey.generateOtp({ flags: ['NEXT_OTP'], outputFormat: 'DECIMAL', time: new Date() });
}

export function refusals(): void {
  // @ts-expect-error: hash is missing
  void key.deriveKeys('AES', { mechanism: 'TLS12_KEY_AND_MAC_DERIVE', ...randoms, ...sizes });
  // @ts-expect-error: SSL 3 has no choice of hashes
  void key.deriveKeys('AES', { mechanism: 'SSL3_KEY_AND_MAC_DERIVE', hash: 'SHA256', ...randoms, ...sizes });
  // @ts-expect-error: it gives back nothing
  void key.deriveKeys('AES', { mechanism: 'ECDH1_DERIVE', publicKey: 'x' });
  // @ts-expect-error: it makes several keys
  void key.deriveKey('AES', { mechanism: 'TLS_KEY_AND_MAC_DERIVE', ...randoms, ...sizes });
  // @ts-expect-error: it makes no key
  void key.deriveKey('AES', { mechanism: 'TLS_PRF', seed: 's', prfLabel: 'l', outputBytes: 5 });
  // @ts-expect-error: outputBytes is missing
  void key.deriveData({ mechanism: 'HKDF_DATA', hash: 'SHA256' });
  // @ts-expect-error: it makes keys
  void key.deriveData({ mechanism: 'HKDF_DERIVE', hash: 'SHA256', outputBytes: 5 });
  const password = { password: '', salt: '', iterations: 1 };
  // @ts-expect-error: RC4 has no IV
  void session.generateKeyAndIv('RC4', { mechanism: 'PBE_SHA1_RC4_128', ...password });
  // @ts-expect-error: the token makes it
  void key.encryptWithNewIv('x', { mechanism: 'SKIPJACK_CBC64', iv: 'x' });
  // @ts-expect-error: it makes none
  void key.encryptWithNewIv('x', { mechanism: 'AES_CBC' });
  // @ts-expect-error: nothing is wrapped with the key
  void privateKey.unwrapKeyAndData('SECRET_KEY', 'AES', 'x', { mechanism: 'RSA_PKCS' });
  const counter = { mechanism: 'SP800_108_COUNTER_KDF', prf: 'SHA256_HMAC' } as const;
  // @ts-expect-error: a counter has a width
  void key.deriveKeys('AES', { ...counter, input: [{ type: 'ITERATION_VARIABLE' }] });
  const keys = { ownIdentity: key, peerPrekey: key, peerIdentity: key, sharedSecret: 'x' };
  const ratchet = { mechanism: 'X2RATCHET_INITIALIZE', aead: 'AES_GCM', kdf: 'SHA256_KDF', ...keys } as const;
  void key.deriveKey('X2RATCHET', { ...ratchet, curve: 'X25519' });
  // @ts-expect-error: no such curve
  void key.deriveKey('X2RATCHET', { ...ratchet, curve: 25519 });
  // @ts-expect-error: the mechanism beneath needs an iv
  void key.sign('x', { mechanism: 'KIP_MAC', underlying: { mechanism: 'AES_CBC' } });
  // @ts-expect-error: flags have names
  void otpKey.generateOtp({ flags: [1] });
}

testTypes(import.meta.url);
