// `output`, over modules that lie about lengths or fail: what reaches the caller's memory, and what stays there. The
// fake echoes data, and fills all the room that it is given.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CKF, CKM } from '../../src/spec/constants.ts';
import { directWrites } from '../support/direct-output.ts';
import { startFake } from '../support/fake.ts';
import { type Caller, twice } from '../support/modes.ts';

const IV = new Uint8Array(16);
const SIZE = 50_001;
const DATA = new Uint8Array(SIZE).map((_, index) => (index % 250) + 1);
/** On both sides of the output. */
const BORDER = 64;

function bordered(size: number): { readonly output: Uint8Array<ArrayBuffer>; assertWithin(): void } {
  const memory = new Uint8Array(size + 2 * BORDER).fill(0xa5);
  return {
    output: memory.subarray(BORDER, BORDER + size),
    assertWithin() {
      const borders = [memory.subarray(0, BORDER), memory.subarray(BORDER + size)];
      for (const border of borders) assert.ok(border.every((byte) => byte === 0xa5));
    },
  };
}

/** A result as text, of an error its name and message. */
async function outcome(work: () => Promise<Uint8Array>): Promise<string> {
  try {
    return Buffer.from(await work()).toString('hex');
  } catch (error) {
    return String(error);
  }
}

interface Given {
  readonly output?: Uint8Array;
}

/** A copy of what came, which is where it has to be: in the caller's memory, if there was any. */
function taken(piece: Uint8Array, { output }: Given): Uint8Array {
  if (output !== undefined && piece.length > 0) {
    assert.equal(piece.buffer, output.buffer);
    assert.equal(piece.byteOffset, output.byteOffset);
  }
  return piece.slice();
}

/** The same operation whole, in parts and by hand. */
const WAYS = {
  whole: async ({ call }: Caller, key: object, options: Given): Promise<Uint8Array> =>
    taken(await call(key, 'encrypt', DATA, { iv: IV, ...options }), options),
  async 'in parts'({ mode }: Caller, key: object, options: Given): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    const parts = [DATA.subarray(0, 20_000), DATA.subarray(20_000)];
    const method = mode === 'sync' ? 'encryptSync' : 'encrypt';
    const all = (key as Record<string, (...args: unknown[]) => AsyncIterable<Uint8Array>>)[method]!(parts, {
      iv: IV,
      ...options,
    });
    for await (const piece of all) pieces.push(taken(piece, options));
    return Buffer.concat(pieces);
  },
  async 'by hand'({ call }: Caller, key: object, options: Given): Promise<Uint8Array> {
    const operation = await call(key, 'encryptOperation', { iv: IV, ...options });
    const first = taken(await call(operation, 'update', DATA), options);
    return Buffer.concat([first, taken(await call(operation, 'finish'), options)]);
  },
};

/** What the module says of lengths, and how much it gives: all that fits the output of the tests. */
const SCRIPTS = [
  '',
  'length=untouched',
  'length=unless-asked',
  'length=silent',
  'length=~0',
  'room=never',
  'room=more',
  'room=ends',
  'output=0',
  'output=17',
  `output=${SIZE + 16}`,
  `output=${SIZE + 29}`,
  'output=60000',
  'output=60000; length=silent',
  'output=60000; length=unless-asked',
  'output=60000; room=ends',
];

for (const script of SCRIPTS) {
  for (const [way, run] of Object.entries(WAYS)) {
    twice(
      `${way}, ${script || 'honest'}: the same as without output, and nothing outside`,
      async (caller) => {
        await using fake = await startFake(script, { mode: caller.mode });
        const { key } = await fake.openWithKey({ concurrency: 1 });
        const expected = await outcome(() => run(caller, key, {}));
        for (const room of [60_000, 61_000, 120_000]) {
          const { output, assertWithin } = bordered(room);
          assert.equal(await outcome(() => run(caller, key, { output })), expected, `room for ${room}`);
          assertWithin();
        }
        // Nothing is left active on the one native session.
        assert.equal(await outcome(() => run(caller, key, {})), expected);
        assert.equal(fake.count('C_OpenSession'), 1);
      },
    );
  }
}

