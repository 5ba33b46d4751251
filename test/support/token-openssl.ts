import { spawnSync } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the openssl command on files of these contents; `@name` among the arguments stands for a file's path. */
export function openssl(
  args: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
): { status: number | null; stdout: Buffer; stderr: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const paths = args.map((arg) => (arg.startsWith('@') ? join(folder, arg.slice(1)) : arg));
    const { status, stdout, stderr, error } = spawnSync('openssl', paths);
    if (error !== undefined) throw error;
    return { status, stdout, stderr: stderr.toString() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether `openssl dgst -verify` accepts a signature. */
export function opensslVerifies(
  hash: string,
  key: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
  options: readonly string[] = [],
): boolean {
  const files = { 'key.pem': key.export({ type: 'spki', format: 'pem' }), data, signature };
  const args = ['dgst', `-${hash}`, ...options, '-verify', '@key.pem', '-signature', '@signature', '@data'];
  return openssl(args, files).status === 0;
}
