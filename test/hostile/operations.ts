import {
  MessageRun,
  type Module,
  type Pkcs11Object,
  type PrivateKey,
  type PublicKey,
  type SecretKey,
  type Session,
  type Token,
} from '../../src/index.ts';
import type { Luck } from '../support/luck.ts';

/** What operations work on. */
export interface Bench {
  readonly module: Module;
  readonly token: Token;
  readonly session: Session;
  readonly secret: SecretKey;
  readonly publicKey: PublicKey;
  readonly privateKey: PrivateKey;
  readonly data: Pkcs11Object;
  /** Takes over a session that an operation has opened. */
  adopt(session: Session): void;
}

/** How an operation calls methods: with promises, or their synchronous twins. */
export interface Way {
  readonly name: 'async' | 'sync';
  // biome-ignore lint/suspicious/noExplicitAny: the operation knows what the method it names returns.
  call(target: object, method: string, ...args: unknown[]): any;
  /** Takes what an iterable gives, so many at most, and leaves it. */
  take(iterable: unknown, most: number): unknown;
}

export type Operation = (bench: Bench, luck: Luck, way: Way) => unknown;

export const IV = new Uint8Array(16).fill(3);
const CBC = { iv: IV };
const ECB = { mechanism: 'AES_ECB' };
const GCM = { mechanism: 'AES_GCM', iv: IV.subarray(4), additionalData: 'header' };
const MESSAGES = { mechanism: 'AES_GCM' };
const PKCS1 = { mechanism: 'RSA_PKCS' };
const SIZES = [0, 1, 15, 16, 17, 100, 1000, 5000];
const ATTRIBUTES = [
  'class',
  'keyType',
  'label',
  'id',
  'value',
  'startDate',
  'endDate',
  'token',
  'sensitive',
  'modulusBits',
  'modulus',
  'publicExponent',
  'ecParams',
  'ecPoint',
  'allowedMechanisms',
  'certificateType',
  'valueLen',
  'keyGenMechanism',
  'subject',
];

export const data = (luck: Luck): Uint8Array | string =>
  luck.chance(20) ? 'text of some length' : luck.bytes(luck.pick(SIZES));
export const parts = (luck: Luck): Uint8Array[] =>
  Array.from({ length: luck.below(4) }, () => luck.bytes(luck.pick(SIZES)));
const anyKey = ({ secret, publicKey, privateKey }: Bench, luck: Luck): Pkcs11Object =>
  luck.pick([secret, publicKey, privateKey]);

/** Data, or a few parts of it, through an operation that yields as it goes. */
function stream(method: string, options: object): Operation {
  return ({ secret }, luck, way) => way.take(way.call(secret, method, parts(luck), options), luck.below(5));
}

async function pump(pair: { readable: ReadableStream; writable: WritableStream }, luck: Luck): Promise<void> {
  const writer = pair.writable.getWriter();
  const reader = pair.readable.getReader();
  // Whatever fails, fails on both sides and on all that is pending: one report is enough.
  const write = (async () => {
    for (const part of parts(luck)) await writer.write(part);
    await (luck.chance(70) ? writer.close() : writer.abort(new Error('given up')));
  })();
  const closed = writer.closed.catch(() => {});
  const read = (async () => {
    while (!(await reader.read()).done);
  })();
  const [written, got] = await Promise.allSettled([write, read, closed]);
  for (const outcome of [written, got]) {
    if (outcome.status === 'rejected' && outcome.reason.message !== 'given up') throw outcome.reason;
  }
}

/** Many messages with one key, and the end of it. */
const messages: Operation = async ({ secret }, luck, way) => {
  const made: unknown = await way.call(
    secret,
    luck.chance(50) ? 'messageEncryptor' : 'messageDecryptor',
    MESSAGES,
  );
  if (!(made instanceof MessageRun)) throw new Error('no message operation');
  try {
    const sealed = { iv: IV.subarray(4), ciphertext: luck.bytes(20), tag: IV };
    for (let count = luck.below(4); count > 0; count--) {
      await (luck.chance(50)
        ? way.call(made, 'encrypt', data(luck), { additionalData: 'header' })
        : way.call(made, 'decrypt', sealed));
    }
  } finally {
    await way.call(made, 'close');
  }
};

/** What a user may do wrong: refused by name, whatever the module does. */
export const MISTAKES: readonly Operation[] = [
  ({ secret }, _luck, way) => way.call(secret, 'encrypt', 5, CBC),
  ({ secret }, _luck, way) => way.call(secret, 'sign', 'x', { colour: 'red' }),
  ({ session }, _luck, way) => way.call(session, 'generateRandom', -1),
  ({ session }, _luck, way) => way.call(session, 'createObject', { class: 'DATA', token: 'yes' }),
  ({ data: object }, _luck, way) => way.call(object, 'get', 'colour'),
];