test('the module is offered no length that a result has by chance, and no more than there is', async () => {
  await using fake = await startFake('');
  const { key } = await fake.openWithKey();
  for (const [room, offered] of [
    [100_000, SIZE + 16 + 13],
    [SIZE + 20, SIZE + 20],
    // As long as the likely result: what comes is copied from elsewhere.
    [SIZE + 16, SIZE + 16 + 13],
  ] as const) {
    const before = directWrites();
    assert.equal(key.encryptSync(DATA, { iv: IV, output: new Uint8Array(room) }).length, SIZE);
    assert.equal(directWrites() - before, room === SIZE + 16 ? 0 : 1);
    assert.equal(fake.calls('C_Encrypt').at(-1)?.args.pulEncryptedDataLen, `*${offered}`);
  }
});

twice('what a module has written that fails is wiped', async (caller) => {
  // It says that it has written more than there was room for.
  await using fake = await startFake('length=~0', { mode: caller.mode });
  const { key } = await fake.openWithKey({ concurrency: 1 });
  for (const run of Object.values(WAYS)) {
    const before = directWrites();
    const output = new Uint8Array(SIZE + 3000);
    await assert.rejects(() => run(caller, key, { output }), { name: 'ModuleFaultError' });
    assert.equal(directWrites() > before, caller.mode === 'sync');
    assert.ok(output.every((byte) => byte === 0));
  }
});

twice(
  'answers that a token puts off (v3.2): it never writes to memory of the caller',
  async ({ call, mode }) => {
    await using fake = await startFake('pending=2', { mode });
    const session = await fake.open({ asynchronous: true, concurrency: 1 });
    const key = await call(session, 'generateKey', 'AES', { bits: 128 });
    const before = directWrites();
    const output = new Uint8Array(SIZE + 100);
    const result: Uint8Array = await call(key, 'encrypt', DATA, { iv: IV, output });
    assert.equal(result.buffer, output.buffer);
    assert.deepEqual(result, DATA);
    assert.equal(directWrites(), before);
  },
);

twice('with a PIN for each operation', async (caller) => {
  await using fake = await startFake('', { mode: caller.mode });
  const { key } = await fake.openWithKey({ userPin: '1234' });
  const { output, assertWithin } = bordered(SIZE + 100);
  const options = { output, pin: '1234' };
  for (const run of Object.values(WAYS)) {
    assert.deepEqual(Uint8Array.from(await run(caller, key, options)), DATA);
    assertWithin();
  }
});

/** Where the output lies as seen from the data. The fake fills its room before it looks at the data. */
for (const [where, distance] of Object.entries({
  'in place': 0,
  'a little behind': 5,
  'a little before': -5,
})) {
  twice(`output over the data, ${where}`, async ({ call, mode }) => {
    await using fake = await startFake('', { mode });
    const { key } = await fake.openWithKey({ concurrency: 1 });
    const memory = new Uint8Array(2 * SIZE);
    const data = memory.subarray(1000, 1000 + SIZE);
    const output = memory.subarray(1000 + distance, 1000 + distance + SIZE + 100);
    data.set(DATA);
    assert.deepEqual(Uint8Array.from(await call(key, 'encrypt', data, { iv: IV, output })), DATA);
    data.set(DATA);
    const operation = await call(key, 'decryptOperation', { iv: IV, output });
    const part: Uint8Array = await call(operation, 'update', data);
    assert.deepEqual(part.slice(), DATA.subarray(0, part.length));
    assert.ok(part.length > SIZE - 16);
    await call(operation, 'close');
  });
}

