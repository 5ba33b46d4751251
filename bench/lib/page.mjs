import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { drawChart } from './chart.mjs';
import { goals } from './goals.mjs';
import { ASYNCHRONOUS, SYNCHRONOUS } from './operations.mjs';
import { duration, OPERATIONS } from './table.mjs';

const NAMES = [
  'C',
  'C, threads',
  'koffi',
  'koffi, copies',
  'koffi, one way',
  'cryptoki',
  'pkcs11js',
  'graphene',
  'PyKCS11',
];
const titleOf = (wanted) => OPERATIONS.find(({ name }) => name === wanted).title;
const times = (value) => `${value < 10 ? value.toFixed(2) : Math.round(value)}×`;

/** Writes docs/performance.md and its charts from a report. */
export function writePage(path, report) {
  const charts = join(dirname(path), 'performance');
  mkdirSync(charts, { recursive: true });
  const { null: nothing, softhsm } = report.targets;
  const chart = (file, options) => {
    writeFileSync(join(charts, file), drawChart(options));
    return `![${options.title}](performance/${file})`;
  };
  const rowsOf = (results, operations, value) =>
    operations
      .filter(({ name }) => results[name] !== undefined)
      .map(({ name, title }) => ({
        title,
        values: Object.fromEntries(
          Object.entries(results[name]).map(([who, result]) => [who, value(result)]),
        ),
      }));
  const median = ({ ns }) => ns.median;
  const page = `<!-- Written by npm run bench. Do not edit. -->

# Performance

Measured on ${report.date} with Node.js ${report.node} on ${report.cores} cores of ${report.processor}, in ${report.rounds} rounds, the contestants
in turn within each round: what disturbs the machine disturbs all of them. Times are medians. Ratios are taken within a round and
are medians too, with the quarters around them. C is a C program that makes the same calls, and "C, threads" the same program
while a second thread sleeps in its process. koffi is the same in JavaScript: the bare calls, their arguments prepared
beforehand, with nothing chosen, checked or copied. "koffi, copies" is that with what the caller of any library needs: his data and
the mechanism's parameter copied to where the module reads them, the result as long as the module says and in memory of its own,
and what was written wiped. No library on koffi can be faster. \`npm run bench\` repeats all of it.

## Goals

| goal | reached | measured |
| --- | --- | --- |
${goals(report)
  .map(({ goal, met, measured }) => `| ${goal} | ${met ? 'yes' : '**no**'} | ${measured} |`)
  .join('\n')}

† Out of reach for any library on koffi: "koffi, copies" or, for many at once, the two calls of a signature each on its way to a thread and back, takes more than
the goal by itself, and by more than noise; or where the goal is to be faster, even that is not faster by more than noise.

### Why some are not reached

- Close to C on short operations: C itself takes up to ${times(most(softhsm, 'C, threads', 'C'))} as long once a second thread sleeps in its process, as several do in
  every process of Node.js: the C library then takes locks to allocate memory and counts references with atomic
  instructions, and so do SoftHSM and OpenSSL on top of it. The bare calls through koffi take up to ${times(most(softhsm, 'koffi', 'C, threads'))} as long as that
  program's, and with the copies ${times(most(softhsm, 'koffi, copies', 'C, threads'))}. What this library adds to them is below, part by part; SoftHSM having filled the
  processor's caches, it is about twice as much there.
- Half of pkcs11js, a fifth of graphene-pk11, and faster on every line of the module that answers at once: what this library does besides the calls is
  what pkcs11js leaves to its caller. It refuses what the token cannot do before anything is sent, takes a native session that nobody else
  uses, copies what is written into memory that the module can keep until the call has ended and wipes it afterwards, and gives
  results in memory of their own, as long as they are, unless its caller has \`output\` for them, which pkcs11js always takes. Of a line
  without † "koffi, copies" is below the goal, so that a function written for that one operation, with that one mechanism, could reach it. This
  library has one way for all operations and mechanisms, with and without PINs, synchronous or not: the profile below shows that
  what that takes has no part left that stands out, and "in one piece" how little of it is calls between functions.
- Much data: into memory that is kept C, the bare calls and pkcs11js write again and again, and so does this library with
  \`output\`; beside what a module does with a part of 64 KiB the half of a microsecond for it does not show. A result of its own has memory that the
  kernel has to fill with zeros where the C library had given it back, and that is not in
  the processor's cache; there C allocates and frees it for each call. What the C library's allocator keeps differs from process
  to process, for what SoftHSM allocates, too: 1 MiB took pkcs11js 0.45 of C's time in one run and this library 0.51 in another,
  and 1.2 in most. Repeat what matters to you: \`npm run bench -- --only cbc1m,cbc1mOwn,stream256m,stream256mOwn\`.
- As many signatures as C's threads make, and pkcs11js's asynchronous calls: see what is said there. The bare calls through koffi, two
  to a signature and three under way at a time, take as long as this library; made as pkcs11js makes them, they take as long as pkcs11js.

## What the library itself costs

A module that answers at once: all that is left is the library's own work.

${chart('null.svg', { title: 'Over a module that answers at once, synchronous', unit: 'time, logarithmic', rows: rowsOf(nothing, SYNCHRONOUS, median), format: duration })}

${table(nothing, SYNCHRONOUS, (result, who, all) => (who === 'cryptoki' && all.pkcs11js ? `${duration(result.ns.median)} (${times(result.ns.median / all.pkcs11js.ns.median)} pkcs11js)` : duration(result.ns.median)))}

## What a user sees: SoftHSM

${chart('softhsm.svg', { title: 'Over SoftHSM, synchronous: time as a multiple of C', unit: 'multiple of C, logarithmic', rows: rowsOf(softhsm, SYNCHRONOUS, ({ ratio }) => ratio.median), format: times })}

${table(softhsm, [OPERATIONS[0], ...SYNCHRONOUS], ratioCell)}

## Asynchronous, many at once

C runs as many threads as operations are in flight. Delay: how late the event loop was, 99th percentile. A signature is two
calls, C_SignInit and C_Sign. Here, and in the bare calls through koffi, each goes to a thread and back, so that neither can hold up
the event loop, and one of the pool's four threads is left to files and names. pkcs11js and graphene-pk11 make C_SignInit on the event
loop and take all threads, which saves half of the ways and holds the program up where a token is slow to answer, or for ever where it
is frozen. "koffi, one way" does the same through koffi: that is what the difference is.

${chart('async.svg', { title: 'Over SoftHSM, asynchronous: time an operation as a multiple of C', unit: 'multiple of C', rows: rowsOf(softhsm, ASYNCHRONOUS, ({ ratio }) => ratio.median), format: times })}

${table(softhsm, ASYNCHRONOUS, (result, who) => `${ratioCell(result, who)}${result.delayP99 ? `, delay ${result.delayP99.median.toFixed(1)} ms` : ''}`)}

${report.failures.map(({ who, target, operation, message }) => `- ${who} failed at "${titleOf(operation)}" on ${target}: ${message}.`).join('\n')}

## Where the library's time goes

Over the module that answers at once, by V8's profiler; "koffi" and "koffi, copies" are those of the table above. "Data in" is copying the
caller's data, or asking for its address where it is much; "result out" copying the result, which has memory of its own: of more than 64
bytes that is a block that costs V8 about 400 ns, and more when it is collected. "All else" is checks, lanes and the program of the operation.
"In one piece" is the same work with V8's limits lifted on what it compiles into one piece: the most that could be gained by making functions
shorter still.

${shares(report.profile, nothing)}

"All else", by function, where it is more than one in a hundred of an operation:

${rest(report.profile.operations)}

## Weight and memory

| | cryptoki | pkcs11js | graphene | koffi alone |
| --- | --- | --- | --- | --- |
| \`import\`, over an empty program | ${['cryptoki', 'pkcs11js', 'graphene', 'koffi'].map((name) => `${report.import[name].median.toFixed(0)} ms`).join(' | ')} |
| installed files | ${['cryptoki', 'pkcs11js', 'graphene'].map((name) => report.installed[name].files).join(' | ')} | |
| installed bytes | ${['cryptoki', 'pkcs11js', 'graphene'].map((name) => `${(report.installed[name].bytes / 1e6).toFixed(1)} MB`).join(' | ')} | |

A million operations after ${(200_000).toLocaleString('en')} to warm up left ${growth(report.memory.free)} more in resident memory; with the garbage collector
forced before each reading, ${growth(report.memory.forced)}.
`;
  writeFileSync(path, page);
}

