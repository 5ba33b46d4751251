// Bytes are read when a method is called. Whatever the caller does with them while the call waits for a lane, or runs,
// the module sees what it would have seen: every input, in every form that bytes come in, disturbed in every way.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { BytesLike } from '../../src/index.ts';
import { type FakeCall, startFake } from '../support/fake.ts';
import { all, LATE_USES, type Use } from './input-uses.ts';

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
  if ('pIv' in args || fn.endsWith('KeyAuthenticated')) delete (args as Record<string, unknown>).parameter;
  return { fn, args };
}

/** What a use does to the module, and what comes of it, with its inputs disturbed as soon as the method has returned. */
async function run(use: Use, way?: (bytes: Uint8Array) => Disturbable): Promise<unknown> {
  await using fake = await startFake(
    'output=38; sleep:C_GenerateRandom=5; sleep:C_EncryptUpdate=2; sleep:C_SignUpdate=2',
  );
  const { session, key } = await fake.openWithKey({ concurrency: 1, readWrite: true });
  const made: Disturbable[] = [];
  const bytes = (size: number, value: number): BytesLike => {
    const content = Uint8Array.from({ length: size }, (_, index) => value + index);
    const input = way?.(content) ?? { value: content, disturb() {} };
    made.push(input);
    return input.value;
  };
  const view = (size: number, value: number): Uint8Array => {
    const input = bytes(size, value);
    return ArrayBuffer.isView(input) && !(input instanceof DataView)
      ? (input as Uint8Array)
      : new Uint8Array(ArrayBuffer.isView(input) ? input.buffer : (input as ArrayBuffer));
  };
  function* parts(size: number, value: number): Generator<BytesLike> {
    const content = Uint8Array.from({ length: size }, (_, index) => value + index);
    const part = way?.(content) ?? { value: content, disturb() {} };
    setImmediate(part.disturb);
    yield part.value;
  }
  const token = await fake.token();
  const before = fake.calls().length;
  // The only lane is taken: the call has to wait.
  const taken = session.generateRandom(1);
  const pending = use({ token, session, key, bytes, parts, view });
  for (const { disturb } of made) disturb();
  const [outcome] = await Promise.allSettled([pending, taken]);
  const calls = fake.calls().slice(before);
  const ended = outcome.status === 'fulfilled' ? outcome.value : String(outcome.reason.name);
  return { ended, calls: calls.filter(({ args }) => args.ulRandomLen !== '1').map(shown) };
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
});
