// Where the time of an operation goes over the null module: node bench/profiled.mjs MODULE. Prints JSON.
import { Session } from 'node:inspector/promises';
import koffi from 'koffi';
import { loadModuleSync } from '../dist/index.js';

const OPERATIONS = 1_000_000;

/** Functions of ours, and what is done in them and below them; what is in none of these only leads there. */
const PARTS = {
  planMechanism: 'choosing the mechanism',
  encodeMechanism: 'writing CK_MECHANISM and its parameter',
  encodeTemplate: 'writing and reading attributes',
  decode: 'writing and reading attributes',
  AttributeArray: 'writing and reading attributes',
  input: 'copying data in',
  bytes: 'copying data in',
  callSync: 'the calls themselves, through koffi',
  taken: 'copying the result out, into memory of its own',
  read: 'copying the result out, into memory of its own',
  giveArena: 'wiping what was written',
  '(garbage collector)': 'collecting garbage',
};
const REST = 'all else: checks, lanes, the program of the operation';

const [, , path] = process.argv;
const module = loadModuleSync(path);
const [slot] = module.getSlotsSync({ tokenPresent: true });
const session = slot.getTokenSync().openSync({ userPin: '1234', readWrite: true });
const secret = session.generateKeySync('GENERIC_SECRET', { bits: 256, capabilities: ['sign', 'verify'] });
const aes = session.generateKeySync('AES', { bits: 256 });
const rsa = session.generateKeyPairSync('RSA', { bits: 2048 });
const little = new Uint8Array(32);
const kibibyte = new Uint8Array(1024);
const signature = rsa.privateKey.signSync(little, { mechanism: 'SHA256_RSA_PKCS' });
const HMAC = { mechanism: 'SHA256_HMAC' };
const GCM = { mechanism: 'AES_GCM', iv: new Uint8Array(12) };
const RSA = { mechanism: 'SHA256_RSA_PKCS' };
const CBC = { mechanism: 'AES_CBC_PAD', iv: new Uint8Array(16) };
const data = session.createObjectSync({ class: 'DATA', label: 'bench-object', value: 'value' });
const operations = {
  random16: () => session.generateRandomSync(16),
  hmac32: () => secret.signSync(little, HMAC),
  cbc32: () => aes.encryptSync(little, CBC),
  gcm1k: () => aes.encryptSync(kibibyte, GCM),
  verifyRsa: () => rsa.publicKey.verifySync(little, signature, RSA),
  attributes3: () => data.getSync(['class', 'label', 'application']),
  createDestroy: () =>
    session.createObjectSync({ class: 'DATA', label: 'bench-temporary', value: 'value' }).destroySync(),
};

const repeat = (run, times) => {
  for (let i = 0; i < times; i++) run();
};

/** Nanoseconds an operation, without a profiler. */
function time(run) {
  repeat(run, OPERATIONS / 10);
  const began = performance.now();
  repeat(run, OPERATIONS);
  return ((performance.now() - began) * 1e6) / OPERATIONS;
}

/** The bundler numbers functions of one name. */
const nameOf = ({ callFrame }) => callFrame.functionName.replace(/\d+$/, '') || 'a function without a name';

/** Shares of the time, by part; and of what is in no part, by function. */
async function profile(run) {
  const inspector = new Session();
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.setSamplingInterval', { interval: 200 });
  await inspector.post('Profiler.start');
  repeat(run, OPERATIONS);
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

/** What C_SignInit and C_Sign cost through koffi with everything at hand: no library on top of it can be faster. */
function prototype() {
  const getFunctionList = koffi.load(path).func('C_GetFunctionList', 'ulong', ['void *']);
  const pointer = koffi.alloc('uintptr_t', 1);
  getFunctionList(pointer);
  const list = BigInt(koffi.decode(pointer, 'uintptr_t'));
  // CK_FUNCTION_LIST: a version, padded to the size of a pointer, and the functions in the standard's order.
  const at = (index, prototype) => koffi.decode(koffi.decode(list, (1 + index) * 8, 'uintptr_t'), prototype);
  const init = at(42, koffi.proto('ulong', ['ulong', 'uintptr_t', 'ulong']));
  const sign = at(43, koffi.proto('ulong', ['ulong', 'uintptr_t', 'ulong', 'uintptr_t', 'uintptr_t']));
  const memory = Number(koffi.address(koffi.alloc('uint8', 4096)));
  return () => {
    init(1, memory, 1);
    sign(1, memory + 64, 32, memory + 128, memory + 1024);
  };
}

const report = {};
for (const [name, run] of Object.entries(operations)) {
  report[name] = { ns: time(run), ...(await profile(run)) };
}
console.log(JSON.stringify({ operations: report, prototype: time(prototype()) }));
await module.close();