/** Less of an operation than this is noise. */
const WORTH_TELLING = 0.01;
/** The contestants who do the least that has to be done. */
const LEAST = ['koffi', 'koffi, copies'];

/** What is short for C, in nanoseconds. */
const SHORT = 20_000;

/** The largest multiple that one contestant takes of another's time, of what is short. */
function most(results, who, of) {
  const ratios = SYNCHRONOUS.flatMap(({ name }) => {
    const { C, [who]: one, [of]: other } = results[name] ?? {};
    return C && one && other && C.ns.median < SHORT ? one.ns.median / other.ns.median : [];
  });
  return Math.max(...ratios);
}

function shares({ operations, together }, nothing) {
  const parts = Object.keys(Object.values(operations)[0].shares);
  const columns = [...parts, 'all', 'in one piece', ...LEAST];
  const rows = Object.entries(operations).map(([name, { ns, shares }]) => {
    const cells = [
      ...parts.map((part) => (shares[part] < WORTH_TELLING ? '–' : duration(ns * shares[part]))),
      ...[ns, together[name], ...LEAST.map((who) => nothing[name][who]?.ns.median)].map((time) =>
        time === undefined ? '–' : duration(time),
      ),
    ];
    return `| ${titleOf(name)} | ${cells.join(' | ')} |`;
  });
  return [`| | ${columns.join(' | ')} |`, `| --- |${' --- |'.repeat(columns.length)}`, ...rows].join('\n');
}

function rest(operations) {
  return Object.entries(operations)
    .map(([operation, { ns, rest: functions }]) => {
      const told = Object.entries(functions)
        .filter(([, share]) => share >= WORTH_TELLING)
        .sort(([, one], [, other]) => other - one)
        .map(([name, share]) => `${name} ${duration(ns * share)}`);
      return `- ${titleOf(operation)}: ${told.join(', ')}.`;
    })
    .join('\n');
}

function growth({ growth: bytes }) {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

function ratioCell({ ns, ratio }, who) {
  if (who === 'C') return duration(ns.median);
  return `${duration(ns.median)} (${times(ratio.median)}, ${times(ratio.low)}–${times(ratio.high)})`;
}

function table(results, operations, cell) {
  const measured = operations.filter(({ name }) => results[name] !== undefined);
  // Not every contestant does both what is synchronous and what is not.
  const names = NAMES.filter((who) =>
    measured.some(({ name }) => name !== 'load' && results[name][who] !== undefined),
  );
  const rows = measured.map(({ name, title }) => {
    const cells = names.map((who) => {
      const result = results[name][who];
      return result === undefined ? '–' : cell(result, who, results[name]);
    });
    return `| ${title} | ${cells.join(' | ')} |`;
  });
  return [`| | ${names.join(' | ')} |`, `| --- |${' --- |'.repeat(names.length)}`, ...rows].join('\n');
}
