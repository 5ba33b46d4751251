// What the library leaves in memory of PINs and keys that it was given in bytes: nothing. Another process reads all of a
// program's memory after each use, the module being one that keeps nothing (test/hostile, honest).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildHostile } from '../support/fake.ts';

const program = fileURLToPath(new URL('secrets-probe.ts', import.meta.url));
const skip =
  (process.platform !== 'linux' && 'reads /proc') ||
  (process.env.TEST_SANITIZED === '1' && 'under AddressSanitizer, which has terabytes of its own to read');

const CHUNK = 1 << 22;
const chunk = Buffer.alloc(CHUNK);

/** Where patterns of one length lie in what a process can write to. */
function search(pid: number, ...patterns: Uint8Array[]): string[] {
  const [{ length }] = patterns as [Uint8Array];
  const found: string[] = [];
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [range, access] = line.split(' ');
      if (!access?.startsWith('rw')) continue;
      const [start, end] = range!.split('-').map((text) => Number.parseInt(text, 16)) as [number, number];
      // Pieces overlap, so that no copy is missed on a border.
      for (let at = start; at < end; at += CHUNK - length) {
        let read: number;
        try {
          read = readSync(memory, chunk, 0, Math.min(CHUNK, end - at), at);
        } catch {
          break; // not backed by memory that can be read
        }
        const piece = chunk.subarray(0, read);
        for (const pattern of patterns) {
          for (let hit = piece.indexOf(pattern); hit >= 0; hit = piece.indexOf(pattern, hit + 1)) {
            found.push(`0x${(at + hit).toString(16)} in ${line}`);
          }
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return found;
}

test('no copy of a PIN, key or data stays in memory', { skip }, async () => {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', import.meta.resolve('tsx'), program, buildHostile()],
    { env: { ...process.env, NODE_TEST_CONTEXT: undefined }, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    let secret = Buffer.alloc(0);
    let cases = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [hex, when, ...name] = line.split(' ') as [string, string, ...string[]];
      if (when === 'made') {
        secret = Buffer.from(Buffer.from(hex, 'hex').map((byte) => byte ^ 0xa5));
        // The program's own: that it is found shows that it would be.
        assert.equal(search(child.pid!, secret).length, 1, name.join(' '));
      } else {
        cases++;
        // Not in halves either, as a block cipher or a moved string would leave them, nor as OpenSSL has large numbers.
        const turned = Buffer.from(secret).reverse();
        const halves = [secret, turned].flatMap((each) => [each.subarray(0, 16), each.subarray(16)]);
        assert.deepEqual(search(child.pid!, ...halves), [], name.join(' '));
      }
      child.stdin.write('on\n');
    }
    assert.equal(cases, 50);
  } finally {
    child.kill('SIGKILL');
  }
});
