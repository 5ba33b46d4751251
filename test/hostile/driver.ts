// A program: random operations on the module that lies, from a seed. Started by hostile.test.ts, once for each seed, so
// that a crash is seen with the seed that caused it. Its last line of output is its report.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import {
  ClosedError,
  CryptokiError,
  loadModule,
  type Module,
  Pkcs11Error,
  type Session,
  type Token,
} from '../../src/index.ts';
import { HostileControl } from '../support/hostile-control.ts';
import { Luck } from '../support/luck.ts';
import { type Bench, MISTAKES, OPERATIONS, type Way } from './operations.ts';
import { LATE_OPERATIONS } from './operations-late.ts';

const { values } = parseArgs({
  options: { module: { type: 'string' }, seed: { type: 'string' }, operations: { type: 'string' } },
});
const path = values.module!;
const seed = Number(values.seed);
const wanted = Number(values.operations);

/** Nothing takes longer than this in milliseconds, whatever the module does short of never returning. */
const PATIENCE = 30_000;
const MOST_SESSIONS = 5;
/** After these the session of a lane is gone. */
const LOSSES = new Set([
  'CKR_SESSION_HANDLE_INVALID',
  'CKR_SESSION_CLOSED',
  'CKR_DEVICE_REMOVED',
  'CKR_TOKEN_NOT_PRESENT',
  'CKR_CRYPTOKI_NOT_INITIALIZED',
]);

const ALL_OPERATIONS = [...OPERATIONS, ...LATE_OPERATIONS];
const luck = new Luck(seed);
const control = new HostileControl(path);
const outcomes = new Map<string, number>();
const running = new Map<object, string>();
let operations = 0;
let mostMemory = 0;

const count = (what: string): void => void outcomes.set(what, (outcomes.get(what) ?? 0) + 1);

const ASYNC: Way = {
  name: 'async',
  call: (target, method, ...args) =>
    (target as Record<string, (...args: unknown[]) => unknown>)[method]!(...args),
  async take(iterable, most) {
    let taken = 0;
    for await (const _ of iterable as AsyncIterable<unknown>) if (++taken > most) break;
  },
};
const SYNC: Way = {
  name: 'sync',
  call: (target, method, ...args) => ASYNC.call(target, `${method}Sync`, ...args),
  take(iterable, most) {
    let taken = 0;
    for (const _ of iterable as Iterable<unknown>) if (++taken > most) break;
  },
};

/** What every failure has to be, of a call that is right in itself. */
function assertDocumented(error: unknown, what: string, mistake: boolean): void {
  const expected =
    error instanceof CryptokiError ||
    // Of the same class, but tsx loads the formats twice: once as CommonJS, for `require`.
    (error as Error).name === 'FormatError' ||
    (mistake && (error instanceof TypeError || error instanceof RangeError));
  if (!expected) {
    throw new Error(`${what} fails with what is not documented: ${(error as Error)?.stack ?? error}`, {
      cause: error,
    });
  }
  count(error instanceof Pkcs11Error ? 'Pkcs11Error' : (error as Error).name);
}

async function attempt(bench: Bench, way: Way): Promise<void> {
  const mistake = luck.chance(3);
  const all = mistake ? MISTAKES : ALL_OPERATIONS;
  const index = luck.below(all.length);
  const what = `${mistake ? 'mistake' : 'operation'} ${index} [${way.name}] ${String(all[index])}`;
  const mine = {};
  running.set(mine, what);
  operations++;
  try {
    await all[index]!(bench, luck, way);
    count('works');
  } catch (error) {
    assertDocumented(error, what, mistake);
  } finally {
    running.delete(mine);
  }
}

