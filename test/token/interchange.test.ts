// Keys generated on tokens, for each algorithm that they offer: openssl and node:crypto verify with what is exported of
// them, encrypt to it, and derive with it.
import assert from 'node:assert/strict';
import {
  createHash,
  diffieHellman,
  generateKeyPairSync,
  getDiffieHellman,
  type KeyObject,
} from 'node:crypto';
import { suite, test } from 'node:test';
import {
  type MechanismName,
  NotSupportedError,
  type PrivateKey,
  type PublicKey,
  type Session,
  type Token,
} from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { type Capability, findLack, makeOrFindRsaPair, placeOfKeys } from '../support/token-capabilities.ts';
import { fromHex, hex } from '../support/token-keys.ts';
import { startNss } from '../support/token-nss.ts';
import { openssl, opensslVerifies } from '../support/token-openssl.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const softhsm = await findTestToken(device);
const nss = await startNss();

/** What the suite of the chosen token is called. */
const CHOSEN = device.chosen ? device.name : 'SoftHSM';

interface Subject {
  readonly token: Token;
  readonly session: Session;
}
/** NSS beside the token: where that was chosen, only what of NSS is another token of the same module. */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  [CHOSEN]: { token: softhsm, session: await softhsm.open({ userPin: device.pin, readWrite: true }) },
  ...((!device.chosen || device.name.startsWith('nss')) && {
    NSS: { token: nss.token, session: await nss.token.open({ readWrite: true }) },
  }),
};
after(() => Promise.all(Object.values(SUBJECTS).map(({ session }) => session.close())));

const DATA = Buffer.from('INPUT DATA');
const OTHER = Buffer.from('OTHER DATA');

/** Key pairs by the algorithm they are for: their type, and what `generateKeyPair` is told. */
const PAIRS = {
  RSA: ['RSA', { bits: 2048 }],
  DSA: ['DSA', { bits: 1024 }],
  Ed25519: ['EC_EDWARDS', { curve: 'Ed25519' }],
  ...Object.fromEntries(
    ['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'].map((name) => [
      name,
      ['EC', { curve: name }],
    ]),
  ),
} as Readonly<Record<string, readonly [type: string, size: object]>>;

const HASHES = {
  md5: 'MD5',
  sha1: 'SHA1',
  sha224: 'SHA224',
  sha256: 'SHA256',
  sha384: 'SHA384',
  sha512: 'SHA512',
} as const;
type Hash = keyof typeof HASHES;
const ALL_HASHES = Object.keys(HASHES) as Hash[];
const SHA_HASHES = ALL_HASHES.slice(1);
/** What parameters of mechanisms call a hash. */
const hashName = (hash: Hash) => (hash === 'sha1' ? 'SHA_1' : HASHES[hash]);
const hashOf = (hash: Hash, data: Uint8Array) => createHash(hash).update(data).digest();
const SHA256_INFO = fromHex('3031300d060960864801650304020105000420');
const digestInfo = (data: Uint8Array) => Buffer.concat([SHA256_INFO, hashOf('sha256', data)]);
/** A block of the size of the key, as RSA without padding takes it. */
const block = (data: Uint8Array) => Buffer.concat([Buffer.alloc(256 - data.length), data]);
const sigopts = (...options: string[]) => options.flatMap((each) => ['-sigopt', each]);
const pkeyopts = (...options: string[]) => options.flatMap((each) => ['-pkeyopt', each]);

/** Whether openssl takes the signature for that of the data. */
type Verifies = (key: KeyObject, data: Uint8Array, signature: Uint8Array) => boolean;

interface Signing {
  readonly mechanism: MechanismName;
  readonly pair: string;
  readonly options?: object;
  /** What the token is given to sign. */
  readonly input?: (data: Uint8Array) => Uint8Array;
  readonly verifies: Verifies;
}

const dgst =
  (hash: Hash, ...options: string[]): Verifies =>
  (key, data, signature) =>
    opensslVerifies(hash, key, data, signature, sigopts(...options));

const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' });

const rawin: Verifies = (key, data, signature) => {
  const files = { key: spki(key), data, signature };
  const args = ['-verify', '-pubin', '-inkey', '@key', '-rawin', '-in', '@data', '-sigfile', '@signature'];
  return openssl(['pkeyutl', ...args], files).status === 0;
};

