// Bytes are read when a method is called. Whatever the caller does with them while the call waits for a lane, or runs,
// the module sees what it would have seen: every input, in every form that bytes come in, disturbed in every way.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { BytesLike } from '../../src/index.ts';
import * as library from '../../src/index.ts';
import { type FakeCall, startFake } from '../support/fake.ts';
import { all, FURTHER_USES, LATE_USES, type Use, WITHOUT_BYTES } from './input-uses.ts';

interface Disturbable {
  readonly value: BytesLike;
  disturb(): void;
}

type Resizable = ArrayBuffer & { resize(size: number): void };
type Growable = SharedArrayBuffer & { grow(size: number): void };

const filled = <B extends ArrayBufferLike>(buffer: B, bytes: Uint8Array): B => {
  new Uint8Array(buffer).set(bytes);
  return buffer;
};
const plain = (bytes: Uint8Array): ArrayBuffer => filled(new ArrayBuffer(bytes.length), bytes);
// TypeScript's library for this target does not know buffers that change their size yet.
const resizable = (bytes: Uint8Array): Resizable =>
  filled(Reflect.construct(ArrayBuffer, [bytes.length, { maxByteLength: 4096 }]) as Resizable, bytes);
const growable = (bytes: Uint8Array): Growable =>
  filled(Reflect.construct(SharedArrayBuffer, [bytes.length, { maxByteLength: 4096 }]) as Growable, bytes);
const transfer = (buffer: ArrayBuffer): void => void structuredClone(buffer, { transfer: [buffer] });
const change = (buffer: ArrayBufferLike): void => void new Uint8Array(buffer).fill(0xee);

/** Bytes in a form, and what happens to them after the call. */
const WAYS: Readonly<Record<string, (bytes: Uint8Array) => Disturbable>> = {
  'Uint8Array, changed': (bytes) => {
    const buffer = plain(bytes);
    return { value: new Uint8Array(buffer), disturb: () => change(buffer) };
  },
  'small Uint8Array, changed': (bytes) => {
    const value = Uint8Array.from(bytes);
    return { value, disturb: () => void value.fill(0xee) };
  },
  'Buffer, changed': (bytes) => {
    const value = Buffer.from(bytes);
    return { value, disturb: () => void value.fill(0xee) };
  },
  'Uint8Array, transferred': (bytes) => {
    const buffer = plain(bytes);
    return { value: new Uint8Array(buffer), disturb: () => transfer(buffer) };
  },
  'ArrayBuffer, transferred': (bytes) => {
    const value = plain(bytes);
    return { value, disturb: () => transfer(value) };
  },
  'DataView, transferred': (bytes) => {
    const buffer = plain(bytes);
    return { value: new DataView(buffer), disturb: () => transfer(buffer) };
  },
  'resizable, shrunk': (bytes) => {
    const value = resizable(bytes);
    return { value, disturb: () => value.resize(0) };
  },
  'view of a resizable, grown': (bytes) => {
    const buffer = resizable(bytes);
    return { value: new Uint8Array(buffer), disturb: () => buffer.resize(4096) };
  },
  'SharedArrayBuffer, changed': (bytes) => {
    const value = filled(new SharedArrayBuffer(bytes.length), bytes);
    return { value, disturb: () => change(value) };
  },
  'view of a growable SharedArrayBuffer, grown and changed': (bytes) => {
    const buffer = growable(bytes);
    return {
      value: new Uint8Array(buffer),
      disturb() {
        buffer.grow(4096);
        change(buffer);
      },
    };
  },
};

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
  0x1104: 'CK_KEY_DERIVATION_STRING_DATA',
  0x402b: 'CK_HKDF_PARAMS',
};
/** Besides them RSA_PKCS, DH_PKCS_KEY_PAIR_GEN, SHA512_RSA_PKCS and HOTP_KEY_GEN. */
const OFFERED = [...Object.keys(STRUCTURES), 0x1, 0x20, 0x42, 0x290];
const SCRIPT = [
  `offer=${OFFERED}; output=38; sleep:C_GenerateRandom=5; sleep:C_EncryptUpdate=2; sleep:C_SignUpdate=2`,
  ...Object.entries(STRUCTURES).map(([mechanism, structure]) => `dump:${mechanism}=${structure}`),
].join('; ');

/** What a use does to the module, and what comes of it, with its inputs disturbed as soon as the method has returned. */
async function run(use: Use, way?: (bytes: Uint8Array) => Disturbable): Promise<unknown> {
  await using fake = await startFake(SCRIPT, { defines: { DUMP: true } });
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
