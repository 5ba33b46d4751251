// Bytes are read when a method is called. Whatever the caller does with them while the call waits for a lane, or runs,
// the module sees what it would have seen: every input, in every form that bytes come in, disturbed in every way.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { BytesLike } from '../../src/index.ts';
import * as library from '../../src/index.ts';
import { type FakeCall, startFake } from '../support/fake.ts';
import { WAYS, type Way } from './disturbing.ts';
import { all, FURTHER_USES, LATE_USES, type Use, WITHOUT_BYTES } from './input-uses.ts';

/** Every input of every method that has one. */
const USES: Readonly<Record<string, Use>> = {
  ...LATE_USES,
  ...FURTHER_USES,
  encrypt: ({ key, bytes }) => key.encrypt(bytes(48, 1), { iv: bytes(16, 2) }),
  'encrypt: GCM': ({ key, bytes }) =>
    key.encrypt(bytes(48, 1), { mechanism: 'AES_GCM', iv: bytes(12, 2), additionalData: bytes(20, 3) }),
  'encrypt: in parts': ({ key, bytes, parts }) => all(key.encrypt(parts(48, 1), { iv: bytes(16, 2) })),
  'sign: in parts': ({ key, parts }) => key.sign(parts(48, 1)),
  'digest: in parts': ({ session, parts }) => session.digest(parts(48, 1)),
  'encrypt: with a PIN': ({ key, bytes }) =>
    key.encrypt(bytes(48, 1), { iv: bytes(16, 2), pin: bytes(6, 3) }),
  decrypt: ({ key, bytes }) => key.decrypt(bytes(48, 1), { iv: bytes(16, 2) }),
  sign: ({ key, bytes }) => key.sign(bytes(100, 1)),
  'sign: with a PIN': ({ key, bytes }) => key.sign(bytes(100, 1), { pin: bytes(6, 2) }),
  'sign: much': ({ key, bytes }) => key.sign(bytes(4000, 1)),
  verify: ({ key, bytes }) => key.verify(bytes(100, 1), bytes(16, 2)),
  'verify: in parts': ({ key, bytes, parts }) => key.verify(parts(48, 1), bytes(16, 2)),
  digest: ({ session, bytes }) => session.digest(bytes(100, 1)),
  seal: async ({ key, bytes }) => {
    const { ciphertext, tag } = await key.seal(bytes(38, 1), { additionalData: bytes(20, 2) });
    return [ciphertext, tag];
  },
  open: ({ key, bytes }) =>
    key.open(
      { iv: bytes(12, 1), ciphertext: bytes(22, 2), tag: bytes(16, 3) },
      { additionalData: bytes(20, 4) },
    ),
  messages: async ({ key, bytes }) => {
    const run = await key.messageEncryptor({ mechanism: 'AES_GCM' });
    const sealed = await run.encrypt(bytes(38, 1), { iv: bytes(12, 2), additionalData: bytes(20, 3) });
    await run.close();
    return sealed;
  },
  seedRandom: ({ session, bytes }) => session.seedRandom(bytes(40, 1)),
  createObject: ({ session, bytes, view }) =>
    session.createObject({
      class: 'SECRET_KEY',
      keyType: 'AES',
      value: bytes(32, 1),
      id: bytes(4, 2),
      checkValue: view(3, 3),
    }),
  'createObject: big integers': ({ session, view }) =>
    session.createObject({
      class: 'PUBLIC_KEY',
      keyType: 'RSA',
      modulus: view(256, 1),
      publicExponent: view(3, 2),
    }),
  getObjects: ({ session, bytes }) => all(session.getObjects({ id: bytes(4, 1) })),
  getKey: ({ session, bytes }) => session.getKey({ class: 'DATA', id: bytes(4, 1) } as never),
  set: ({ key, bytes }) => key.set({ id: bytes(4, 1) }),
  copy: ({ key, bytes }) => key.copy({ id: bytes(4, 1) }),
  generateKey: ({ session, bytes }) => session.generateKey('AES', { bits: 128, id: bytes(4, 1) }),
  generateKeyPair: ({ session, bytes }) =>
    session.generateKeyPair('EC', {
      curve: bytes(10, 6),
      id: bytes(4, 1),
      publicTemplate: { subject: bytes(9, 2) },
    }),
  unwrapKey: ({ key, bytes }) =>
    key.unwrapKey('SECRET_KEY', 'AES', bytes(40, 1), { mechanism: 'AES_KEY_WRAP', id: bytes(4, 2) }),
  setPin: ({ session, bytes }) => session.setPin(bytes(6, 1), bytes(8, 2)),
  initPin: ({ session, bytes }) => session.initPin(bytes(6, 1)),
  initToken: ({ token, bytes }) => token.slot.initToken({ soPin: bytes(8, 1), label: 'x' }),
  'token.open': async ({ token, bytes }) => (await token.open({ userPin: bytes(6, 1) })).close(),
};