/** Fails if something never ends. */
async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const timer = new AbortController();
  const late = setTimeout(PATIENCE, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what} never ends: ${[...running.values()].join('\n')}`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}

/** The objects of the honest module, by their handles' order. */
async function benchOf(
  module: Module,
  token: Token,
  session: Session,
  adopt: Bench['adopt'],
): Promise<Bench> {
  const found = [];
  for await (const object of session.getObjects({})) found.push(object);
  assert.equal(found.length, 70, 'an honest module has its 70 objects');
  const [secret, privateKey, publicKey, , , , data] = found;
  return { module, token, session, secret, privateKey, publicKey, data, adopt } as unknown as Bench;
}

const SHA512_HMAC = { mechanism: 0x271 };

/** With the module honest again: does the session work, on every lane, or say that it is lost? */
async function assertUsable({ session, secret }: Bench): Promise<boolean> {
  const one = async (index: number): Promise<void> => {
    const message = luck.bytes(40 + index);
    const first = message.reduce((sum, byte) => sum + byte, 0);
    const expected = Uint8Array.from({ length: 32 }, (_, at) => first + at);
    const signature =
      index % 3 === 0 && !session.closed
        ? secret.sign(message, SHA512_HMAC)
        : secret.sign([message], SHA512_HMAC);
    assert.deepEqual(await signature, expected);
  };
  // Each lane may find out by one failure that its native session is gone.
  for (let tries = 0; tries < 8; tries++) {
    const all = await Promise.allSettled(Array.from({ length: 5 }, (_, index) => one(index)));
    const failures = all.filter((each) => each.status === 'rejected').map(({ reason }) => reason as Error);
    if (session.closed) {
      await assert.rejects(session.getInfo(), ClosedError);
      assert.throws(() => session.getInfoSync(), ClosedError);
      for (const failure of failures) assertDocumented(failure, 'a session that is lost', false);
      return false;
    }
    for (const failure of failures) {
      if (!(failure instanceof Pkcs11Error && LOSSES.has(failure.code))) throw failure;
    }
    if (failures.length === 0) {
      assert.deepEqual(secret.signSync(new Uint8Array(3), SHA512_HMAC)[1], 1);
      return true;
    }
  }
  throw new Error('a session neither works nor says that it is lost');
}

function changeMood(): void {
  const percent = luck.pick([1, 3, 10, 30, 60, 100]);
  const kinds = luck.chance(50) ? 1 << luck.below(12) : luck.chance(50) ? 0xfff : luck.below(0xfff) + 1;
  control.lie(percent, kinds, seed + operations);
}

async function lifetime(): Promise<void> {
  control.honest();
  const module = await loadModule(path);
  const token = await module.getToken({ label: 'HOSTILE' });
  const benches: Bench[] = [];
  const opened: Session[] = [];
  const adopt = (session: Session): void => void opened.push(session);
  const add = async (session: Session): Promise<void> =>
    void benches.push(await benchOf(module, token, session, adopt));
  for (let batches = 0; batches < 40 && operations < wanted; batches++) {
    while (benches.length < 1 + luck.below(MOST_SESSIONS)) {
      const login = luck.chance(50) ? { userPin: '1234' } : {};
      await add(
        await token.open({
          ...login,
          readWrite: true,
          concurrency: 1 + luck.below(4),
          laneTimeout: PATIENCE - 5000,
        }),
      );
    }
    changeMood();
    const pending: Promise<void>[] = [];
    for (let count = 1 + luck.below(30); count > 0; count--) {
      const bench = luck.pick(benches);
      if (luck.chance(60)) pending.push(attempt(bench, ASYNC));
      else {
        // Synchronous calls with nothing under way, and with much.
        if (luck.chance(50)) await inTime(Promise.all(pending.splice(0)), 'what is under way');
        await attempt(bench, SYNC);
      }
    }
    await inTime(Promise.all(pending), 'a batch');
    control.honest();
    for (const session of opened.splice(0)) {
      if (session.closed || benches.length >= MOST_SESSIONS) await inTime(session.close(), 'closing');
      else
        await add(session).catch(async (error) => {
          // What it was told of the module when it was opened may have been lies.
          assertDocumented(error, 'a session opened among lies', false);
          await session.close();
        });
    }
    for (const [index, bench] of [...benches.entries()].reverse()) {
      if (await inTime(assertUsable(bench), 'a check')) continue;
      count('lost sessions');
      benches.splice(index, 1);
      await inTime(bench.session.close(), 'closing');
    }
    mostMemory = Math.max(mostMemory, process.memoryUsage.rss());
  }
  if (luck.chance(50)) changeMood();
  await inTime(module.close(), 'closing the module').catch((error) =>
    assertDocumented(error, 'close', false),
  );
}

try {
  while (operations < wanted) await lifetime();
  control.honest();
  (globalThis as { gc?: () => void }).gc?.();
  const { rss: memory } = process.memoryUsage();
  const { calls, lies, met, functions } = control;
  console.log(
    JSON.stringify({
      seed,
      operations,
      calls,
      lies,
      met,
      functions,
      memory,
      mostMemory,
      outcomes: Object.fromEntries(outcomes),
    }),
  );
} catch (error) {
  console.error(`seed ${seed}, after ${operations} operations:`, error);
  process.exit(1);
}
