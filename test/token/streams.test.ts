import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BusyError, ClosedError } from '../../src/index.ts';
import { after } from '../support/after.ts';
import { findTestToken, startTestToken } from '../support/token.ts';
import { hex } from '../support/token-keys.ts';
import { requires } from '../support/token-requires.ts';

const device = startTestToken();
const token = await findTestToken(device);
/** With one lane, an operation that a stream left open would be in the way of everything. */
const session = await token.open({
  userPin: device.pin,
  readWrite: true,
  concurrency: 1,
  laneTimeout: 20_000,
});
after(() => session.close());
const { given, test, twice } = await requires(token, 'imported AES keys', 'AES_CBC_PAD');

const value = new Uint8Array(32).map((_, index) => index * 7);
const key = await given(() =>
  session.createObject({ class: 'SECRET_KEY', keyType: 'AES', value, token: false }),
);
const iv = new Uint8Array(16).fill(3);

const seal = (...data: Uint8Array[]): string => {
  const cipher = createCipheriv('aes-256-cbc', value, iv);
  return Buffer.concat([...data.map((each) => cipher.update(each)), cipher.final()]).toString('hex');
};
const bytes = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(length).map((_, index) => index % 251);
const joined = (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('hex');
const collect = async (parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> => {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return joined(all);
};

const digests = (await token.getMechanisms()).has('SHA256');

/** Whether the session's one lane is free, and no operation is left open on it. */
function assertUsable(): void {
  assert.equal(hex(session.generateRandomSync(1)).length, 2);
  assert.equal(hex(key.encryptSync('INPUT DATA', { iv })), seal(Buffer.from('INPUT DATA')));
  if (digests) assert.equal(session.digestSync('x').length, 32);
}

const DATA = bytes(10_000);
const CHUNKS: Uint8Array<ArrayBuffer>[] = [];
for (const size of [0, 1, 15, 16, 17, 4096, 0, 5855]) {
  const start = CHUNKS.reduce((sum, { length }) => sum + length, 0);
  CHUNKS.push(DATA.slice(start, start + size));
}
assert.equal(joined(CHUNKS), hex(DATA));

twice('parts of any size give what the whole gives', async ({ all }) => {
  const sealed = await all(key, 'encrypt', CHUNKS, { iv });
  assert.equal(joined(sealed), seal(DATA));
  for (const part of sealed) assert.ok(part.length > 0 && part instanceof Uint8Array);
  assert.equal(joined(await all(key, 'decrypt', sealed, { iv })), hex(DATA));
  const bytewise = [...Buffer.from(seal(DATA.slice(0, 100)), 'hex')].map((byte) => Uint8Array.of(byte));
  assert.equal(joined(await all(key, 'decrypt', bytewise, { iv })), hex(DATA.slice(0, 100)));
  assertUsable();
});

twice('no parts, empty parts, and parts of every kind', async ({ all }) => {
  assert.equal(joined(await all(key, 'encrypt', [], { iv })), seal());
  assert.equal(joined(await all(key, 'encrypt', [new Uint8Array(0), ''], { iv })), seal());
  const kinds = ['text ä', Buffer.from('b'), new DataView(bytes(5).buffer, 1, 3), bytes(4).buffer];
  const plain = Buffer.concat([Buffer.from('text äb'), bytes(5).slice(1, 4), bytes(4)]);
  assert.equal(joined(await all(key, 'encrypt', kinds, { iv })), seal(plain));
  assert.equal(joined(await all(key, 'encrypt', new Set(['a', 'b']), { iv })), seal(Buffer.from('ab')));
});

test('async iterables, Node streams and Web streams are sources', async () => {
  const sources = {
    'async generator': (async function* () {
      yield* CHUNKS;
    })(),
    'Node readable': Readable.from(CHUNKS.filter(({ length }) => length > 0)),
    'Web readable': new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of CHUNKS) controller.enqueue(chunk);
        controller.close();
      },
    }),
  };
  for (const [name, source] of Object.entries(sources)) {
    assert.equal(await collect(key.encrypt(source as AsyncIterable<Uint8Array>, { iv })), seal(DATA), name);
    assertUsable();
  }
});

test('the methods are stages of a pipeline', async () => {
  const written: Uint8Array[] = [];
  await pipeline(
    Readable.from([DATA.slice(0, 5000), DATA.slice(5000)]),
    (chunks: AsyncIterable<Uint8Array>) => key.encrypt(chunks, { iv }),
    async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) written.push(chunk);
    },
  );
  assert.equal(joined(written), seal(DATA));
});

