// A program: mixed operations of 64 hands on one token, in this thread and in worker threads that come and go, for so many
// seconds, from a seed. Started by soak.test.ts. Its last line of output is its report.
//
// The operations that are named besides are done alone, before the others begin. Time is cut into epochs. At the end of each everything is closed, down to the module, and what is left over is counted:
// native sessions, objects, files, threads, memory. In the last one some threads are ended while they work.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import koffi from 'koffi';
import { NotSupportedError, Pkcs11Error, type Session, type Token } from '../../src/index.ts';
import { Luck } from '../support/luck.ts';
import { WorkerThread } from '../support/programs/worker-thread.ts';
import { benchOf, type Device, type Fixture, findToken, makeKeys } from './bench.ts';
import { Crew, type CrewReport, OPERATIONS, type Orders } from './crew.ts';
import { type Balance, keepLedger } from './ledger.ts';

const { values, positionals: alone } = parseArgs({
  allowPositionals: true,
  options: {
    device: { type: 'string' },
    seed: { type: 'string' },
    seconds: { type: 'string' },
    epochs: { type: 'string' },
    hands: { type: 'string' },
  },
});
const device = JSON.parse(values.device!) as Device;
const seed = Number(values.seed);
const milliseconds = Number(values.seconds) * 1000;
const epochs = Number(values.epochs);
const hands = Number(values.hands);

const MALLINFO = koffi.struct(
  Object.fromEntries(
    'arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost'
      .split(' ')
      .map((field) => [field, 'size_t']),
  ),
);
/** Worker threads at a time, and what part of the hands they are. */
const THREADS = 4;
const luck = new Luck(seed);
const collect = (globalThis as { gc?: () => void }).gc!;
const program = new URL('thread.ts', import.meta.url).href;
const balance = keepLedger();

const done: Record<string, number> = {};
const failures: string[] = [];
let [givenUp, threads, terminated, calls, opened, mostOpen] = [0, 0, 0, 0, 0, 0];
let names = 0;

function add({ done: more, failures: others, givenUp: left }: CrewReport): void {
  for (const [what, count] of Object.entries(more)) done[what] = (done[what] ?? 0) + count;
  failures.push(...others);
  givenUp += left;
}

function settle(account: Balance): void {
  calls += account.calls;
  opened += account.opened;
  mostOpen = Math.max(mostOpen, account.mostOpen);
  // What a terminated thread has left, whoever sees it first closes.
  if (terminated > 0 ? account.opened > account.closed : account.opened !== account.closed) {
    failures.push(`${account.opened} native sessions were opened in a thread, ${account.closed} closed`);
  }
}

const orders = (name: string, fixture: Fixture, count: number): Orders => {
  return { name, device, fixture, hands: count, seed: luck.below(2 ** 31) };
};

/** One worker thread after the other, until the time has come. */
async function employ(fixture: Fixture, until: number, mayEndAbruptly: boolean): Promise<void> {
  while (performance.now() < until && failures.length === 0) {
    const name = `thread ${++names}`;
    const thread = new WorkerThread(program, {
      orders: orders(name, fixture, Math.floor(hands / (THREADS + 1))),
    });
    threads++;
    await thread.do('start');
    const left = until - performance.now();
    await setTimeout(Math.max(0, Math.min(left, 500 + luck.below(8000))));
    if (mayEndAbruptly && luck.chance(30)) {
      terminated++;
      await thread.terminate();
    } else {
      add((await thread.do('stop')) as CrewReport);
      settle((await thread.do('close')) as Balance);
    }
  }
}

/** What the token does by itself: with nobody else there, each operation is right, or is not offered. */
async function findOffered(session: Session, fixture: Omit<Fixture, 'offered'>): Promise<string[]> {
  const bench = await benchOf(session.token, device, { ...fixture, offered: [] });
  const offered: string[] = [];
  for (const [what, operation] of Object.entries(OPERATIONS)) {
    try {
      for (let tries = 0; tries < 3; tries++) await operation(bench, luck);
      if (!alone.includes(what)) offered.push(what);
    } catch (error) {
      const lacks = error instanceof NotSupportedError || error instanceof Pkcs11Error;
      if (!lacks) throw new Error(`${what}: alone`, { cause: error });
      lacking[what] = error.code;
    }
  }
  await bench.session.close();
  return offered;
}
const lacking: Record<string, string> = {};

