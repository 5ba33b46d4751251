// `output`: results in the caller's own memory, written there by the module or copied. node:crypto says what they are.
import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { after } from '../support/after.ts';
import { directWrites } from '../support/direct-output.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
/** With one lane, an operation that was left open would be in the way of everything. */
const session = await token.open({ userPin: device.pin, readWrite: true, concurrency: 1, laneTimeout: 2000 });
after(() => session.close());
const { given, test, twice } = await requires(token, 'imported AES keys', 'AES_CBC_PAD');
const gcm = await requires(token, 'imported AES keys', 'AES_GCM');
const hashing = await requires(token, 'imported AES keys', 'AES_CBC_PAD', 'SHA256');
/** What the token gets is put together from the parts here, and what it gives goes to the caller's memory afterwards. */
const inWholeBlocks = token.quirks.includes('nss-whole-blocks');

const value = new Uint8Array(32).map((_, index) => index * 5);
const key = await given(() =>
  session.createObject({ class: 'SECRET_KEY', keyType: 'AES', value, token: false }),
);
const iv = new Uint8Array(16).fill(9);
const seal = (...data: readonly Uint8Array[]): Buffer => {
  const cipher = createCipheriv('aes-256-cbc', value, iv);
  return Buffer.concat([...data.map((each) => cipher.update(each)), cipher.final()]);
};
const bytes = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(length).map((_, index) => (index * 7) % 251);
const sealedSize = (size: number): number => size - (size % 16) + 16;

/** Nothing is left open on the session's one lane. */
function assertUsable(): void {
  assert.equal(hex(key.encryptSync('INPUT DATA', { iv })), seal(Buffer.from('INPUT DATA')).toString('hex'));
}

/** Whether the module was let write to the caller's memory by itself. */
const isDirect = async (work: () => unknown): Promise<boolean> => {
  const before = directWrites();
  await work();
  return directWrites() > before;
};

const BORDER = 0xa5;

interface Kind {
  /** Whether a synchronous method has the module write to it. */
  readonly direct: boolean;
  make(size: number): Uint8Array;
}

const inside = (buffer: ArrayBufferLike, size: number): Uint8Array =>
  new Uint8Array(buffer).fill(BORDER).subarray(7, 7 + size);

const KINDS: Readonly<Record<string, Kind>> = {
  'a Uint8Array': { direct: true, make: (size) => new Uint8Array(size) },
  'a Buffer': { direct: true, make: (size) => Buffer.alloc(size) },
  'a piece of a larger buffer': { direct: true, make: (size) => inside(new ArrayBuffer(size + 20), size) },
  'shared memory': { direct: false, make: (size) => inside(new SharedArrayBuffer(size + 20), size) },
  'a resizable buffer': {
    direct: false,
    make: (size) =>
      inside(Reflect.construct(ArrayBuffer, [size + 20, { maxByteLength: 2 * size + 20 }]), size),
  },
};

/** The result is a view of the beginning of the output, and nothing around that was written. */
function assertWithin(result: Uint8Array, output: Uint8Array, expected: Uint8Array): void {
  assert.equal(Object.getPrototypeOf(result), Uint8Array.prototype);
  assert.equal(result.buffer, output.buffer);
  assert.equal(result.byteOffset, output.byteOffset);
  assert.ok(Buffer.from(result).equals(expected), `${result.length} bytes, ${expected.length} expected`);
  const around = new Uint8Array(output.buffer);
  const end = output.byteOffset + output.byteLength;
  if (output.byteOffset !== 7) return;
  for (const at of [0, 6, end, around.length - 1]) assert.equal(around[at], BORDER, `byte ${at}`);
}

for (const [kind, { direct, make }] of Object.entries(KINDS)) {
  twice(`into ${kind}: whole data of any size`, async ({ call, mode }) => {
    for (const size of [0, 1, 15, 16, 1000, 16_384, 100_000]) {
      const data = bytes(size);
      const output = make(size + 64);
      const written = await isDirect(async () =>
        assertWithin(await call(key, 'encrypt', data, { iv, output }), output, seal(data)),
      );
      assert.equal(written, direct && mode === 'sync' && size >= 16_384, `${size} bytes`);
      assertWithin(await call(key, 'decrypt', seal(data), { iv, output }), output, data);
    }
    assertUsable();
  });

  twice(`into ${kind}: as long as the result, and a byte too short`, async ({ call }) => {
    for (const size of [10, 20_000]) {
      const data = bytes(size);
      const needed = sealedSize(size);
      const exact = make(needed);
      assertWithin(await call(key, 'encrypt', data, { iv, output: exact }), exact, seal(data));
      const short = make(needed - 1);
      await assert.rejects(async () => call(key, 'encrypt', data, { iv, output: short }), {
        name: 'RangeError',
        message: `output: the result takes ${needed} bytes, and there is room for ${needed - 1}`,
      });
      assertUsable();
    }
  });
}

