// A program: so many operations of every kind on the honest module, and how much memory they leave. Started by
// leaks.test.ts. Prints the resident memory, in bytes, at twenty-five moments.
import { parseArgs } from 'node:util';
import { loadModule, type Session } from '../../src/index.ts';
import { HostileControl } from '../support/hostile-control.ts';

const { values } = parseArgs({
  options: {
    module: { type: 'string' },
    operations: { type: 'string' },
    mode: { type: 'string' },
    collect: { type: 'boolean' },
  },
});
const path = values.module!;
const operations = Number(values.operations);
const collect = (globalThis as { gc?: () => void }).gc!;
new HostileControl(path).honest();

const module = await loadModule(path);
const token = await module.getToken({ label: 'HOSTILE' });
const session: Session = await token.open({ userPin: '1234', readWrite: true, concurrency: 3 });
const [secret] = [...session.getObjectsSync({ class: 'SECRET_KEY', keyType: 'AES' })];
const key = secret!;

const IV = { iv: new Uint8Array(16) };
const DATA = new Uint8Array(32).fill(7);
const PART = new Uint8Array(4000);
const BULK = new Uint8Array(40_000);
const NAMES = ['label', 'class', 'value'] as const;
const ignore = (): void => {};
const OUTPUT = { ...IV, output: new Uint8Array(BULK.length + 64) };

/** Every kind of operation, one after the other. */
const ASYNC: readonly (() => Promise<unknown>)[] = [
  () => key.sign(DATA),
  () => key.get(NAMES),
  () => key.encrypt(DATA, IV),
  () => key.encrypt(BULK, IV),
  () => key.encrypt(BULK, OUTPUT),
  () => key.verify(DATA, DATA),
  () => session.digest([DATA, DATA]),
  async () => {
    for await (const _ of session.getObjects({ class: 'DATA' }));
  },
  async () => {
    for await (const _ of key.encrypt([PART, PART], IV));
  },
  async () => {
    for await (const _ of key.encrypt([PART, PART], IV)) break;
  },
  async () => (await session.createObject({ class: 'DATA', value: DATA })).destroy(),
  () => key.seal(DATA),
  () => key.unwrapKey('SECRET_KEY', 'AES', new Uint8Array(7), { mechanism: 'AES_KEY_WRAP' }),
  // Errors have stacks, and must not keep what they are about.
  () => slotOfNothing.getToken().catch(ignore),
  () => Promise.all(Array.from({ length: 10 }, () => key.sign(DATA))),
  // The session that is closed ends what nobody else does.
  async () => {
    const other = await token.open({ readWrite: true, concurrency: 2 });
    const [its] = [...other.getObjectsSync({ class: 'SECRET_KEY', keyType: 'AES' })];
    await its!.encrypt([PART, PART], IV).next();
    await (await its!.signOperation()).update(DATA);
    await other.close();
  },
];
const SYNC: readonly (() => unknown)[] = [
  () => key.signSync(DATA),
  () => key.getSync(NAMES),
  () => key.encryptSync(DATA, IV),
  () => key.encryptSync(BULK, IV),
  () => key.encryptSync(BULK, OUTPUT),
  () => [...key.encryptSync([BULK, PART], OUTPUT)],
  () => key.verifySync(DATA, DATA),
  () => session.digestSync([DATA, DATA]),
  () => [...session.getObjectsSync({ class: 'DATA' })],
  () => [...key.encryptSync([PART, PART], IV)],
  () => {
    for (const _ of key.encryptSync([PART, PART], IV)) break;
  },
  () => session.createObjectSync({ class: 'DATA', value: DATA }).destroySync(),
  () => key.sealSync(DATA),
  () => {
    try {
      slotOfNothing.getTokenSync();
    } catch {
      // As it should be.
    }
  },
];
const [, slotOfNothing] = (await module.getSlots()) as [
  unknown,
  Awaited<ReturnType<typeof module.getSlots>>[0],
];

const memory: number[] = [];
let next = 0;
for (let done = 0; done < operations; done++) {
  if (values.mode === 'sync') SYNC[done % SYNC.length]!();
  else await ASYNC[done % ASYNC.length]!();
  if (done < next) continue;
  if (values.collect) collect();
  memory.push(process.memoryUsage.rss());
  next += operations / 25;
}
await session.close();
await module.close();
console.log(JSON.stringify(memory));
