// Uses a token while the daemon that serves it is killed: says `ready`, goes on at the end of its input, and prints what
// came of each step as JSON: a code, or nothing where it went well.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { loadModule, type Module } from '../../../src/index.ts';

const [path, label, pin] = process.argv.slice(2) as [string, string, string];

async function codeOf(work: () => Promise<unknown>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

async function use(module: Module): Promise<void> {
  await using session = await (await module.getToken({ label })).open({ userPin: pin, readWrite: true });
  const value = new Uint8Array(32).fill(7);
  const key = await session.createObject({
    ...{ class: 'SECRET_KEY', keyType: 'GENERIC_SECRET', value, sign: true, verify: true, token: false },
  });
  const code = await key.sign('data', { mechanism: 'SHA256_HMAC' });
  assert.deepEqual(Buffer.from(code), createHmac('sha256', value).update('data').digest());
}

const module = await loadModule(path);
const session = await (await module.getToken({ label })).open({ userPin: pin, readWrite: true });
const stored = await session.createObject({ class: 'DATA', label: 'kept', value: 'x', token: true });
console.log('ready');
for await (const _ of process.stdin);

const steps = {
  read: await codeOf(() => stored.get('value')),
  open: await codeOf(() => use(module)),
  close: await codeOf(() => session.close()),
  finalize: await codeOf(() => module.close()),
  load: await codeOf(async () => (await loadModule(path)).close()),
};
console.log(JSON.stringify(steps));
