// What of the soak takes its time or never comes to its end: operations in parts, those left half-way, given up by signal
// and timeout, sessions and modules that come and go. The only errors are those that an operation has asked for.
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  AbortError,
  type CallOptions,
  ClosedError,
  loadModule,
  loadModuleSync,
  TimeoutError,
} from '../../src/index.ts';
import type { Luck } from '../support/luck.ts';
import { type Bench, ID, type Operation } from './bench.ts';
import { decrypted, encrypted, HMAC, hex, RSA_SHA256, sized, text } from './operations.ts';

const CBC = 'AES_CBC_PAD';

const parts = (luck: Luck, least = 0): Uint8Array<ArrayBuffer>[] =>
  Array.from({ length: least + luck.below(6) }, () => sized(luck));

/** As a source that takes its time would give them. */
async function* slowly(
  chunks: readonly Uint8Array<ArrayBuffer>[],
  luck: Luck,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (const chunk of chunks) {
    if (luck.chance(30)) await setTimeout(luck.below(4));
    yield chunk;
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

/** Rejected with this error; any other is the operation's own. */
async function expectRejection(work: Promise<unknown>, expected: Error): Promise<void> {
  const error: unknown = await work.then(
    () => assert.fail('no error'),
    (reason: unknown) => reason,
  );
  if (error !== expected) throw error;
}

const IN_PARTS: Readonly<Record<string, Operation>> = {
  async stream(bench, luck) {
    const [iv, chunks] = [luck.bytes(16), parts(luck)];
    const sealed = await collect(bench.keys.aes.encrypt(slowly(chunks, luck), { mechanism: CBC, iv }));
    assert.equal(hex(sealed), hex(encrypted(bench, iv, Buffer.concat(chunks))));
    const opened = await collect(bench.keys.aes.decrypt([sealed], { mechanism: CBC, iv }));
    assert.equal(hex(opened), hex(Buffer.concat(chunks)));
  },
  async 'web stream'(bench, luck) {
    const [iv, data] = [luck.bytes(16), sized(luck)];
    const sealing = new Blob([data])
      .stream()
      .pipeThrough(bench.keys.aes.encryptStream({ mechanism: CBC, iv }));
    const sealed = new Uint8Array(await new Response(sealing).arrayBuffer());
    assert.equal(hex(decrypted(bench, iv, sealed)), hex(data));
  },
  async 'operation by hand'({ keys, fixture }, luck) {
    await using operation = await keys.mac.signOperation(HMAC);
    const chunks = parts(luck);
    for (const chunk of chunks) await operation.update(chunk);
    const expected = createHmac('sha256', fixture.mac).update(Buffer.concat(chunks)).digest('hex');
    assert.equal(hex(await operation.finish()), expected);
  },
};

const LEFT: Readonly<Record<string, Operation>> = {
  async 'stream left half-way'({ keys }, luck) {
    const stream = keys.aes.encrypt(slowly(parts(luck, 2), luck), { mechanism: CBC, iv: luck.bytes(16) });
    for await (const _ of stream) if (luck.chance(70)) break;
  },
  async 'stream whose source fails'({ keys }, luck) {
    const failure = new Error('the source fails');
    const source = async function* () {
      yield* parts(luck, 1);
      throw failure;
    };
    const stream = keys.aes.encrypt(source(), { mechanism: CBC, iv: luck.bytes(16) });
    await expectRejection(collect(stream), failure);
  },
  async 'digest whose source fails'({ session }, luck) {
    const failure = new Error('the source fails');
    const source = function* () {
      yield* parts(luck, 1);
      throw failure;
    };
    await expectRejection(session.digest(source()), failure);
  },
  async 'web stream cancelled'({ keys }, luck) {
    const { readable, writable } = keys.aes.encryptStream({ mechanism: CBC, iv: luck.bytes(16) });
    const reason = new Error('cancelled');
    const [writer, reader] = [writable.getWriter(), readable.getReader()];
    const all = [writer.write(luck.bytes(5000)), writer.closed, reader.closed];
    const settling = Promise.allSettled(all);
    if (luck.chance(50)) await reader.read();
    await (luck.chance(50) ? reader.cancel(reason) : writer.abort(reason));
    for (const each of await settling) if (each.status === 'rejected') assert.equal(each.reason, reason);
  },
  async 'operation by hand, closed half-way'({ keys, session, digests }, luck) {
    const operation =
      digests && luck.chance(50) ? await session.digestOperation() : await keys.mac.signOperation(HMAC);
    for (const chunk of parts(luck)) await operation.update(chunk);
    await operation.close();
  },
  async 'streams that nobody ends'(bench, luck) {
    const { session, keys } = await bench.own({ concurrency: 3 });
    const options = { mechanism: CBC, iv: luck.bytes(16) } as const;
    const streams = [
      keys.aes.encrypt([luck.bytes(100), luck.bytes(100)], options),
      keys.aes.decrypt(parts(luck, 1), options),
    ];
    await streams[0]!.next();
    const signing = await keys.mac.signOperation(HMAC);
    await signing.update('x');
    await session.close();
    await assert.rejects(signing.update('x'), ClosedError);
  },
};

/** Signatures and digests, small and large, with what they should be. */
async function work(
  { session, keys, fixture, digests }: Bench,
  luck: Luck,
  options: CallOptions,
): Promise<void> {
  const data = text(luck);
  const mac = createHmac('sha256', fixture.mac).update(data).digest('hex');
  const tasks: readonly (() => Promise<void>)[] = [
    async () => assert.equal(hex(await keys.mac.sign(data, { ...HMAC, ...options })), mac),
    async () => assert.equal((await keys.rsaPrivate.sign(data, { ...RSA_SHA256, ...options })).length, 256),
    async () => {
      if (!digests) return;
      const digest = await session.digest([data, data], options);
      assert.equal(hex(digest), createHash('sha256').update(data).update(data).digest('hex'));
    },
    async () => assert.equal(await keys.aes.get('label', options), 'soak aes'),
    async () => {
      const key = await session.generateKey('AES', { bits: 256, ...options });
      await key.destroy();
    },
    async () => {
      const iv = luck.bytes(16);
      await collect(keys.aes.encrypt(slowly(parts(luck, 2), luck), { mechanism: CBC, iv, ...options }));
    },
    async () => {
      let found = 0;
      for await (const _ of session.getObjects({ id: ID }, options)) found++;
      assert.equal(found, 6);
    },
  ];
  await luck.pick(tasks)();
}

const GIVEN_UP: Readonly<Record<string, Operation>> = {
  async aborted(bench, luck) {
    const controller = new AbortController();
    const reason = new Error('enough');
    const working = work(bench, luck, { signal: controller.signal }).catch((error) => {
      if (!(error instanceof AbortError)) throw error;
      assert.equal(error.cause, reason);
      return 'given up';
    });
    const wait = luck.below(6);
    if (wait > 0) await setTimeout(wait);
    controller.abort(reason);
    return working;
  },
  async 'timed out'(bench, luck) {
    return work(bench, luck, { timeout: 1 + luck.below(12) }).catch((error) => {
      if (!(error instanceof TimeoutError)) throw error;
      return 'given up';
    });
  },
};

const COMING_AND_GOING: Readonly<Record<string, Operation>> = {
  async session(bench, luck) {
    const own = await bench.own({ concurrency: 1 + luck.below(4) });
    await Promise.all(Array.from({ length: luck.below(6) }, () => work(own, luck, {})));
    await own.session.close();
  },
  async 'session closed beneath what runs'(bench, luck) {
    const own = await bench.own({ concurrency: 1 + luck.below(3) });
    const working = Array.from({ length: 5 }, () => work(own, luck, {}));
    const settling = Promise.allSettled(working);
    if (luck.chance(50)) await setTimeout(luck.below(5));
    await own.session.close();
    for (const each of await settling) {
      if (each.status === 'rejected' && !(each.reason instanceof ClosedError)) throw each.reason;
    }
  },
  async 'session nobody is logged in through'({ token }, luck) {
    await using session = await token.open({ concurrency: 1 });
    assert.equal((await session.generateRandom(1 + luck.below(20))).length > 0, true);
  },
  async 'synchronous methods'(bench, luck) {
    const own = await bench.own({ concurrency: 1 });
    const [iv, data] = [luck.bytes(16), sized(luck)];
    const sealed = own.keys.aes.encryptSync(data, { mechanism: CBC, iv });
    assert.equal(hex(sealed), hex(encrypted(bench, iv, data)));
    for (const _ of own.keys.aes.decryptSync([sealed, sealed], { mechanism: CBC, iv })) break;
    const object = own.session.generateKeySync('AES', { bits: 128 });
    object.destroySync();
    assert.equal([...own.session.getObjectsSync({ class: 'PUBLIC_KEY', label: 'soak rsa' })].length, 1);
    await own.session.close();
  },
  async 'module, once more'({ device, module }, luck) {
    const again = luck.chance(50)
      ? await loadModule(device.path, device.load)
      : loadModuleSync(device.path, device.load);
    assert.equal(again.path, module.path);
    assert.equal((await again.getToken({ label: device.label })).label, device.label);
    await again.close();
  },
};

export const UNFINISHED: Readonly<Record<string, Operation>> = {
  ...IN_PARTS,
  ...LEFT,
  ...GIVEN_UP,
  ...COMING_AND_GOING,
};
