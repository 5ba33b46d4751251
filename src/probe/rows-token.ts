import { createHash } from 'node:crypto';
import { HASHES, type HashName } from '../codec/hashes.ts';
import type { MechanismName } from '../codec/names.ts';
import { Pkcs11Error } from '../errors.ts';
import { toTemplates } from '../formats/to-templates.ts';
import type { PrivateKey } from '../model/keys/private-key.ts';
import type { Pkcs11Object } from '../model/objects/object.ts';
import { PROTECTED_AUTHENTICATION } from '../model/session/pin-source.ts';
import { EC, RSA, verifies } from './asymmetric.ts';
import type { Bench } from './bench.ts';
import { CERTIFICATE } from './fixtures.ts';
import { creatingPrivateKey } from './importing.ts';
import { initialising } from './initialising.ts';
import { assertRefused, generatePair, importSecret, secret } from './keys.ts';
import { DATA, protecting, storedOnly, TEXT } from './symmetric.ts';
import { assertSame, assertTrue, NotTried, type Row, type Trial, WrongResult } from './trial.ts';

const slotsAndTokens: Trial = {
  name: 'slots and tokens',
  async run({ session: { token } }) {
    const slots = await token.module.getSlots({ tokenPresent: true });
    assertTrue(
      'the slot of the token is not listed',
      slots.some(({ id }) => id === token.slot.id),
    );
    assertTrue('the token has another label now', (await token.slot.getToken()).label === token.label);
    await token.slot.getInfo();
    return undefined;
  },
};

const mechanismList: Trial = {
  name: 'mechanisms',
  async run({ offers }) {
    const refused = [...offers].filter(([, info]) => info === undefined).map(([mechanism]) => mechanism);
    if (offers.size === 0) throw new WrongResult('the list is empty');
    if (refused.length > 0) throw new WrongResult(`no information about ${refused.join(', ')}`);
    return undefined;
  },
};

/** Milliseconds between two looks, the token's and those whether it has answered. */
const LOOK = 20;

const slotEvents: Trial = {
  name: 'slot events',
  async run({ session, observer }) {
    const { module } = session.token;
    const fn = 'C_WaitForSlotEvent';
    const watching = new AbortController();
    // A card reader may take its time to tell which slots there are, before the first event is asked for.
    const looking = setInterval(() => {
      if (observer.answerOf(fn) !== undefined || !module.supports(fn)) watching.abort();
    }, LOOK);
    try {
      for await (const _ of module.slotEvents({ signal: watching.signal, interval: LOOK })) {
        // Whatever happens in other slots is none of the probe's business.
      }
    } finally {
      clearInterval(looking);
    }
    const code = observer.answerOf(fn) ?? 'CKR_FUNCTION_NOT_SUPPORTED';
    if (code === 'CKR_OK' || code === 'CKR_NO_EVENT') return undefined;
    return { fallback: 'slot lists are compared', refusal: { fn, code } };
  },
};

const protectedPath: Trial = {
  name: 'protected authentication path',
  async run({ session, pin }) {
    if (pin === PROTECTED_AUTHENTICATION && session.loggedIn) return undefined;
    if (session.token.flags.has('PROTECTED_AUTHENTICATION_PATH')) {
      throw new NotTried('the token has one, but was given a PIN');
    }
    return { notOffered: 'the token has no CKF_PROTECTED_AUTHENTICATION_PATH' };
  },
};