/** Everything that reaches the module, each as often as the others. */
export const OPERATIONS: readonly Operation[] = [
  ({ module }, _luck, way) => way.call(module, 'getInfo'),
  ({ module }, _luck, way) => way.call(module, 'getInterfaces'),
  ({ module }, luck, way) => way.call(module, 'getSlots', { tokenPresent: luck.chance(50) }),
  ({ module }, _luck, way) => way.call(module, 'getToken', { label: 'HOSTILE' }),
  ({ token }, _luck, way) => way.call(token, 'getInfo'),
  ({ token }, _luck, way) => way.call(token, 'getMechanisms'),
  ({ token }, _luck, way) => way.call(token, 'getMechanismInfo', 'AES_GCM'),
  ({ token }, _luck, way) => way.call(token.slot, 'getInfo'),
  async ({ token, adopt }, luck, way) => {
    const login = luck.chance(50) ? { userPin: luck.chance(50) ? '1234' : luck.bytes(6) } : {};
    adopt(await way.call(token, 'open', { ...login, readWrite: true, concurrency: 1 + luck.below(4) }));
  },
  ({ session }, luck, way) => (luck.chance(10) ? way.call(session, 'close') : way.call(session, 'getInfo')),
  ({ session }, _luck, way) => way.call(session, 'setPin', '1234', new Uint8Array(8)),
  ({ session }, luck, way) => way.call(session, 'generateRandom', luck.pick(SIZES)),
  ({ session }, luck, way) => way.call(session, 'seedRandom', data(luck)),
  ({ session }, luck, way) => way.call(session, 'digest', luck.chance(50) ? data(luck) : parts(luck)),
  ({ session, secret }, luck, way) => way.call(session, 'digest', [data(luck), secret]),
  ({ session }, luck, way) => way.take(way.call(session, 'getObjects', {}), luck.below(100)),
  ({ session }, luck, way) =>
    way.take(way.call(session, 'getObjects', { class: 'CERTIFICATE' }), luck.below(9)),
  ({ session }, _luck, way) => way.call(session, 'getKey', { class: 'SECRET_KEY', label: 'label' }),
  ({ session }, _luck, way) => way.call(session, 'generateKey', 'AES', { bits: 256 }),
  ({ session }, _luck, way) => way.call(session, 'generateKeyPair', 'RSA', { bits: 2048 }),
  ({ session }, _luck, way) => way.call(session, 'generateKeyPair', 'EC', { curve: 'P-256' }),
  ({ session }, _luck, way) => way.call(session, 'generateKeyPair', 'DH', { bits: 512 }),
  ({ session }, _luck, way) => way.call(session, 'generateDomainParameters', 'DH', { bits: 512 }),
  async ({ session }, luck, way) => {
    const template = { class: 'SECRET_KEY', keyType: 'AES', value: luck.bytes(32), label: 'made' };
    const object = await way.call(session, 'createObject', template);
    await way.call(object, 'set', { label: 'changed', id: luck.bytes(4) });
    await way.call(await way.call(object, 'copy', { token: false }), 'destroy');
    await way.call(object, 'destroy');
  },
  (bench, luck, way) => way.call(anyKey(bench, luck), 'get', luck.pick(ATTRIBUTES)),
  (bench, luck, way) => way.call(anyKey(bench, luck), 'getMany', ATTRIBUTES.slice(luck.below(12))),
  ({ data: object }, _luck, way) => way.call(object, 'getUri'),
  ({ data: object }, _luck, way) => way.call(object, 'getSize'),
  ({ secret }, luck, way) => way.call(secret, 'encrypt', data(luck), luck.pick([CBC, ECB, GCM])),
  ({ secret }, luck, way) => way.call(secret, 'decrypt', data(luck), luck.pick([CBC, ECB, GCM])),
  stream('encrypt', CBC),
  stream('decrypt', ECB),
  ({ secret }, luck, way) =>
    way.name === 'sync' ? undefined : pump(secret.encryptStream(CBC) as never, luck),
  ({ secret }, luck, way) => way.call(secret, 'sign', luck.chance(50) ? data(luck) : parts(luck)),
  ({ secret }, luck, way) =>
    way.call(
      secret,
      'verify',
      luck.chance(50) ? data(luck) : parts(luck),
      luck.bytes(luck.pick([0, 31, 32])),
    ),
  ({ privateKey }, luck, way) => way.call(privateKey, 'sign', luck.chance(50) ? data(luck) : parts(luck)),
  ({ publicKey }, luck, way) => way.call(publicKey, 'verify', data(luck), luck.bytes(32)),
  // As much as fits the smallest of keys, whatever the module says of this one.
  ({ publicKey }, luck, way) => way.call(publicKey, 'encrypt', luck.bytes(8), PKCS1),
  ({ publicKey }, luck, way) => way.call(publicKey, 'export', luck.pick(['spki-pem', 'jwk', 'key-object'])),
  ({ privateKey }, luck, way) => way.call(privateKey, 'decrypt', data(luck), PKCS1),
  ({ privateKey }, luck, way) => way.call(privateKey, 'signRecover', data(luck), PKCS1),
  ({ publicKey }, luck, way) => way.call(publicKey, 'verifyRecover', data(luck), PKCS1),
  ({ publicKey }, luck, way) =>
    way.call(publicKey, 'verifySignature', luck.chance(50) ? data(luck) : parts(luck), luck.bytes(32), PKCS1),
  ({ publicKey }, _luck, way) => way.call(publicKey, 'encapsulateKey', 'AES', { mechanism: 0x17, bits: 256 }),
  ({ privateKey }, luck, way) =>
    way.call(privateKey, 'decapsulateKey', 'AES', luck.bytes(48), { mechanism: 0x17, bits: 256 }),
  ({ secret }, _luck, way) => way.call(secret, 'wrapKey', secret),
  ({ secret }, luck, way) => way.call(secret, 'unwrapKey', 'SECRET_KEY', 'AES', luck.bytes(40)),
  ({ secret }, luck, way) =>
    way.call(secret, 'deriveKey', 'AES', {
      mechanism: 'AES_ECB_ENCRYPT_DATA',
      data: luck.bytes(16),
      bits: 128,
    }),
  async ({ secret }, luck, way) => {
    const sealed = await way.call(secret, 'seal', data(luck), { additionalData: 'header' });
    await way.call(secret, 'open', sealed, { additionalData: 'header' });
  },
  messages,
];