test('encryptStream and decryptStream', async () => {
  const source = Readable.toWeb(
    Readable.from([DATA.slice(0, 777), DATA.slice(777)]),
  ) as ReadableStream<Uint8Array>;
  const other = await token.open({ userPin: device.pin });
  const again = other.createObjectSync({ class: 'SECRET_KEY', keyType: 'AES', value, token: false });
  const sealed: Uint8Array[] = [];
  const plain = source
    .pipeThrough(key.encryptStream({ iv }))
    .pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          sealed.push(chunk);
          controller.enqueue(chunk);
        },
      }),
    )
    .pipeThrough(again.decryptStream({ iv }));
  assert.equal(await collect(plain), hex(DATA));
  assert.equal(joined(sealed), seal(DATA));
  await other.close();
  assertUsable();
});

test('encryptStream of nothing', async () => {
  const stream = key.encryptStream({ iv });
  const [sealed] = await Promise.all([collect(stream.readable), stream.writable.close()]);
  assert.equal(sealed, seal());
  assertUsable();
});

twice('a loop over parts that is left frees the lane', async ({ mode }) => {
  let seen = 0;
  const endless = function* () {
    for (;;) yield bytes(1000);
  };
  const enough = (part: Uint8Array): boolean => {
    seen += part.length;
    return seen > 5000;
  };
  if (mode === 'async') {
    for await (const part of key.encrypt(endless(), { iv })) if (enough(part)) break;
  } else {
    for (const part of key.encryptSync(endless(), { iv })) if (enough(part)) break;
  }
  assert.ok(seen > 5000);
  assertUsable();
  const failure = new Error('inside the loop');
  await assert.rejects(async () => {
    if (mode === 'async') for await (const _ of key.decrypt(endless(), { iv })) throw failure;
    else for (const _ of key.decryptSync(endless(), { iv })) throw failure;
  }, failure);
  assertUsable();
});

twice('what the source throws comes out, and frees the lane', async ({ all, call }) => {
  const failure = new Error('the source is gone');
  const failing = function* () {
    yield bytes(100);
    throw failure;
  };
  await assert.rejects(async () => all(key, 'encrypt', failing(), { iv }), failure);
  assertUsable();
  if (digests) await assert.rejects(async () => call(session, 'digest', failing()), failure);
  assertUsable();
});

twice('a chunk of the wrong kind is refused, and frees the lane', async ({ all, call }) => {
  for (const chunk of [42, null, undefined, {}]) {
    const wrong = { name: 'TypeError', message: /chunk/ };
    await assert.rejects(async () => all(key, 'encrypt', ['good', chunk], { iv }), wrong);
    assertUsable();
    if (digests) await assert.rejects(async () => call(session, 'digest', ['good', chunk]), wrong);
    assertUsable();
  }
});

twice('data that does not decrypt fails at the end, and frees the lane', async ({ all }) => {
  await assert.rejects(async () => all(key, 'decrypt', [bytes(16), bytes(15)], { iv }), {
    name: 'Pkcs11Error',
    // NSS says it of the last part.
    message: /^C_Decrypt(Update|Final): /,
  });
  assertUsable();
});

test('an async source needs the asynchronous method', () => {
  const source = Readable.from(['x']) as unknown as Iterable<string>;
  assert.throws(() => key.encryptSync(source, { iv }), { name: 'TypeError', message: /asynchronous/ });
  assertUsable();
});

test('a stream that is cancelled at its readable side frees the lane', async () => {
  for (const chunks of [0, 1, 3]) {
    const stream = key.encryptStream({ iv });
    const writer = stream.writable.getWriter();
    const reader = stream.readable.getReader();
    for (let written = 0; written < chunks; written++) {
      const [{ done }] = await Promise.all([reader.read(), writer.write(bytes(1000))]);
      assert.equal(done, false);
    }
    await reader.cancel(new Error('seen enough'));
    await assert.rejects(writer.write(bytes(1000)));
    await usableSoon();
  }
});