const PARTS = [0, 1, 15, 16, 17, 40_000, 0, 50_000, 3].map((size) => bytes(size));

twice('parts: each is a view of the same memory', async ({ mode }) => {
  const output = new Uint8Array(50_100);
  const sealed: Uint8Array[] = [];
  const parts = mode === 'sync' ? key.encryptSync(PARTS, { iv, output }) : key.encrypt(PARTS, { iv, output });
  for await (const part of parts) {
    assert.equal(part.buffer, output.buffer);
    assert.equal(part.byteOffset, 0);
    sealed.push(part.slice());
  }
  assert.ok(Buffer.concat(sealed).equals(seal(...PARTS)));
  const opened: Uint8Array[] = [];
  const back =
    mode === 'sync' ? key.decryptSync(sealed, { iv, output }) : key.decrypt(sealed, { iv, output });
  for await (const part of back) opened.push(part.slice());
  assert.ok(Buffer.concat(opened).equals(Buffer.concat(PARTS)));
  assertUsable();
});

test('parts: the module writes by itself where a part has room', async () => {
  for (const [room, expected] of [
    [32, true],
    [0, false],
  ] as const) {
    const chunk = bytes(65_536);
    // A token may keep a block until it has seen what follows.
    const own = [...key.encryptSync([chunk, chunk], { iv })].map(({ length }) => length);
    const output = new Uint8Array(Math.max(...own) + room);
    let lengths: number[] = [];
    const written = await isDirect(() => {
      lengths = [...key.encryptSync([chunk, chunk], { iv, output })].map(({ length }) => length);
    });
    assert.deepEqual(lengths, own);
    assert.equal(written, expected && !inWholeBlocks);
  }
});

twice('parts: one that has no room ends the operation', async ({ all }) => {
  const output = new Uint8Array(20_000);
  await assert.rejects(async () => all(key, 'encrypt', [bytes(19_000), bytes(30_000)], { iv, output }), {
    name: 'RangeError',
    message: /^output: the result takes \d+ bytes, and there is room for 20000$/,
  });
  assertUsable();
});

twice('by hand', async ({ call }) => {
  const output = new Uint8Array(50_100);
  const operation = await call(key, 'encryptOperation', { iv, output });
  const sealed: Uint8Array[] = [];
  for (const part of PARTS) {
    const piece: Uint8Array = await call(operation, 'update', part);
    assert.ok(piece.length === 0 || piece.buffer === output.buffer);
    sealed.push(piece.slice());
  }
  const last: Uint8Array = await call(operation, 'finish');
  assert.equal(last.buffer, output.buffer);
  assert.ok(Buffer.concat([...sealed, last]).equals(seal(...PARTS)));
  const short = await call(key, 'encryptOperation', { iv, output: new Uint8Array(20) });
  await assert.rejects(async () => call(short, 'update', bytes(100)), { name: 'RangeError', message: /96/ });
  // It is over, and its lane free.
  await assert.rejects(async () => call(short, 'update', 'x'), { code: 'ERR_CLOSED' });
  assertUsable();
});

/** Where the output lies as seen from 40 000 bytes of input. */
const OVERLAPS = { 'in place': 0, 'a little behind': 5, 'a little before': -5, 'far behind': 30_000 };

for (const [where, distance] of Object.entries(OVERLAPS)) {
  twice(`output over the input, ${where}`, async ({ mode, call, all }) => {
    const size = 40_000;
    const memory = new Uint8Array(200_000);
    const data = memory.subarray(1000, 1000 + size);
    const output = memory.subarray(1000 + distance, 1000 + distance + size + 64);
    data.set(bytes(size));
    assertWithin(await call(key, 'encrypt', data, { iv, output }), output, seal(bytes(size)));
    data.set(bytes(size));
    const sealed: Uint8Array[] = [];
    const parts =
      mode === 'sync' ? key.encryptSync([data], { iv, output }) : key.encrypt([data], { iv, output });
    for await (const part of parts) sealed.push(part.slice());
    assert.ok(Buffer.concat(sealed).equals(seal(bytes(size))));
    assert.equal((await all(key, 'encrypt', [], { iv, output })).length, 1);
  });
}

test('output beside the input in one buffer: the module writes by itself', async () => {
  const memory = new Uint8Array(100_064);
  const data = memory.subarray(0, 50_000);
  const output = memory.subarray(50_000);
  data.set(bytes(50_000));
  const encrypt = () => assertWithin(key.encryptSync(data, { iv, output }), output, seal(bytes(50_000)));
  assert.ok(await isDirect(encrypt));
});

test('subscribers to native calls, who could take the memory away meanwhile: it is copied', async () => {
  const output = new Uint8Array(60_000);
  const data = bytes(50_000);
  const steal = (): void => {
    if (output.length > 0) structuredClone(output.buffer, { transfer: [output.buffer] });
  };
  subscribe('cryptoki:call:start', steal);
  try {
    const encrypt = () =>
      assert.throws(() => key.encryptSync(data, { iv, output }), {
        name: 'RangeError',
        message: /there is room for 0: its buffer was transferred elsewhere, or has shrunk$/,
      });
    assert.equal(await isDirect(encrypt), false);
  } finally {
    unsubscribe('cryptoki:call:start', steal);
  }
  assertUsable();
});

