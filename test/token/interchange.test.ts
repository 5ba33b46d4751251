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
import type { MechanismName, PrivateKey, PublicKey, Session, Token } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { findLack, placeOfKeys } from '../support/token-capabilities.ts';
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
const SUBJECTS: Readonly<Record<string, Subject>> = {
  [CHOSEN]: { token: softhsm, session: await softhsm.open({ userPin: device.pin, readWrite: true }) },
  NSS: { token: nss.token, session: await nss.token.open({ readWrite: true }) },
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
/** NSS has the curves of NIST only. */
const ONLY_SOFTHSM = ['secp256k1', 'brainpoolP256r1', 'Ed25519'];

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
  /** SoftHSM does OAEP with SHA-1 only. */
  readonly beyondSoftHsm?: boolean;
  readonly input?: (data: Uint8Array) => Uint8Array;
}

const oaep = (hash: Hash, mgf: Hash): Encryption => ({
  mechanism: 'RSA_PKCS_OAEP',
  options: { hash: hashName(hash), mgf: `MGF1_${HASHES[mgf]}` },
  pkeyopts: ['rsa_padding_mode:oaep', `rsa_oaep_md:${hash}`, `rsa_mgf1_md:${mgf}`],
  beyondSoftHsm: hash !== 'sha1' || mgf !== 'sha1',
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

/** What keeps the chosen token from pairs on some curves. */
const lacks = new Map<string, string>();
for (const pair of ['P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'] as const) {
  const lack = await findLack(softhsm, `EC key pairs on ${pair}`);
  if (lack !== undefined) lacks.set(pair, `EC key pairs on ${pair}: ${lack}`);
}
const place = await placeOfKeys(softhsm);
const importing = await requires(softhsm, 'imported RSA keys', 'imported EC keys', 'RSA_PKCS', 'ECDSA');

for (const [name, { token, session }] of Object.entries(SUBJECTS)) {
  const offered = await token.getMechanisms();
  const made = new Map<string, Promise<{ readonly publicKey: PublicKey; readonly privateKey: PrivateKey }>>();
  const where = name === CHOSEN ? place : {};
  /** One pair does for all tests: generation takes long. */
  const pairOf = (pair: string) => {
    const [type, size] = PAIRS[pair]!;
    const found =
      made.get(pair) ??
      (session.generateKeyPair(type as 'RSA', { ...(size as { bits: number }), ...where }) as never);
    made.set(pair, found);
    return found;
  };
  const skipOf = (mechanism: MechanismName, pair = '') => {
    if (!offered.has(mechanism)) return { skip: `${name} does not offer ${mechanism}` };
    if (name === 'NSS' && ONLY_SOFTHSM.includes(pair)) return { skip: `${name} does not have ${pair}` };
    const lack = name === CHOSEN ? lacks.get(pair) : undefined;
    return lack === undefined ? {} : { skip: lack };
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
      test(title, skipOf(mechanism, pair), async () => {
        const { publicKey, privateKey } = await pairOf(pair);
        const key = await publicKey.toKeyObject();
        const signature = await privateKey.sign(input?.(DATA) ?? DATA, {
          mechanism,
          ...options,
        } as object);
        assert.ok(verifies(key, DATA, signature));
        assert.ok(!verifies(key, OTHER, signature));
      });
    }

    for (const { mechanism, options, input, pkeyopts: given, beyondSoftHsm } of ENCRYPTION) {
      const title = `${mechanism}, ${JSON.stringify(options ?? {})}: openssl encrypts to the exported key`;
      const skip =
        token.quirks.includes('softhsm-oaep-sha1') && beyondSoftHsm
          ? { skip: 'SoftHSM does OAEP with SHA-1 only' }
          : skipOf(mechanism);
      test(title, skip, async () => {
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
      test(`ECDH on ${each}: node:crypto derives the same`, skipOf('ECDH1_DERIVE', each), async () => {
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

    test('Diffie-Hellman: node:crypto derives the same', skipOf('DH_PKCS_DERIVE'), async () => {
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

    const testImport = name === CHOSEN ? importing.test : test;
    testImport('imported keys sign as those of openssl do', async () => {
      for (const pair of [
        generateKeyPairSync('rsa', { modulusLength: 2048 }),
        generateKeyPairSync('ec', { namedCurve: 'P-384' }),
      ] as { publicKey: KeyObject; privateKey: KeyObject }[]) {
        const key = (await session.importKey(pair.privateKey, {
          as: 'PRIVATE_KEY',
        })) as unknown as PrivateKey;
        const isEc = key.keyType === 'EC';
        const signature = await key.sign(
          DATA,
          isEc ? { mechanism: 'ECDSA_SHA256', format: 'der' } : { mechanism: 'SHA256_RSA_PKCS' },
        );
        assert.ok(opensslVerifies('sha256', pair.publicKey, DATA, signature));
      }
    });
  });
}