test('a stream that is aborted at its writable side frees the lane', async () => {
  for (const chunks of [0, 1, 3]) {
    const stream = key.encryptStream({ iv });
    const writer = stream.writable.getWriter();
    const reader = stream.readable.getReader();
    for (let written = 0; written < chunks; written++) {
      await Promise.all([reader.read(), writer.write(bytes(1000))]);
    }
    const failure = new Error('the source is gone');
    const closed = assert.rejects(reader.closed, failure);
    await writer.abort(failure);
    await closed;
    await assert.rejects(reader.read(), failure);
    await usableSoon();
  }
});

test('a pipe whose source or sink fails frees the lane', async () => {
  const failure = new Error('the sink is full');
  const sink = new WritableStream({
    write() {
      throw failure;
    },
  });
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(bytes(1000)),
  });
  await assert.rejects(endless.pipeThrough(key.encryptStream({ iv })).pipeTo(sink), failure);
  await usableSoon();
  let pulls = 0;
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++pulls > 3) controller.error(failure);
      else controller.enqueue(bytes(1000));
    },
  });
  await assert.rejects(collect(broken.pipeThrough(key.encryptStream({ iv }))), failure);
  await usableSoon();
  await assert.rejects(collect(new Response('data').body!.pipeThrough(key.encryptStream({ iv: bytes(3) }))), {
    name: 'RangeError',
    message: /iv/,
  });
  await usableSoon();
});

/** Streams clean up in their own time: an asynchronous call gets the lane when they have. */
async function usableSoon(): Promise<void> {
  assert.equal((await session.generateRandom(1)).length, 1);
  assertUsable();
}

test('a stream holds its lane from its first part to its last', async () => {
  const parts = key.encrypt([DATA, DATA, DATA], { iv });
  // Nothing has begun before the first part is asked for.
  assertUsable();
  const first = await parts.next();
  assert.equal(first.done, false);
  assert.throws(() => session.generateRandomSync(1), { name: 'BusyError', message: /encrypt/ });
  assert.throws(() => key.encryptSync('x', { iv }), BusyError);
  const order: string[] = [];
  const waiting = session.generateRandom(1).then(() => order.push('random'));
  const rest: Uint8Array[] = [first.value as Uint8Array];
  for await (const part of parts) rest.push(part);
  order.push('stream');
  await waiting;
  assert.deepEqual(order, ['stream', 'random']);
  assert.equal(joined(rest), seal(DATA, DATA, DATA));
  assertUsable();
});

test('who waits for a lane gives up in time, and is told who holds it', async () => {
  const hasty = await token.open({ userPin: device.pin, concurrency: 1, laneTimeout: 50 });
  const own = hasty.createObjectSync({ class: 'SECRET_KEY', keyType: 'AES', value, token: false });
  const parts = own.encrypt([DATA, DATA], { iv });
  await parts.next();
  await assert.rejects(hasty.generateRandom(1), { name: 'BusyError', code: 'ERR_BUSY', message: /encrypt/ });
  await parts.return();
  assert.equal((await hasty.generateRandom(1)).length, 1);
  await hasty.close();
});

test('other lanes go on while streams hold theirs', async () => {
  const wide = await token.open({ userPin: device.pin, concurrency: 3 });
  const own = wide.createObjectSync({ class: 'SECRET_KEY', keyType: 'AES', value, token: false });
  const streams = [own.encrypt(CHUNKS, { iv }), own.encrypt(CHUNKS, { iv })];
  const firsts = await Promise.all(streams.map((stream) => stream.next()));
  assert.equal(hex(await own.encrypt('x', { iv })), seal(Buffer.from('x')));
  assert.equal(hex(own.encryptSync('x', { iv })), seal(Buffer.from('x')));
  for (const [index, stream] of streams.entries()) {
    assert.equal(hex(firsts[index]!.value as Uint8Array) + (await collect(stream)), seal(DATA));
  }
  await wide.close();
});

test('a session that closes ends its streams with ClosedError', async () => {
  const closing = await token.open({ userPin: device.pin });
  const own = closing.createObjectSync({ class: 'SECRET_KEY', keyType: 'AES', value, token: false });
  const parts = own.encrypt([DATA, DATA], { iv });
  await parts.next();
  const pairs = own.encryptStream({ iv });
  const reading = collect(pairs.readable);
  const writer = pairs.writable.getWriter();
  await writer.write(DATA);
  await closing.close();
  await assert.rejects(parts.next(), ClosedError);
  await assert.rejects(writer.write(DATA), ClosedError);
  await assert.rejects(reading, ClosedError);
});