test('output that is gone when an asynchronous method ends', async () => {
  const data = bytes(50_000);
  const moved = new Uint8Array(60_000);
  const buffer: ArrayBuffer & { resize?(size: number): void } = Reflect.construct(ArrayBuffer, [
    60_000,
    { maxByteLength: 60_000 },
  ]);
  const shrunk = new Uint8Array(buffer);
  const message =
    /^output: the result takes 50016 bytes, and there is room for 0: its buffer was transferred/;
  const lost = [key.encrypt(data, { iv, output: moved }), key.encrypt(data, { iv, output: shrunk })];
  structuredClone(moved.buffer, { transfer: [moved.buffer] });
  buffer.resize?.(55_000);
  for (const each of lost) await assert.rejects(each, { name: 'RangeError', message });
  assertUsable();
});

twice('what is no output, or gone, is refused by name', async ({ call, mode }) => {
  const suffix = mode === 'sync' ? 'Sync' : '';
  for (const output of [5, null, 'text', new ArrayBuffer(100), new DataView(new ArrayBuffer(100)), [1]]) {
    await assert.rejects(async () => call(key, 'encrypt', 'data', { iv, output }), {
      name: 'TypeError',
      message: new RegExp(`^encrypt${suffix}: output: expected a Uint8Array, got `),
    });
  }
  const gone = new Uint8Array(100);
  structuredClone(gone.buffer, { transfer: [gone.buffer] });
  await assert.rejects(async () => call(key, 'encrypt', 'data', { iv, output: gone }), {
    name: 'TypeError',
    message: new RegExp(`^encrypt${suffix}: output: the bytes are gone`),
  });
  assertUsable();
});

const UNKNOWN = { name: 'TypeError', message: /unknown option "output"/ };

test('streams, which keep what they give for later, take none', () => {
  const output = new Uint8Array(100);
  assert.throws(() => key.encryptStream({ iv, output } as { iv: Uint8Array }), UNKNOWN);
  assert.throws(() => key.decryptStream({ iv, output } as { iv: Uint8Array }), UNKNOWN);
});

/** What gives something else than data, and the mechanism that it is tried with. */
const OTHERS = {
  sign: ['AES_CMAC', { mechanism: 'AES_CMAC' }],
  seal: ['AES_GCM', {}],
} as const;

for (const [method, [mechanism, options]] of Object.entries(OTHERS)) {
  const others = await requires(token, 'imported AES keys', mechanism);
  others.twice(`${method} takes none`, async ({ call }) => {
    const output = new Uint8Array(100);
    await assert.rejects(async () => call(key, method, 'data', { ...options, output }), UNKNOWN);
  });
}

hashing.twice('digests take none', async ({ call }) => {
  const output = new Uint8Array(100);
  await assert.rejects(async () => call(session, 'digest', 'data', { output }), UNKNOWN);
  const encryption = { iv, output };
  await assert.rejects(async () => call(session, 'digestEncrypt', 'data', { key, encryption }), UNKNOWN);
});

test('plans are the same with and without, and remember nothing of it', () => {
  const output = new Uint8Array(100);
  assert.deepEqual(key.plan('encrypt', { iv, output }), key.plan('encrypt', { iv }));
  for (const each of [undefined, output, undefined]) {
    const result = key.encryptSync('INPUT DATA', { iv, output: each });
    assert.equal(result.buffer === output.buffer, each === output);
  }
});

gcm.twice('a ciphertext that was changed: its plaintext is nowhere', async ({ call }) => {
  const plaintext = bytes(50_000).map((byte) => byte | 1);
  const options = { mechanism: 'AES_GCM', iv: iv.subarray(0, 12), tagBits: 128 } as const;
  const cipher = createCipheriv('aes-256-gcm', value, options.iv);
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  const output = new Uint8Array(60_000);
  assertWithin(await call(key, 'decrypt', sealed, { ...options, output }), output, plaintext);
  output.fill(0);
  sealed[49_999]! ^= 1;
  await assert.rejects(async () => call(key, 'decrypt', sealed, { ...options, output }), {
    name: 'Pkcs11Error',
  });
  assert.ok(output.every((byte) => byte === 0));
  assertUsable();
});

test("a view that claims to be longer than its buffer is taken at its buffer's word", () => {
  class Boaster extends Uint8Array<ArrayBuffer> {
    override get byteLength(): number {
      return 1_000_000;
    }
    override get length(): number {
      return 1_000_000;
    }
  }
  assert.throws(
    () => key.encryptSync(bytes(50_000), { iv, output: new Boaster(new ArrayBuffer(100)) }),
    RangeError,
  );
  assertUsable();
});
