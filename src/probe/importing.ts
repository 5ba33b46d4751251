import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { toTemplates } from '../formats/to-templates.ts';
import type { PrivateKey } from '../model/keys/private-key.ts';
import { storedOnly, TEXT } from './symmetric.ts';
import { assertTrue, type Trial } from './trial.ts';

/** What it takes to give the token a private key of a type, and to see that it is the right one. */
const KINDS = {
  RSA: {
    make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    mechanism: 'SHA256_RSA_PKCS',
    raw: 'RSA_PKCS',
  },
  EC: {
    make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    mechanism: 'ECDSA_SHA256',
    raw: 'ECDSA',
  },
} as const;

/** Gives the token a private key of node:crypto, whose signature node:crypto then accepts. */
export function creatingPrivateKey(keyType: 'RSA' | 'EC'): Trial {
  const { make, mechanism, raw } = KINDS[keyType];
  return {
    name: `create a private ${keyType} key`,
    needs: { mechanisms: [mechanism, raw], flag: 'SIGN' },
    async run(bench) {
      const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } = make();
      const { privateKey: template } = toTemplates(privateKey);
      const { value: object, ...made } = await bench.make((token) =>
        bench.session.createObject({
          ...template,
          class: 'PRIVATE_KEY',
          token,
          private: bench.session.loggedIn,
          label: bench.label,
          id: Buffer.of(7),
          sensitive: true,
          extractable: false,
          sign: true,
        }),
      );
      const key = bench.keep(object as unknown as PrivateKey);
      const signature = await key.sign(TEXT, { mechanism });
      assertTrue(
        'its signature is wrong',
        verify('sha256', TEXT, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature),
      );
      return storedOnly(made.refused);
    },
  };
}
