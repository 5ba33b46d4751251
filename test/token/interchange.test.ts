// Keys generated on tokens, for each algorithm that they offer: openssl and node:crypto verify with what is exported of
// them, encrypt to it, and derive with it.
import assert from 'node:assert/strict';
import { constants, diffieHellman, generateKeyPairSync, type KeyObject, publicEncrypt } from 'node:crypto';
import { after, suite, test } from 'node:test';
import type { MechanismName, PrivateKey, PublicKey, Session, Token } from '../../src/index.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { hex } from '../support/token-keys.ts';
import { startNss } from '../support/token-nss.ts';
import { openssl, opensslVerifies } from '../support/token-openssl.ts';

const device = startTestToken();
const softhsm = await findTestToken(device);
const nss = await startNss();

interface Subject {
  readonly token: Token;
  readonly session: Session;
}
const SUBJECTS: Readonly<Record<string, Subject>> = {
  SoftHSM: { token: softhsm, session: await softhsm.open({ userPin: device.pin, readWrite: true }) },
  NSS: { token: nss.token, session: await nss.token.open({ readWrite: true }) },
};
after(() => Promise.all(Object.values(SUBJECTS).map(({ session }) => session.close())));

const DATA = Buffer.from('INPUT DATA');
const RSA = { type: 'RSA', size: { bits: 2048 } } as const;
const curve = (name: string) => ({ type: 'EC', size: { curve: name } }) as const;
const pss = ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:digest'];

interface Signing {
  readonly type: string;
  readonly size: object;
  /** Any of these has to be offered. */
  readonly needs: readonly MechanismName[];
  readonly options: object;
  readonly hash: string;
  readonly sigopts?: readonly string[];
}

function rsaRow(hash: string, name: string, padding: '' | '_PSS'): [string, Signing] {
  const mechanism = `${name}_RSA_PKCS${padding}` as MechanismName;
  const sigopts = padding === '_PSS' ? pss : [];
  return [mechanism, { ...RSA, needs: [mechanism], options: { mechanism }, hash, sigopts }];
}

function ecRow(name: string): [string, Signing] {
  const options = { mechanism: 'ECDSA_SHA256', format: 'der' };
  return [`ECDSA on ${name}`, { ...curve(name), needs: ['ECDSA_SHA256', 'ECDSA'], options, hash: 'sha256' }];
}

const HASHES = { sha1: 'SHA1', sha224: 'SHA224', sha256: 'SHA256', sha384: 'SHA384', sha512: 'SHA512' };
const CURVES = ['P-256', 'P-384', 'P-521', 'secp256k1', 'brainpoolP256r1'];
/** NSS has the curves of NIST only. */
const NIST = /^ECDSA on P-|^(?!ECDSA)/;

const SIGNING: ReadonlyMap<string, Signing> = new Map([
  ...Object.entries(HASHES).map(([hash, name]) => rsaRow(hash, name, '')),
  ...Object.entries(HASHES).map(([hash, name]) => rsaRow(hash, name, '_PSS')),
  ...CURVES.map(ecRow),
  [
    'DSA',
    {
      type: 'DSA',
      size: { bits: 1024 },
      needs: ['DSA_SHA256', 'DSA_SHA1', 'DSA'],
      options: { mechanism: 'DSA_SHA1', format: 'der' },
      hash: 'sha1',
    },
  ],
]);

for (const [name, { token, session }] of Object.entries(SUBJECTS)) {
  const offered = await token.getMechanisms();
  const pairOf = async (type: string, size: object) =>
    (await session.generateKeyPair(type as 'RSA', size)) as unknown as {
      readonly publicKey: PublicKey;
      readonly privateKey: PrivateKey;
    };
  const skipOf = (needs: readonly MechanismName[]) =>
    needs.some((each) => offered.has(each)) ? {} : { skip: `${name} does not offer ${needs.join(', ')}` };

  suite(name, () => {
    for (const [algorithm, { type, size, needs, options, hash, sigopts }] of SIGNING) {
      if (name === 'NSS' && !NIST.test(algorithm)) continue;
      test(`${algorithm}: openssl verifies with the exported key`, skipOf(needs), async () => {
        const { publicKey, privateKey } = await pairOf(type, size);
        const key = await publicKey.toKeyObject();
        const signature = await privateKey.sign(DATA, options);
        assert.ok(opensslVerifies(hash, key, DATA, signature, sigopts));
        assert.ok(!opensslVerifies(hash, key, Buffer.from('OTHER DATA'), signature, sigopts));
      });
    }

    test('Ed25519: openssl verifies with the exported key', skipOf(['EDDSA']), async () => {
      const { publicKey, privateKey } = await pairOf('EC_EDWARDS', { curve: 'Ed25519' });
      const files = {
        key: await publicKey.export('spki-pem'),
        data: DATA,
        signature: await privateKey.sign(DATA),
      };
      const args = [
        '-verify',
        '-pubin',
        '-inkey',
        '@key',
        '-rawin',
        '-in',
        '@data',
        '-sigfile',
        '@signature',
      ];
      const { status, stderr } = openssl(['pkeyutl', ...args], files);
      assert.equal(status, 0, stderr);
    });

    for (const [mechanism, padding, pkeyopts] of [
      ['RSA_PKCS', constants.RSA_PKCS1_PADDING, ['rsa_padding_mode:pkcs1']],
      ['RSA_PKCS_OAEP', constants.RSA_PKCS1_OAEP_PADDING, ['rsa_padding_mode:oaep']],
    ] as const) {
      test(`${mechanism}: openssl encrypts to the exported key`, skipOf([mechanism]), async () => {
        const { publicKey, privateKey } = await pairOf(RSA.type, RSA.size);
        const files = { key: await publicKey.export('spki-pem'), data: DATA };
        const options = pkeyopts.flatMap((each) => ['-pkeyopt', each]);
        const args = ['pkeyutl', '-encrypt', '-pubin', '-inkey', '@key', '-in', '@data', ...options];
        const { status, stdout, stderr } = openssl(args, files);
        assert.equal(status, 0, stderr);
        assert.deepEqual(Buffer.from(await privateKey.decrypt(stdout, { mechanism })), DATA);
        const ours = publicEncrypt({ key: await publicKey.toKeyObject(), padding }, DATA);
        assert.deepEqual(Buffer.from(await privateKey.decrypt(ours, { mechanism })), DATA);
      });
    }

    for (const each of ['P-256', 'P-384', 'P-521']) {
      test(`ECDH on ${each}: node:crypto derives the same`, skipOf(['ECDH1_DERIVE']), async () => {
        const { publicKey, privateKey } = await pairOf('EC', { curve: each });
        const theirs: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = generateKeyPairSync(
          'ec',
          {
            namedCurve: each,
          },
        );
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

    test('imported keys sign as those of openssl do', async () => {
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