/** Arguments without addresses. */
function shown({ fn, args: { active: _, ...args } }: FakeCall): unknown {
  // A structure with pointers: of messages the log has what they point to.
  if ('pIv' in args || 'dump' in args || fn.endsWith('KeyAuthenticated'))
    delete (args as Record<string, unknown>).parameter;
  return { fn, args };
}

/** Mechanisms whose parameters point to bytes: what they point to is written down. */
const STRUCTURES: Readonly<Record<number, string>> = {
  0x9: 'CK_RSA_PKCS_OAEP_PARAMS',
  0x291: 'CK_OTP_PARAMS',
  0x3a1: 'CK_PBE_PARAMS',
  0x401: 'CK_KEY_WRAP_SET_OAEP_PARAMS',
  0x1012: 'CK_KEA_DERIVE_PARAMS',
  0x1057: 'CK_EDDSA_PARAMS',
  0x1050: 'CK_ECDH1_DERIVE_PARAMS',
  0x1104: 'CK_KEY_DERIVATION_STRING_DATA',
  0x402b: 'CK_HKDF_PARAMS',
};
/** Besides them RSA_PKCS, DH_PKCS_KEY_PAIR_GEN, DH_PKCS_DERIVE, SHA512_RSA_PKCS and HOTP_KEY_GEN. */
const OFFERED = [...Object.keys(STRUCTURES), 0x1, 0x20, 0x21, 0x42, 0x290];
const SCRIPT = [
  `offer=${OFFERED}; output=38; sleep:C_GenerateRandom=5; sleep:C_EncryptUpdate=2; sleep:C_SignUpdate=2`,
  ...Object.entries(STRUCTURES).map(([mechanism, structure]) => `dump:${mechanism}=${structure}`),
].join('; ');

interface World {
  readonly script?: string;
  readonly quirks?: readonly library.Quirk[];
}
/** What makes keys. The first that is generated is the one that all uses have. */
const MAKING = [
  ...['C_DeriveKey', 'C_UnwrapKey', 'C_UnwrapKeyAuthenticated', 'C_EncapsulateKey', 'C_DecapsulateKey'],
  'C_GenerateKeyPair',
];
const QUIRK: library.Quirk = {
  name: 'asked before',
  source: 'this test',
  match: {},
  traits: {
    countedHandles: true,
    ecdhPoint: 'der',
    wholeSecrets: { DH_PKCS_DERIVE: ['GENERIC_SECRET'] },
  },
};
/** A token of which much is asked before a key is made, and which refuses the first try: what was given is read again. */
const REFUSING: World = {
  script: ['rv:C_GenerateKey=0xd1@2*1', ...MAKING.map((fn) => `rv:${fn}=0xd1*1`)].join('; '),
  quirks: [QUIRK],
};