const recovered: Verifies = (key, data, signature) => {
  const args = ['-verifyrecover', '-pubin', '-inkey', '@key', '-in', '@signature'];
  const padding = pkeyopts('rsa_padding_mode:none');
  const { stdout } = openssl(['pkeyutl', ...args, ...padding], { key: spki(key), signature });
  return stdout.equals(block(data));
};

const pssOptions = (salt: string) => ['rsa_padding_mode:pss', `rsa_pss_saltlen:${salt}`];
const der = { format: 'der' };

const SIGNING: readonly Signing[] = [
  ...ALL_HASHES.map((hash) => ({
    mechanism: `${HASHES[hash]}_RSA_PKCS` as MechanismName,
    pair: 'RSA',
    verifies: dgst(hash),
  })),
  ...SHA_HASHES.flatMap((hash) =>
    (['digest', '0', '17'] as const).map((salt) => ({
      mechanism: `${HASHES[hash]}_RSA_PKCS_PSS` as MechanismName,
      pair: 'RSA',
      options: salt === 'digest' ? {} : { saltLength: Number(salt) },
      verifies: dgst(hash, ...pssOptions(salt)),
    })),
  ),
  ...SHA_HASHES.map((hash) => ({
    mechanism: 'RSA_PKCS_PSS' as const,
    pair: 'RSA',
    options: { hash: hashName(hash) },
    input: (data: Uint8Array) => hashOf(hash, data),
    verifies: dgst(hash, ...pssOptions('digest')),
  })),
  { mechanism: 'RSA_PKCS', pair: 'RSA', input: digestInfo, verifies: dgst('sha256') },
  { mechanism: 'RSA_X_509', pair: 'RSA', input: block, verifies: recovered },
  ...SHA_HASHES.map((hash) => ({
    mechanism: `DSA_${HASHES[hash]}` as MechanismName,
    pair: 'DSA',
    options: der,
    verifies: dgst(hash),
  })),
  {
    mechanism: 'DSA',
    pair: 'DSA',
    options: der,
    input: (data) => hashOf('sha1', data),
    verifies: dgst('sha1'),
  },
  ...SHA_HASHES.map((hash) => ({
    mechanism: `ECDSA_${HASHES[hash]}` as MechanismName,
    pair: 'P-256',
    options: der,
    verifies: dgst(hash),
  })),
  ...['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'].map((pair) => ({
    mechanism: 'ECDSA' as const,
    pair,
    options: der,
    input: (data: Uint8Array) => hashOf('sha256', data),
    verifies: dgst('sha256'),
  })),
  { mechanism: 'EDDSA', pair: 'Ed25519', verifies: rawin },
];

interface Encryption {
  readonly mechanism: MechanismName;
  readonly options?: object;
  readonly pkeyopts: readonly string[];
  readonly needs?: Capability;
  readonly input?: (data: Uint8Array) => Uint8Array;
}

const oaep = (hash: Hash, mgf: Hash): Encryption => ({
  mechanism: 'RSA_PKCS_OAEP',
  options: { hash: hashName(hash), mgf: `MGF1_${HASHES[mgf]}` },
  pkeyopts: ['rsa_padding_mode:oaep', `rsa_oaep_md:${hash}`, `rsa_mgf1_md:${mgf}`],
  ...((hash !== 'sha1' || mgf !== 'sha1') && { needs: 'OAEP with SHA-256' }),
});

