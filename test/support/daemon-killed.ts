import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startToken, type TokenKind } from '../../scripts/tokens/lifecycle.mjs';
import { after } from './after.ts';

const PROGRAM = fileURLToPath(new URL('programs/without-daemon.ts', import.meta.url));

/** What has failed, with which code; what is not named here goes well. */
type Failures = Readonly<Record<string, string>>;

/** A process goes on with its token when the daemon is killed that serves it, and no other comes to it. */
export function testWithoutDaemon(kind: TokenKind, failures: Failures): void {
  const running = startToken(kind);
  after(() => running.stop());
  const { module, label, pin, launcher = [], node = process.execPath } = running;

  test('who has initialised the module goes on when the daemon is killed; nobody does so any more', async () => {
    const [command, ...args] = [...launcher, node, '--import', 'tsx', PROGRAM, module, label, pin];
    const env = { ...process.env, ...running.env, NODE_TEST_CONTEXT: undefined };
    const child = spawn(command!, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, 'ready');
    running.fault('kill');
    child.stdin.end();
    const steps = JSON.parse((await lines.next()).value ?? '{}') as Record<string, string | null>;
    assert.deepEqual(Object.fromEntries(Object.entries(steps).filter(([, code]) => code !== null)), failures);
    assert.ok(Object.keys(steps).length > 0);
    assert.deepEqual(await ended, [0, null]);
  });
}