const alwaysAuthenticate: Trial = {
  name: 'CKA_ALWAYS_AUTHENTICATE',
  needs: { mechanisms: ['EC_KEY_PAIR_GEN', 'RSA_PKCS_KEY_PAIR_GEN'], login: true },
  async run(bench) {
    const { pin } = bench;
    if (pin === undefined) throw new NotTried('without a PIN');
    const { keyType, make } = bench.has('EC_KEY_PAIR_GEN') ? EC : RSA;
    const pair = await generatePair(bench, keyType, {
      ...make,
      privateTemplate: { alwaysAuthenticate: true },
    });
    const privateKey = pair.privateKey as PrivateKey;
    const mechanism = keyType === 'EC' ? 'ECDSA_SHA256' : 'SHA256_RSA_PKCS';
    try {
      await privateKey.sign(TEXT, { mechanism });
    } catch (error) {
      if (!(error instanceof Pkcs11Error && error.code === 'CKR_USER_NOT_LOGGED_IN')) throw error;
      const signature = await privateKey.sign(TEXT, { mechanism, pin });
      const verified = verifies({ dsaEncoding: 'ieee-p1363' })(pair, TEXT, signature);
      assertTrue('the signature is wrong', verified);
      return storedOnly(pair.refused);
    }
    throw new WrongResult('such a key signs without its PIN');
  },
};

/** An object that holds bytes: private ones take a login to be seen. */
async function dataObject(bench: Bench, isPrivate: boolean) {
  const { value: object, ...made } = await bench.make((token) =>
    bench.session.createObject({
      class: 'DATA',
      application: 'cryptoki probe',
      label: bench.label,
      value: DATA,
      token,
      private: isPrivate,
    }),
  );
  return { object: bench.keep(object), ...made };
}

const creatingSecret: Trial = {
  name: 'create a secret key',
  async run(bench) {
    const { key, value, refused } = await importSecret(bench, 'AES', 256);
    assertSame('its value', await key.get('value'), value);
    return storedOnly(refused);
  },
};

const copyingSecret: Trial = {
  name: 'copy a secret key',
  async run(bench) {
    const { key, value } = await secret(bench, 'AES', 256);
    const copy = bench.keep(await key.copy({ label: bench.label, id: Buffer.of(7) }));
    assertSame("the copy's value", await copy.get('value'), value);
    assertSame("the copy's id", await copy.get('id'), Buffer.of(7));
    return undefined;
  },
};

async function certificate(bench: Bench) {
  const { certificate: template } = toTemplates(CERTIFICATE);
  const { value: object, ...made } = await bench.make((token) =>
    bench.session.createObject({
      ...template,
      class: 'CERTIFICATE',
      token,
      private: false,
      label: bench.label,
      id: Buffer.of(7),
    }),
  );
  return { object: bench.keep(object), ...made };
}

const creatingCertificate: Trial = {
  name: 'create a certificate',
  async run(bench) {
    const { object, refused } = await certificate(bench);
    assertSame('its value', await object.get('value'), CERTIFICATE);
    const found = [];
    for await (const each of bench.session.getObjects({ class: 'CERTIFICATE', label: bench.label }))
      found.push(each);
    assertTrue('it is not found by its label', found.length === 1);
    return storedOnly(refused);
  },
};

const copyingCertificate: Trial = {
  name: 'copy a certificate',
  async run(bench) {
    const { object, refused } = await certificate(bench);
    const copy = bench.keep(await object.copy({ id: Buffer.of(8) }));
    assertSame("the copy's value", await copy.get('value'), CERTIFICATE);
    return storedOnly(refused);
  },
};

function creatingData(name: string, isPrivate: boolean): Trial {
  return {
    name: `create a ${name} one`,
    ...(isPrivate && { needs: { login: true } }),
    async run(bench) {
      const { object, refused } = await dataObject(bench, isPrivate);
      assertSame('its value', await object.get('value'), DATA);
      return storedOnly(refused);
    },
  };
}

const copyingData: Trial = {
  name: 'copy one',
  async run(bench) {
    const { loggedIn } = bench.session;
    const { object } = await dataObject(bench, false).catch(() => dataObject(bench, loggedIn));
    const copy = bench.keep(await object.copy({ label: `${bench.label} copy` }));
    assertSame("the copy's value", await copy.get('value'), DATA);
    return undefined;
  },
};

/** Any object that the token lets make. */
async function anyObject(bench: Bench): Promise<Pkcs11Object> {
  for (const isPrivate of [false, true]) {
    try {
      return (await dataObject(bench, isPrivate)).object;
    } catch {
      // Another one, then.
    }
  }
  return (await importSecret(bench, 'AES', 256)).key;
}

