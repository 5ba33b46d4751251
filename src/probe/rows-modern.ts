import * as crypto from 'node:crypto';
import { publicDecrypt, publicEncrypt, verify } from 'node:crypto';
import type { KeyTypeName, MechanismName } from '../codec/names.ts';
import type { PrivateKey } from '../model/keys/private-key.ts';
import { CKP } from '../spec/constants.ts';
import { derivingX25519 } from './agreement.ts';
import { cipheringRsa, OAEP_SHA256, outsideOf, RSA, signing } from './asymmetric.ts';
import { assertValue, keyPair, publicPem, READABLE } from './keys.ts';
import { opensslEncapsulates, opensslVerifies } from './openssl.ts';
import { TEXT } from './symmetric.ts';
import { assertSame, assertTrue, NotTried, type Row, type Trial } from './trial.ts';

interface ParameterSetTrial {
  readonly keyType: 'ML_DSA' | 'SLH_DSA';
  readonly name: string;
  readonly parameterSet: number;
}

/** A signature with one of the post-quantum parameter sets. */
function signingWith({ keyType, name, parameterSet }: ParameterSetTrial): Trial {
  return needing(
    `${keyType}_KEY_PAIR_GEN`,
    signing({
      keyType,
      name,
      make: { publicTemplate: { parameterSet } },
      options: { mechanism: keyType },
      outside: async (pair, data, signature) =>
        pair.outside === undefined
          ? opensslVerifies(await publicPem(pair.publicKey!), data, signature)
          : verify(null, data, pair.outside, signature),
    }),
  );
}

/** The pair has to be made before anything else can be tried. */
function needing(generation: MechanismName, trial: Trial): Trial {
  return {
    ...trial,
    run(bench) {
      if (!bench.has(generation)) throw new NotTried(`the token makes no keys for it (${generation})`);
      return trial.run(bench);
    },
  };
}

/** node:crypto's encapsulation, which Node.js has from version 24.7. */
interface Encapsulation {
  encapsulate?(key: crypto.KeyObject): { readonly sharedKey: Buffer; readonly ciphertext: Buffer };
}

function encapsulating(name: string, parameterSet: number): Trial {
  return needing('ML_KEM_KEY_PAIR_GEN', {
    name,
    needs: { mechanisms: ['ML_KEM'], fn: 'C_EncapsulateKey' },
    async run(bench) {
      const keyType: KeyTypeName = 'ML_KEM';
      const { publicKey, privateKey, outside } = await keyPair(bench, keyType, {
        publicTemplate: { parameterSet },
      });
      const secret = { bits: 256, label: bench.label, template: READABLE } as const;
      const ours = await publicKey!.encapsulateKey('AES', secret);
      bench.keep(ours.key);
      const back = bench.keep(await privateKey.decapsulateKey('AES', ours.ciphertext, secret));
      await assertValue('the decapsulated key', back, await ours.key.get('value'));
      const { encapsulate } = crypto as Encapsulation;
      const theirs =
        outside === undefined || encapsulate === undefined
          ? opensslEncapsulates(await publicPem(publicKey!))
          : encapsulate(outside);
      const decapsulated = bench.keep(await privateKey.decapsulateKey('AES', theirs.ciphertext, secret));
      await assertValue('the decapsulated key', decapsulated, theirs.sharedKey);
      return undefined;
    },
  });
}

const PSS = { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };

const recovering: Trial = {
  name: 'RSA_PKCS',
  needs: { mechanisms: ['RSA_PKCS'], flag: 'SIGN_RECOVER' },
  async run(bench) {
    const { publicKey, privateKey, outside } = await keyPair(bench, RSA.keyType, RSA.make);
    const signature = await (privateKey as PrivateKey).signRecover(TEXT);
    assertSame('what node:crypto recovers', publicDecrypt(outside!, signature), TEXT);
    const recovered = await publicKey!.verifyRecover(signature);
    assertTrue('the token refuses the signature', recovered !== undefined);
    assertSame('what the token recovers', recovered!, TEXT);
    return undefined;
  },
};

/** RSA without padding: the only mechanism that needs data of exactly the size of the modulus. */
const rawRsa: Trial = {
  name: 'RSA_X_509',
  needs: { mechanisms: ['RSA_X_509'], flag: 'DECRYPT' },
  async run(bench) {
    const { privateKey, outside } = await keyPair(bench, RSA.keyType, RSA.make);
    const data = Buffer.concat([Buffer.of(0), Buffer.alloc(255 - TEXT.byteLength, 1), TEXT]);
    const ciphertext = publicEncrypt({ key: outside!, padding: crypto.constants.RSA_NO_PADDING }, data);
    assertSame('the plaintext', await privateKey.decrypt(ciphertext, { mechanism: 'RSA_X_509' }), data);
    return undefined;
  },
};

export const MODERN_ROWS: readonly Row[] = [
  {
    group: 'More public-key cryptography',
    name: 'RSA-PSS',
    trials: [
      signing({
        ...RSA,
        options: { mechanism: 'SHA256_RSA_PKCS_PSS', saltLength: 32 },
        outside: (pair, data, signature) =>
          verify('sha256', data, { key: outsideOf(pair), ...PSS }, signature),
      }),
    ],
  },
  {
    group: 'More public-key cryptography',
    name: 'RSA-OAEP with SHA-256',
    trials: [cipheringRsa('RSA_PKCS_OAEP', { mechanism: 'RSA_PKCS_OAEP', hash: 'SHA256' }, OAEP_SHA256)],
  },
  { group: 'More public-key cryptography', name: 'RSA without padding', trials: [rawRsa] },
  { group: 'More public-key cryptography', name: 'Sign and verify with recovery', trials: [recovering] },
  {
    group: 'More public-key cryptography',
    name: 'EdDSA (Ed25519)',
    trials: [
      needing(
        'EC_EDWARDS_KEY_PAIR_GEN',
        signing({
          keyType: 'EC_EDWARDS',
          make: { curve: 'Ed25519' },
          options: { mechanism: 'EDDSA' },
          outside: (pair, data, signature) => verify(null, data, outsideOf(pair), signature),
        }),
      ),
    ],
  },
  { group: 'More public-key cryptography', name: 'X25519', trials: [derivingX25519] },
  {
    group: 'More public-key cryptography',
    name: 'ML-DSA',
    trials: [
      signingWith({ keyType: 'ML_DSA', name: 'ML-DSA-44', parameterSet: CKP.ML_DSA_44 }),
      signingWith({ keyType: 'ML_DSA', name: 'ML-DSA-65', parameterSet: CKP.ML_DSA_65 }),
      signingWith({ keyType: 'ML_DSA', name: 'ML-DSA-87', parameterSet: CKP.ML_DSA_87 }),
    ],
  },
  {
    group: 'More public-key cryptography',
    name: 'ML-KEM',
    trials: [
      encapsulating('ML-KEM-512', CKP.ML_KEM_512),
      encapsulating('ML-KEM-768', CKP.ML_KEM_768),
      encapsulating('ML-KEM-1024', CKP.ML_KEM_1024),
    ],
  },
  {
    group: 'More public-key cryptography',
    name: 'SLH-DSA',
    trials: [
      signingWith({ keyType: 'SLH_DSA', name: 'SLH-DSA-SHA2-128f', parameterSet: CKP.SLH_DSA_SHA2_128F }),
    ],
  },
];
