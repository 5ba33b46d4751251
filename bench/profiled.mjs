// Where the time of each operation goes over the null module, or with --times only how much it is:
// node bench/profiled.mjs [--times] MODULE. Prints JSON.
import { Session } from 'node:inspector/promises';
import { parseArgs } from 'node:util';
import { loadModuleSync } from '../dist/index.js';
import { measure } from './lib/contestant.mjs';
import { SYNCHRONOUS } from './lib/operations.mjs';
import { workOf } from './lib/work.mjs';

/** Functions of ours, and what is done in them and below them; what is in none of these only leads there. */
const PARTS = {
  planMechanism: 'choosing the mechanism',
  encodeMechanism: 'writing CK_MECHANISM',
  encodeTemplate: 'attributes',
  decode: 'attributes',
  AttributeArray: 'attributes',
  input: 'data in',
  bytes: 'data in',
  callSync: 'calls through koffi',
  taken: 'result out',
  read: 'result out',
  giveArena: 'wiping',
  '(garbage collector)': 'garbage',
};
const REST = 'all else';

/** What is looked at: everything but what allocates much, which is about memory, and the searches. */
const LOOKED_AT = SYNCHRONOUS.map(({ name }) => name).filter((name) => !/Own$|^search/.test(name));

const {
  values: { times: timesOnly },
  positionals: [path],
} = parseArgs({ options: { times: { type: 'boolean' } }, allowPositionals: true });
const module = loadModuleSync(path);
const [slot] = module.getSlotsSync({ tokenPresent: true });
const session = slot.getTokenSync().openSync({ userPin: '1234', readWrite: true });
const { operations: work } = workOf(session);
const operations = LOOKED_AT.map((name) => [name, work[name]]);

const repeat = (run, times) => {
  for (let i = 0; i < times; i++) run();
};

/** Milliseconds that an operation is repeated for: before it counts, without a profiler, and with it. */
const WARM_UP = 300;
const TIMED = 700;

/** Nanoseconds an operation, without a profiler. */
function time(run) {
  measure(run, WARM_UP);
  return measure(run, TIMED).ns;
}

/** The bundler numbers functions of one name. */
const nameOf = ({ callFrame }) => callFrame.functionName.replace(/\d+$/, '') || 'a function without a name';

/** Shares of the time, by part; and of what is in no part, by function. */
async function profile(run, ns) {
  const inspector = new Session();
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.setSamplingInterval', { interval: 200 });
  await inspector.post('Profiler.start');
  repeat(run, Math.ceil((TIMED * 1e6) / ns));
  const { profile } = await inspector.post('Profiler.stop');
  inspector.disconnect();
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const shares = Object.fromEntries([...Object.values(PARTS), REST].map((part) => [part, 0]));
  const parts = new Map();
  const visit = (node, inherited) => {
    const name = nameOf(node);
    const part = Object.hasOwn(PARTS, name) ? PARTS[name] : inherited;
    parts.set(node.id, part);
    for (const child of node.children ?? []) visit(nodes.get(child), part);
  };
  visit(profile.nodes[0], REST);
  const rest = {};
  for (const [index, id] of profile.samples.entries()) {
    const part = parts.get(id);
    shares[part] += profile.timeDeltas[index];
    if (part !== REST) continue;
    const name = nameOf(nodes.get(id));
    rest[name] = (rest[name] ?? 0) + profile.timeDeltas[index];
  }
  const all = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const ofAll = (times) =>
    Object.fromEntries(Object.entries(times).map(([part, time]) => [part, time / all]));
  return { shares: ofAll(shares), rest: ofAll(rest) };
}

// Each is warm before the first is measured: an operation alone in its process would be compiled for itself alone.
for (const [, run] of operations) measure(run, WARM_UP);
const report = {};
for (const [name, run] of operations) {
  const ns = time(run);
  report[name] = timesOnly ? ns : { ns, ...(await profile(run, ns)) };
}
console.log(JSON.stringify(report));
await module.close();