const destroying: Trial = {
  name: 'destroy',
  async run(bench) {
    const object = await anyObject(bench);
    await object.get('class');
    await object.destroy();
    await assertRefused('an object that is gone', object.get('class'));
    return undefined;
  },
};

const changing: Trial = {
  name: 'change a label',
  async run(bench) {
    const object = await anyObject(bench);
    const label = `${bench.label} changed`;
    await object.set({ label });
    assertTrue('the label is another', (await object.get('label')) === label);
    return undefined;
  },
};

const random: Trial = {
  name: 'generate',
  async run({ session }) {
    const [one, two] = [await session.generateRandom(32), await session.generateRandom(32)];
    assertTrue('it is not as long as it should be', one.byteLength === 32);
    assertTrue('it is the same twice', Buffer.compare(one, two) !== 0);
    return undefined;
  },
};

const seeding: Trial = {
  name: 'seed',
  async run({ session }) {
    await session.seedRandom(DATA);
    return undefined;
  },
};

function digesting(mechanism: MechanismName & HashName): Trial {
  return {
    name: mechanism,
    needs: { mechanisms: [mechanism], flag: 'DIGEST' },
    async run({ session }) {
      const expected = createHash(HASHES[mechanism].node).update(TEXT).digest();
      assertSame('the digest', await session.digest(TEXT, { mechanism }), expected);
      return undefined;
    },
  };
}

const digestingKey: Trial = {
  name: 'SHA256',
  needs: { mechanisms: ['SHA256'], flag: 'DIGEST', fn: 'C_DigestKey' },
  async run(bench) {
    const { key, value } = await secret(bench, 'AES', 256);
    const expected = createHash('sha256').update(TEXT).update(value).digest();
    assertSame('the digest', await bench.session.digest([TEXT, key], { mechanism: 'SHA256' }), expected);
    return undefined;
  },
};

export const TOKEN_ROWS: readonly Row[] = [
  { group: 'Token', name: 'Get slots and tokens', trials: [slotsAndTokens] },
  { group: 'Token', name: 'Get mechanisms', trials: [mechanismList] },
  { group: 'Token', name: 'Initialize token', trials: [initialising], last: true },
  { group: 'Token', name: 'Slot events', trials: [slotEvents] },
  { group: 'Token', name: 'Protected authentication path', trials: [protectedPath] },
  // tpm2-pkcs11 never lets go of a key that was to sign without its PIN: it cannot be destroyed until C_Finalize.
  { group: 'Token', name: 'Always-authenticate keys', trials: [alwaysAuthenticate], late: true },
];

export const OBJECT_ROWS: readonly Row[] = [
  {
    group: 'Create/Copy',
    name: 'Keys',
    trials: [creatingSecret, copyingSecret, creatingPrivateKey('RSA'), creatingPrivateKey('EC')],
  },
  { group: 'Create/Copy', name: 'Certificates', trials: [creatingCertificate, copyingCertificate] },
  {
    group: 'Create/Copy',
    name: 'Data objects',
    trials: [creatingData('public', false), creatingData('private', true), copyingData],
  },
];

export const MORE_ROWS: readonly Row[] = [
  { group: 'Objects', name: 'Destroy object', trials: [destroying] },
  { group: 'Objects', name: 'Change attributes', trials: [changing] },
  { group: 'Objects', name: 'Protect unwrapped keys', trials: [protecting] },
  { group: 'Random', name: 'Generate random', trials: [random] },
  { group: 'Random', name: 'Seed random', trials: [seeding] },
  {
    group: 'Digest',
    name: 'Data',
    trials: (['SHA_1', 'SHA224', 'SHA256', 'SHA384', 'SHA512', 'SHA3_256', 'SHA3_512'] as const).map(
      digesting,
    ),
  },
  { group: 'Digest', name: 'Keys', trials: [digestingKey] },
];
