/**
 * npm run bench: measures this library beside others over a null module and SoftHSM.
 *
 *   npm run bench                              everything; writes docs/performance.md
 *   npm run bench -- --json FILE               writes the numbers too
 *   npm run bench -- --rounds N --target NAME  fewer rounds; only `null` or `softhsm`
 *   npm run bench -- --only hmac32,cbc32       only these operations; writes no page
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { start as startSoftHsm } from '../scripts/tokens/softhsm2.mjs';
import { build } from './lib/build.mjs';
import { Contestant, commands } from './lib/contest.mjs';
import { ASYNCHRONOUS, SYNCHRONOUS } from './lib/operations.mjs';
import { importTime, installed, memoryGrowth, profileOf } from './lib/others.mjs';
import { writePage } from './lib/page.mjs';
import { setUp } from './lib/setup.mjs';
import { samplesOf, spread } from './lib/statistics.mjs';
import { printTarget } from './lib/table.mjs';

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '9' },
    target: { type: 'string' },
    only: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const only = options.only?.split(',');
const chosen = (operations, target) =>
  operations.filter(
    ({ name, only: on = target }) => on === target && (only === undefined || only.includes(name)),
  );

/** Milliseconds of an operation before it counts: V8 compiles what has run for long, and the C library keeps what memory is in use. */
const WARM_UP = 1000;

/** Each operation in rounds, the contestants in turn within each: what disturbs the machine disturbs all of them. */
async function measureTarget(title, who, where, operations) {
  const running = {};
  for (const [name, command] of Object.entries(who))
    running[name] = await Contestant.start(name, command, where);
  const results = {};
  try {
    for (const { name: operation, ms } of operations) {
      const samples = {};
      const failed = [];
      for (let round = 0; round < rounds + 1; round++) {
        // Each round begins with another contestant; the first round warms up and does not count.
        const names = Object.keys(running);
        const order = names.map((_, index) => names[(index + round) % names.length]);
        for (const name of order) {
          try {
            const sample = await running[name].measure(operation, round === 0 ? Math.max(ms, WARM_UP) : ms);
            if (sample !== undefined && round > 0) samplesOf(samples, name).push(sample);
          } catch (error) {
            // It is out of this operation, and begins the next afresh.
            console.error(`${name}: ${error.message}`);
            report.failures.push({ who: name, target: title, operation, message: error.message });
            delete samples[name];
            delete running[name];
            failed.push(name);
          }
        }
      }
      results[operation] = summarise(samples);
      for (const name of failed) running[name] = await Contestant.start(name, who[name], where);
      process.stderr.write(`${title}: ${operation}\n`);
    }
  } finally {
    for (const contestant of Object.values(running)) await contestant.stop();
  }
  return results;
}

/** Medians of the times, and of the ratios to C of the same round. */
function summarise(samples) {
  return Object.fromEntries(
    Object.entries(samples).map(([name, own]) => [
      name,
      {
        ns: spread(own.map(({ ns }) => ns)),
        ratio: spread(own.map(({ ns }, round) => ns / (samples.C?.[round]?.ns ?? Number.NaN))),
        delayP99: own[0].delayP99 === undefined ? undefined : spread(own.map(({ delayP99 }) => delayP99)),
      },
    ]),
  );
}

/** From a file to the first signature, each time in a fresh process. */
async function measureLoading(who, where) {
  const samples = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(who)) {
      const contestant = await Contestant.start(name, command, where);
      await contestant.stop();
      samplesOf(samples, name).push({ ns: contestant.load });
    }
  }
  return summarise(samples);
}

setUp();
const { floor, nullModule } = build();
const who = commands(floor);
const softhsm = startSoftHsm();
const targets = {
  null: { title: 'null module', where: { modulePath: nullModule, pin: '1234', env: {} } },
  softhsm: {
    title: 'SoftHSM',
    where: { modulePath: softhsm.module, pin: softhsm.pin, env: softhsm.env },
  },
};
const report = {
  date: new Date().toISOString().slice(0, 10),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  rounds,
  /** Who failed at what: there is no figure then. */
  failures: [],
  targets: {},
};
try {
  for (const [key, { title, where }] of Object.entries(targets)) {
    if (options.target !== undefined && options.target !== key) continue;
    const operations = chosen([...SYNCHRONOUS, ...ASYNCHRONOUS], key);
    const results = await measureTarget(title, who, where, operations);
    if (only === undefined) results.load = await measureLoading(who, where);
    report.targets[key] = results;
    printTarget(title, results);
  }
  if (only === undefined && options.target === undefined) {
    report.import = importTime(rounds);
    report.installed = installed();
    report.memory = memoryGrowth(nullModule);
    report.profile = profileOf(nullModule);
    const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
    writePage(page, report);
  }
} finally {
  await softhsm.stop();
}
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