const ENCRYPTION: readonly Encryption[] = [
  { mechanism: 'RSA_PKCS', pkeyopts: ['rsa_padding_mode:pkcs1'] },
  { mechanism: 'RSA_X_509', pkeyopts: ['rsa_padding_mode:none'], input: block },
  ...SHA_HASHES.map((hash) => oaep(hash, hash)),
  oaep('sha256', 'sha1'),
];
/** Node's types have no DH keys. */
const makeDhPair = generateKeyPairSync.bind(undefined, 'dh' as never) as (options: object) => PairOfKeys;
interface PairOfKeys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Mechanisms that the tests of pairs prove by what they make. */
const GENERATION: Readonly<Record<string, MechanismName>> = {
  RSA_PKCS_KEY_PAIR_GEN: 'RSA_PKCS',
  DSA_KEY_PAIR_GEN: 'DSA',
  DSA_PARAMETER_GEN: 'DSA',
  DH_PKCS_KEY_PAIR_GEN: 'DH_PKCS_DERIVE',
  EC_KEY_PAIR_GEN: 'ECDSA',
  EC_EDWARDS_KEY_PAIR_GEN: 'EDDSA',
};
const DERIVATION = ['ECDH1_DERIVE', 'DH_PKCS_DERIVE'] as const;
/** Offered, and not to be judged from outside, or judged elsewhere. */
const UNJUDGED: Readonly<Record<string, string>> = {
  MD2_RSA_PKCS: 'OpenSSL has no MD2 since 3.0',
  ML_DSA: 'test/token/ml-dsa.test.ts',
  ML_DSA_KEY_PAIR_GEN: 'test/token/ml-dsa.test.ts',
  ML_KEM: 'test/token/encapsulate.test.ts',
  ML_KEM_KEY_PAIR_GEN: 'test/token/encapsulate.test.ts',
  EC_MONTGOMERY_KEY_PAIR_GEN: 'test/token/encapsulate.test.ts',
  RIPEMD160_RSA_PKCS: 'OpenSSL has RIPEMD-160 only in its legacy provider',
  DH_PKCS_PARAMETER_GEN:
    'test/token/domain-parameters.test.ts: it takes minutes for sizes that OpenSSL takes',
};
const ASYMMETRIC = /RSA|^E[CD]|^(X9_42_)?DH_|^DSA|^(X2|X3|XED|IBM_)|ML_|SLH_|KYBER|DILITHIUM|HSS|XMSS/;

/** What a token must be able to do for each pair. */
const NEEDS: Readonly<Record<string, Capability>> = {
  RSA: 'an RSA key pair',
  Ed25519: 'Ed25519 key pairs',
  'P-256': 'EC key pairs',
  'P-384': 'EC key pairs on P-384',
  'P-521': 'EC key pairs on P-521',
  secp256k1: 'EC key pairs on secp256k1',
  brainpoolP256r1: 'EC key pairs on brainpoolP256r1',
};