async function objectsOf(session: Session): Promise<number> {
  let count = 0;
  for await (const _ of session.getObjects({})) count++;
  return count;
}

/** What was given up is cleared up behind its caller's back: a moment later nothing of it is there. */
async function expectObjects(session: Session, expected: number, when: string): Promise<void> {
  let count = await objectsOf(session);
  for (let tries = 0; tries < 600 && count !== expected; tries++) {
    await setTimeout(100);
    count = await objectsOf(session);
  }
  if (count !== expected) failures.push(`${count} objects ${when}, not ${expected}`);
}

/** What the module says itself, where it does; those of threads that were ended are closed behind the scenes. */
async function expectOneSession(token: Token): Promise<void> {
  let { sessionCount } = await token.getInfo();
  for (let tries = 0; tries < 600 && typeof sessionCount === 'number' && sessionCount !== 1; tries++) {
    await setTimeout(100);
    sessionCount = (await token.getInfo()).sessionCount;
  }
  if (typeof sessionCount === 'number') assert.equal(sessionCount, 1, 'sessions that the token counts');
}

let offered: string[] | undefined;

async function epoch(last: boolean): Promise<void> {
  const token = await findToken(device);
  const login = device.pin === '' ? {} : { userPin: device.pin };
  const session = await token.open({ ...login, readWrite: true, concurrency: 1 });
  const before = await objectsOf(session);
  const keys = await makeKeys(session, device, luck);
  const with_ = await objectsOf(session);
  offered ??= await findOffered(session, keys);
  const fixture: Fixture = { ...keys, offered };
  await expectObjects(session, with_, 'after one of each operation');

  const until = performance.now() + milliseconds / epochs;
  const crew = new Crew(
    orders('the main thread', fixture, hands - THREADS * Math.floor(hands / (THREADS + 1))),
  );
  await crew.start();
  await Promise.all(Array.from({ length: THREADS }, () => employ(fixture, until, last)));
  add(await crew.stop());
  // Its sessions are open, and hold no objects of theirs. Those of threads that were ended do.
  if (terminated === 0) await expectObjects(session, with_, 'after the operations');
  await crew.close();
  await expectOneSession(token);
  if (terminated === 0) {
    for (const label of ['soak aes', 'soak mac', 'soak rsa', 'soak ec']) {
      for await (const object of session.getObjects({ label })) await object.destroy();
    }
    await expectObjects(session, before, 'in the end');
  }
  await session.close();
  await token.module.close();
}

interface Traces {
  /** Resident, in bytes. */
  readonly memory: number;
  /** What of C's memory is in use; the rest of it is free, and fragmented. */
  readonly allocated: number;
  readonly files: number;
  readonly tasks: number;
}

async function traces(): Promise<Traces> {
  // What ends does so behind the scenes: worker threads, their memory, finalisers.
  for (let count = 0; count < 3; count++) {
    collect();
    await setTimeout(50);
  }
  const [files, tasks] = [readdirSync('/proc/self/fd').length, readdirSync('/proc/self/task').length];
  return { memory: process.memoryUsage.rss(), allocated: allocated(), files, tasks };
}

let mallinfo: (() => Readonly<Record<string, number>>) | undefined;

/** 0 where C's library is not glibc. */
function allocated(): number {
  try {
    // Not before the library has used koffi, which takes its settings then.
    mallinfo ??= koffi.load(null).func('mallinfo2', MALLINFO, []);
    const { uordblks, hblkhd } = mallinfo!();
    return uordblks! + hblkhd!;
  } catch {
    return 0;
  }
}

const began = performance.now();
const left: Traces[] = [];
for (let count = 1; count <= epochs && failures.length === 0; count++) {
  await epoch(count === epochs && epochs > 1);
  left.push(await traces());
  console.error(`epoch ${count} of ${epochs}: ${JSON.stringify(left.at(-1))}`);
}
settle(balance());
console.log(
  JSON.stringify({
    seed,
    seconds: Math.round((performance.now() - began) / 1000),
    operations: Object.values(done).reduce((sum, count) => sum + count, 0),
    givenUp,
    threads,
    terminated,
    calls,
    opened,
    mostOpen,
    left,
    lacking,
    done,
    failures,
  }),
);
process.exit(failures.length > 0 ? 1 : 0);