const CTR = `offer=${CKM.AES_CTR}; mechanism-flags=${CKF.ENCRYPT | CKF.DECRYPT}`;
/** Ways to the token that change what it gets, or gives. */
const TOKENS: Readonly<Record<string, { script: string; options: object }>> = {
  'whole blocks, the last filled up': {
    script: `manufacturer=IBM; ${CTR}`,
    options: { mechanism: 'AES_CTR' },
  },
  'a counter of fewer bits': {
    script: `manufacturer=IBM; ${CTR}`,
    options: { mechanism: 'AES_CTR', counterBits: 32 },
  },
  'whole blocks in parts': { script: 'manufacturer=Mozilla Foundation', options: {} },
};

for (const [what, { script, options }] of Object.entries(TOKENS)) {
  for (const [way, run] of Object.entries(WAYS)) {
    twice(`${what}, ${way}: the result is in the output, which has room for no more`, async (caller) => {
      await using fake = await startFake(script, { mode: caller.mode });
      const { key } = await fake.openWithKey({ concurrency: 1 });
      const { output, assertWithin } = bordered(SIZE);
      assert.deepEqual(Uint8Array.from(await run(caller, key, { ...options, output })), DATA);
      assertWithin();
      const short = { ...options, output: new Uint8Array(29_000) };
      await assert.rejects(() => run(caller, key, short), { name: 'RangeError', message: /^output: / });
      assert.deepEqual(Uint8Array.from(await run(caller, key, options)), DATA);
    });
  }
}

const GIVEN_UP = {
  whole: ['C_Encrypt', (key, options) => key.encrypt(DATA, options)],
  'the second part': [
    'C_EncryptUpdate',
    async (key, options) => {
      for await (const _ of key.encrypt([DATA, DATA], options));
    },
  ],
  'the end': [
    'C_EncryptFinal',
    async (key, options) => {
      for await (const _ of key.encrypt([DATA.subarray(0, 40)], options));
    },
  ],
} as const satisfies Record<string, readonly [string, (key: Cipher, options: GivenUp) => Promise<unknown>]>;

type Cipher = Awaited<ReturnType<Awaited<ReturnType<typeof startFake>>['openWithKey']>>['key'];
interface GivenUp {
  readonly iv: Uint8Array;
  readonly output: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
}

for (const [what, [fn, begin]] of Object.entries(GIVEN_UP)) {
  test(`${what}, given up: the output is its owner's at once, and stays as it is`, async () => {
    const nth = what === 'the second part' ? 2 : 1;
    await using fake = await startFake(`hold:${fn}=1@${nth}*1`);
    const { key } = await fake.openWithKey({ concurrency: 1 });
    const output = new Uint8Array(SIZE + 100);
    const controller = new AbortController();
    const work = begin(key, { iv: IV, output, signal: controller.signal });
    const rejected = assert.rejects(work, { name: 'AbortError' });
    await fake.reached(fn, nth);
    controller.abort();
    output.fill(7);
    await rejected;
    fake.release();
    // On the one lane: it is free when all that was given up has come to its end.
    assert.deepEqual(await key.encrypt('data', { iv: IV }), Uint8Array.from(Buffer.from('data')));
    assert.ok(output.every((byte) => byte === 7));
  });
}

test('a part by hand, given up: the output stays as it is', async () => {
  await using fake = await startFake('hold:C_EncryptUpdate=1@1*1');
  const { key } = await fake.openWithKey({ concurrency: 1 });
  const output = new Uint8Array(SIZE + 100);
  const operation = await key.encryptOperation({ iv: IV, output });
  const controller = new AbortController();
  const rejected = assert.rejects(operation.update(DATA, { signal: controller.signal }), {
    name: 'AbortError',
  });
  await fake.reached('C_EncryptUpdate');
  controller.abort();
  output.fill(7);
  await rejected;
  fake.release();
  await operation.close();
  assert.ok(output.every((byte) => byte === 7));
});