for (const [name, { token, session }] of Object.entries(SUBJECTS)) {
  const offered = await token.getMechanisms();
  const place = await placeOfKeys(token);
  const lacks = new Map<Capability, string>();
  for (const need of [...Object.values(NEEDS), 'OAEP with SHA-256'] as const) {
    const lack = await findLack(token, need);
    if (lack !== undefined) lacks.set(need, `${need}: ${lack}`);
  }
  const imports = {
    'imported RSA keys': (await requires(token, 'imported RSA keys')).test,
    'imported EC keys': (await requires(token, 'imported EC keys')).test,
  };
  const made = new Map<string, Promise<{ readonly publicKey: PublicKey; readonly privateKey: PrivateKey }>>();
  /** One pair does for all tests: generation takes long. */
  const pairOf = (pair: string) => {
    const [type, size] = PAIRS[pair]!;
    const found =
      made.get(pair) ??
      ((pair === 'RSA'
        ? makeOrFindRsaPair(session, place)
        : session.generateKeyPair(type as 'EC', { ...(size as { curve: string }), ...place })) as never);
    made.set(pair, found);
    return found;
  };
  const skipOf = (pair: string, ...needs: (Capability | undefined)[]) => {
    const lack = [NEEDS[pair], ...needs].map((need) => lacks.get(need!)).find((each) => each !== undefined);
    return lack === undefined ? {} : { skip: lack };
  };
  const unlessOffered = (mechanism: MechanismName) =>
    offered.has(mechanism) ? {} : { skip: `the token does not offer ${mechanism}` };
  /** What the library says of a mechanism that neither the token has nor what it could be made of. */
  const lacksToSign = (key: PrivateKey, options: object): string | undefined => {
    try {
      key.plan('sign', options);
      return undefined;
    } catch (error) {
      if (error instanceof NotSupportedError) return error.message;
      throw error;
    }
  };

  suite(name, () => {
    // Of SoftHSM and NSS as they are without a chosen token: newer versions offer more, with tests of their own.
    const complete = device.chosen ? () => {} : test;
    complete('every asymmetric mechanism that is offered is proven here', () => {
      const proven = new Set<string | number | bigint>([
        ...[...SIGNING, ...ENCRYPTION].map(({ mechanism }) => mechanism),
        ...DERIVATION,
      ]);
      const missing = [...offered].filter((each) => {
        if (typeof each !== 'string' || !ASYMMETRIC.test(each) || Object.hasOwn(UNJUDGED, each)) return false;
        return !proven.has(GENERATION[each] ?? each);
      });
      assert.deepEqual(missing, []);
    });

    for (const { mechanism, pair, options, input, verifies } of SIGNING) {
      const title = `${mechanism}, ${pair}, ${JSON.stringify(options ?? {})}: openssl verifies with the exported key`;
      test(title, pair === 'DSA' ? unlessOffered('DSA_KEY_PAIR_GEN') : skipOf(pair), async (context) => {
        const { publicKey, privateKey } = await pairOf(pair);
        const own = { mechanism, ...options } as object;
        const lack = lacksToSign(privateKey, own);
        if (lack !== undefined) {
          context.skip(lack);
          return;
        }
        const key = await publicKey.toKeyObject();
        const signature = await privateKey.sign(input?.(DATA) ?? DATA, own);
        assert.ok(verifies(key, DATA, signature));
        assert.ok(!verifies(key, OTHER, signature));
        assert.equal(await publicKey.verify(input?.(DATA) ?? DATA, signature, own), true);
        assert.equal(await publicKey.verify(input?.(OTHER) ?? OTHER, signature, own), false);
      });
    }

    for (const { mechanism, options, input, pkeyopts: given, needs } of ENCRYPTION) {
      const title = `${mechanism}, ${JSON.stringify(options ?? {})}: openssl encrypts to the exported key`;
      test(title, { ...skipOf('RSA', needs), ...unlessOffered(mechanism) }, async () => {
        const { publicKey, privateKey } = await pairOf('RSA');
        const data = input?.(DATA) ?? DATA;
        const files = { key: await publicKey.export('spki-pem'), data };
        const args = [
          'pkeyutl',
          '-encrypt',
          '-pubin',
          '-inkey',
          '@key',
          '-in',
          '@data',
          ...pkeyopts(...given),
        ];
        const { status, stdout, stderr } = openssl(args, files);
        assert.equal(status, 0, stderr);
        const decryption = { mechanism, ...options } as object;
        assert.deepEqual(Buffer.from(await privateKey.decrypt(stdout, decryption)), Buffer.from(data));
      });
    }

    for (const each of ['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1']) {
      test(`ECDH on ${each}: node:crypto derives the same`, {
        ...skipOf(each),
        ...unlessOffered('ECDH1_DERIVE'),
      }, async () => {
        const { publicKey, privateKey } = await pairOf(each);
        const theirs: PairOfKeys = generateKeyPairSync('ec', { namedCurve: each });
        const shared = diffieHellman({
          privateKey: theirs.privateKey,
          publicKey: await publicKey.toKeyObject(),
        });
        const key = await privateKey.deriveKey('GENERIC_SECRET', {
          bits: shared.length * 8,
          publicKey: theirs.publicKey,
          template: { sensitive: false, extractable: true },
        });
        assert.equal(hex(await key.export('raw')), hex(shared));
      });
    }

    test('Diffie-Hellman: node:crypto derives the same', unlessOffered('DH_PKCS_DERIVE'), async () => {
      const prime = getDiffieHellman('modp14').getPrime();
      const theirs = makeDhPair({ prime, generator: 2 });
      const parameters = await session.createDomainParameters('DH', { prime, base: fromHex('02') });
      const { publicKey, privateKey } = await parameters.generateKeyPair();
      const shared = diffieHellman({
        privateKey: theirs.privateKey,
        publicKey: await publicKey.toKeyObject(),
      });
      const key = await privateKey.deriveKey('GENERIC_SECRET', {
        bits: shared.length * 8,
        publicValue: theirs.publicKey,
        template: { sensitive: false, extractable: true },
      });
      assert.equal(hex(await key.export('raw')), hex(shared));
    });

    for (const [pair, need, type, options, own] of [
      ['RSA', 'imported RSA keys', 'rsa', { modulusLength: 2048 }, { mechanism: 'SHA256_RSA_PKCS' }],
      ['EC', 'imported EC keys', 'ec', { namedCurve: 'P-384' }, { mechanism: 'ECDSA_SHA256', format: 'der' }],
    ] as const) {
      imports[need](`${pair}: imported keys sign as those of openssl do`, async () => {
        const make = generateKeyPairSync as (type: string, options: object) => PairOfKeys;
        const theirs = make(type, options);
        const key = (await session.importKey(theirs.privateKey, {
          as: 'PRIVATE_KEY',
          ...place,
        })) as unknown as PrivateKey;
        const signature = await key.sign(DATA, own as object);
        assert.ok(opensslVerifies('sha256', theirs.publicKey, DATA, signature));
      });
    }
  });
}
