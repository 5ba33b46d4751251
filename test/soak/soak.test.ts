// Concurrency: 64 hands at mixed operations, on sessions, lanes, streams and worker threads that come and go. No operation
// gets an error that it would not get alone, each answer is right, and nothing is left over. A failure prints the seed.
//
// A few seconds in `npm test`; `npm run test:soak` takes ten minutes for each kind of token.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tokenKinds } from '../../scripts/tokens/kinds.mjs';
import { startToken } from '../../scripts/tokens/lifecycle.mjs';
import { nssGeneric } from '../../scripts/tokens/nss.mjs';
import { runProgram } from '../support/child.ts';
import type { Device } from './bench.ts';

const seconds = Number(process.env.SOAK_SECONDS ?? 4);
const seed = Number(process.env.SOAK_SEED ?? randomInt(2 ** 31));
const kinds = (process.env.SOAK_TOKENS ?? 'softhsm2 nss-generic').split(' ');
/** Where time allows, memory is compared between epochs. */
const epochs = seconds > 60 ? 10 : 1;
const HANDS = 64;
const MEBIBYTE = 1 << 20;
/** koffi keeps some 60 to 70 KiB for ever of each worker thread. The rest of what is resident is free, and fragmented. */
const LEFT_BY_THREAD = 128 * 1024;

/** What a kind of token does not do at all. */
const LACKS: Readonly<Record<string, readonly string[]>> = {
  softhsm2: ['messages', 'two functions in one pass'],
  // Its slot for keys.
  nss: ['two functions in one pass', 'digest', 'digest whose source fails'],
};

/**
 * What a module cannot do on several threads at once, whoever calls it. With SoftHSM 2.6 an object cannot be stored
 * while another thread searches (CKR_GENERAL_ERROR); and one that a search finds before C_CreateObject has returned goes by a
 * handle of the session that searches, and is lost to its maker when that is closed (CKR_OBJECT_HANDLE_INVALID).
 * softhsm-races.c shows it without this library.
 */
const RACES: Readonly<Record<string, readonly string[]>> = {
  softhsm2: ['object of the token', 'search among what comes and goes'],
};

interface Report {
  readonly operations: number;
  readonly givenUp: number;
  readonly threads: number;
  readonly left: readonly {
    readonly memory: number;
    readonly allocated: number;
    readonly files: number;
    readonly tasks: number;
  }[];
  readonly lacking: Readonly<Record<string, string>>;
  readonly done: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** What a kind needs of its environment, and where its token is. */
function start(name: string) {
  const kind = [...tokenKinds, nssGeneric].find((each) => each.name === name);
  if (kind === undefined) throw new RangeError(`no kind of token: ${name}`);
  const { module, label, pin, reserved, env, stop } = startToken(kind);
  const load = reserved === undefined ? {} : { reserved };
  const device: Device = { path: module, label, pin, load, stores: pin !== '' };
  return { device, env, stop };
}

async function soak(kind: string): Promise<void> {
  const { device, env, stop } = start(kind);
  try {
    const options = { device: JSON.stringify(device), seed, seconds, epochs, hands: HANDS };
    const { code, signal, stdout, stderr } = await runProgram(
      fileURLToPath(new URL('driver.ts', import.meta.url)),
      {
        args: [
          ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]),
          ...(RACES[kind] ?? []),
        ],
        nodeOptions: ['--expose-gc'],
        // Without the variable glibc keeps memory for each thread there ever was.
        env: { ...env, UV_THREADPOOL_SIZE: '16', MALLOC_ARENA_MAX: '2' },
      },
    );
    const again = `to repeat: npm run test:soak -- --minutes ${seconds / 60} --seed ${seed} ${kind}`;
    assert.equal(code, 0, `ended with ${code ?? signal}; ${again}\n${stdout}\n${stderr}`);
    if (process.env.SOAK_SECONDS !== undefined) console.log(stdout);
    const report = JSON.parse(stdout) as Report;
    assert.deepEqual(Object.keys(report.lacking), LACKS[kind] ?? []);
    assert.ok(report.operations > 10 * seconds, `${report.operations} operations only`);
    assert.ok(report.givenUp > 0 && report.threads > 3, stdout);
    assertNothingLeft(report);
  } finally {
    stop();
  }
}

/** The first epochs take what is taken once: compiled code, threads, the module's own memory. */
function assertNothingLeft({ left, threads }: Report): void {
  const settled = left.slice(3, -1);
  const [first, last] = [settled.at(0), settled.at(-1)];
  if (first === undefined || last === undefined) return;
  const figures = JSON.stringify(left);
  assert.ok(last.files <= first.files, `files: ${figures}`);
  assert.ok(last.tasks <= first.tasks, `threads: ${figures}`);
  if (process.env.TEST_SANITIZED !== '1') {
    assert.ok(last.memory - first.memory < 50 * MEBIBYTE, `memory: ${figures}`);
    const between = (threads * (settled.length - 1)) / left.length;
    assert.ok(last.allocated - first.allocated < between * LEFT_BY_THREAD, `in use: ${figures}`);
  }
}

suite('soak', { concurrency: true }, () => {
  for (const kind of kinds) test(`${kind}: ${HANDS} hands for ${seconds} s, seed ${seed}`, () => soak(kind));
});