/** What a use does to the module, and what comes of it, with its inputs disturbed as soon as the method has returned. */
async function run(use: Use, way?: Way, { script = '', quirks = [] }: World = {}) {
  await using fake = await startFake(`${SCRIPT}; ${script}`, { defines: { DUMP: true }, quirks });
  const { session, key } = await fake.openWithKey({ concurrency: 1, readWrite: true });
  const bytes = (size: number, value: number): BytesLike =>
    content(Uint8Array.from({ length: size }, (_, index) => value + index));
  const content = (content: Uint8Array): BytesLike => {
    const input = way?.(content) ?? { value: content, disturb() {} };
    // As soon as the method that it is given to has returned, and before anything that this waits for.
    queueMicrotask(input.disturb);
    return anInput(input.value);
  };
  const view = (size: number, value: number): Uint8Array => {
    const input = bytes(size, value);
    return ArrayBuffer.isView(input) && !(input instanceof DataView)
      ? (input as Uint8Array)
      : anInput(new Uint8Array(ArrayBuffer.isView(input) ? input.buffer : (input as ArrayBuffer)));
  };
  function* parts(size: number, value: number): Generator<BytesLike> {
    const content = Uint8Array.from({ length: size }, (_, index) => value + index);
    const part = way?.(content) ?? { value: content, disturb() {} };
    setImmediate(part.disturb);
    yield anInput(part.value);
  }
  const token = await fake.token();
  const before = fake.calls().length;
  // The only lane is taken: the call has to wait.
  const taken: Promise<unknown>[] = [];
  const occupy = () => void taken.push(session.generateRandom(1));
  occupy();
  const pending = use({
    token,
    session,
    key,
    occupy,
    bytes,
    content,
    view,
    parts: (size, value) => anInput(parts(size, value)),
  });
  const [outcome] = await Promise.allSettled([pending]);
  await Promise.all(taken);
  const calls = fake.calls().slice(before);
  const ended = outcome.status === 'fulfilled' ? outcome.value : String(outcome.reason.name);
  return { ended, calls: calls.filter(({ args }) => args.ulRandomLen !== '1').map(shown) };
}

/** Everything that was disturbed, and the methods that were given any of it. */
const inputs = new WeakSet<object>();
const given = new Set<string>();

function anInput<T>(value: T): T {
  if (typeof value === 'object' && value !== null) inputs.add(value);
  return value;
}

/** Whether it is an input, or has one in it. */
function hasInput(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return inputs.has(value) || (isPlain(value) && Object.values(value).some(hasInput));
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** Every public method, by the class that has it; the call is noted if it is given an input. */
const methods = new Set<string>();
for (const { prototype, name } of classes()) {
  for (const method of Object.getOwnPropertyNames(prototype)) {
    const { value: original } = Object.getOwnPropertyDescriptor(prototype, method)!;
    if (method === 'constructor' || method.endsWith('Sync') || typeof original !== 'function') continue;
    const known = `${name}.${method}`;
    methods.add(known);
    const spy = function (this: unknown, ...args: unknown[]): unknown {
      if (hasInput(args)) given.add(known);
      return original.apply(this, args);
    };
    Object.defineProperty(prototype, method, { value: spy, configurable: true, writable: true });
  }
}

/** The classes of the package, and those that they inherit from. */
function classes(): Set<{ readonly name: string; readonly prototype: object }> {
  const found = new Set<{ readonly name: string; readonly prototype: object }>();
  for (const exported of Object.values(library)) {
    if (typeof exported !== 'function' || exported.prototype instanceof Error) continue;
    for (let each: unknown = exported; typeof each === 'function' && each.prototype !== undefined; ) {
      found.add(each as Extract<typeof exported, { prototype: object }>);
      each = Object.getPrototypeOf(each);
    }
  }
  return found;
}

suite('inputs', () => {
  for (const [name, use] of Object.entries(USES)) {
    test(name, async () => {
      const calm = await run(use);
      for (const [way, make] of Object.entries(WAYS)) {
        assert.deepEqual(await run(use, make), calm, way);
      }
      const calmly = await run(use, undefined, REFUSING);
      // Most have nothing to do with such a token, and meet the same.
      if (calmly.calls.length === calm.calls.length) return;
      for (const way of ['Uint8Array, changed', 'ArrayBuffer, transferred']) {
        assert.deepEqual(await run(use, WAYS[way], REFUSING), calmly, `${way}, the first try refused`);
      }
    });
  }

  test('every method that takes bytes is among them', () => {
    const missing = [...methods].filter((method) => !given.has(method) && !WITHOUT_BYTES.has(method));
    assert.equal(missing.join(' '), '');
    assert.deepEqual(
      [...WITHOUT_BYTES].filter((method) => given.has(method) || !methods.has(method)),
      [],
    );
  });
});
