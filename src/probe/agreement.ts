import {
  checkPrimeSync,
  createECDH,
  type DiffieHellmanGroup,
  diffieHellman,
  generateKeyPairSync,
  getDiffieHellman,
} from 'node:crypto';
import { fromTemplate } from '../formats/from-template.ts';
import { decodePoint } from '../formats/points.ts';
import { toTemplates } from '../formats/to-templates.ts';
import type { PrivateKey } from '../model/keys/private-key.ts';
import type { PublicKey } from '../model/keys/public-key.ts';
import type { DomainValues } from '../model/objects/domain-parameters.ts';
import { EC } from './asymmetric.ts';
import type { Bench } from './bench.ts';
import { dsaParameters } from './fixtures.ts';
import { assertValue, exported, generatePair, type KeyPairHere, keyPair, READABLE } from './keys.ts';
import { storedOnly } from './symmetric.ts';
import { assertTrue, NotTried, refusalOf, type Trial } from './trial.ts';

/** Group 14 of RFC 3526. */
function group(): DiffieHellmanGroup {
  return getDiffieHellman('modp14');
}

/** Parameters for key pairs of a type, given and not made. */
const GIVEN: Readonly<Record<'DSA' | 'DH', () => DomainValues>> = {
  DSA: dsaParameters,
  DH: () => ({ prime: group().getPrime(), base: group().getGenerator() }),
};

type Finite = 'DSA' | 'DH';
const GENERATION = { DSA: 'DSA_KEY_PAIR_GEN', DH: 'DH_PKCS_KEY_PAIR_GEN' } as const;

/** A key pair from given parameters, which stay in this program. */
export function pairFromParameters(bench: Bench, keyType: Finite): Promise<KeyPairHere> {
  return bench.shared(`${keyType} from parameters`, () => makePair(bench, keyType));
}

async function makePair(bench: Bench, keyType: Finite): Promise<KeyPairHere> {
  const parameters = await bench.session.createDomainParameters(keyType, GIVEN[keyType]());
  const { value, ...made } = await bench.make((store) =>
    parameters.generateKeyPair({ store, label: bench.label }),
  );
  const publicKey = bench.keep(value.publicKey as unknown as PublicKey);
  const privateKey = bench.keep(value.privateKey as unknown as PrivateKey);
  return { publicKey, privateKey, outside: await exported(publicKey), ...made };
}

export function generatingFromParameters(keyType: Finite): Trial {
  return {
    name: 'from given parameters',
    needs: { mechanisms: [GENERATION[keyType]] },
    async run(bench) {
      const { outside, refused } = await makePair(bench, keyType);
      assertTrue('the public key is of another kind', outside?.asymmetricKeyType === keyType.toLowerCase());
      return storedOnly(refused);
    },
  };
}

/** The token makes domain parameters, of the size that is fastest, and node:crypto takes a key made of them. */
export function generatingParameters(
  keyType: Finite,
  mechanism: 'DSA_PARAMETER_GEN' | 'DH_PKCS_PARAMETER_GEN',
  least: number,
): Trial {
  return {
    name: mechanism,
    needs: { mechanisms: [mechanism] },
    async run(bench) {
      const bits = Math.max(least, bench.offers.get(mechanism)?.minKeySize ?? 0);
      const { value: parameters, refused } = await bench.make((store) =>
        bench.session.generateDomainParameters(keyType, { bits, store, label: bench.label }),
      );
      bench.keep(parameters);
      const prime = Buffer.from(await parameters.get('prime'));
      assertTrue(
        `the prime has not ${bits} bits`,
        BigInt(`0x${prime.toString('hex')}`).toString(2).length === bits,
      );
      assertTrue('the prime is none', checkPrimeSync(prime));
      const { value } = await bench.make((store) =>
        parameters.generateKeyPair({ store, label: bench.label }),
      );
      bench.keep(value.privateKey as unknown as PrivateKey);
      const outside = await exported(bench.keep(value.publicKey as unknown as PublicKey));
      assertTrue('the public key is of another kind', outside?.asymmetricKeyType === keyType.toLowerCase());
      return storedOnly(refused);
    },
  };
}

/** Parameters as an object of the token, or, where it takes none, in this program alone. */
export function creatingParameters(keyType: Finite): Trial {
  return {
    name: keyType,
    needs: { mechanisms: [GENERATION[keyType]] },
    async run(bench) {
      const values = GIVEN[keyType]();
      try {
        const parameters = await bench.session.createDomainParameters(keyType, values, {
          local: false,
          label: bench.label,
        });
        bench.keep(parameters);
        const prime = Buffer.from(await parameters.get('prime'));
        assertTrue('the prime is another', prime.equals(Buffer.from(values.prime as Uint8Array)));
        await bench.keep(await parameters.copy({ label: bench.label })).get('prime');
        return undefined;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        await makePair(bench, keyType);
        return { fallback: 'kept in the program: key pairs are made from them all the same', refusal };
      }
    },
  };
}

/** A secret with another party, who is node:crypto. */
export function derivingDh(name: string, keyType: 'AES' | 'GENERIC_SECRET', bits: number): Trial {
  return {
    name,
    needs: { mechanisms: ['DH_PKCS_DERIVE'] },
    async run(bench) {
      const { publicKey, privateKey } = await pairFromParameters(bench, 'DH');
      const other = group();
      const publicValue = other.generateKeys();
      const { value: key } = await bench.make((store) =>
        privateKey.deriveKey(keyType, { bits, publicValue, store, label: bench.label, template: READABLE }),
      );
      const secret = other.computeSecret(await publicKey!.get('value'));
      // Bytes are taken away at the leading end (PKCS #11 v3.2 §6.4.7).
      await assertValue('the key', bench.keep(key), secret.subarray(-bits / 8));
      return undefined;
    },
  };
}

export const derivingEcdh: Trial = {
  name: 'ECDH1_DERIVE',
  needs: { mechanisms: ['ECDH1_DERIVE'], flag: 'DERIVE' },
  async run(bench) {
    const { privateKey, outside } = await keyPair(bench, EC.keyType, EC.make);
    const other = createECDH('prime256v1');
    const publicKey = other.generateKeys();
    const { value: key } = await bench.make((store) =>
      privateKey.deriveKey('AES', { bits: 256, publicKey, store, label: bench.label, template: READABLE }),
    );
    const { ecPoint } = toTemplates(outside!).publicKey!;
    await assertValue('the key', bench.keep(key), other.computeSecret(decodePoint('P-256', ecPoint!)));
    return undefined;
  },
};

export const derivingX25519: Trial = {
  name: 'X25519',
  needs: { mechanisms: ['EC_MONTGOMERY_KEY_PAIR_GEN'] },
  async run(bench) {
    const { privateKey, outside, refused } = await generatePair(bench, 'EC_MONTGOMERY', { curve: 'X25519' });
    if (outside === undefined) throw new NotTried('this Node.js knows no X25519 keys to check with');
    const other = generateKeyPairSync('x25519');
    const publicKey = fromTemplate(toTemplates(other.publicKey).publicKey!, 'raw');
    const { value: key } = await bench.make((store) =>
      privateKey.deriveKey('AES', { bits: 256, publicKey, store, label: bench.label, template: READABLE }),
    );
    await assertValue(
      'the key',
      bench.keep(key),
      diffieHellman({ privateKey: other.privateKey, publicKey: outside }),
    );
    return storedOnly(refused);
  },
};
