import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotTried } from './trial.ts';

// The openssl command knows post-quantum keys from version 3.5, where the OpenSSL of Node.js may be older.

/** Runs `openssl pkeyutl` with files of its own, and gives it a name for each of them. */
function pkeyutl<T>(
  publicKey: string,
  files: Readonly<Record<string, Uint8Array>>,
  args: (path: (name: string) => string) => readonly string[],
  result: (status: number | null, path: (name: string) => string) => T,
): T {
  const folder = mkdtempSync(join(tmpdir(), 'cryptoki-probe-'));
  const path = (name: string): string => join(folder, name);
  try {
    writeFileSync(path('key'), publicKey);
    const known = spawnSync('openssl', ['pkey', '-pubin', '-in', path('key'), '-noout'], { stdio: 'ignore' });
    if (known.status !== 0) {
      throw new NotTried('neither this Node.js nor an openssl command knows such keys to check with');
    }
    for (const [name, bytes] of Object.entries(files)) writeFileSync(path(name), bytes);
    const { status } = spawnSync('openssl', ['pkeyutl', '-pubin', '-inkey', path('key'), ...args(path)], {
      stdio: 'ignore',
    });
    return result(status, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function opensslVerifies(publicKey: string, data: Uint8Array, signature: Uint8Array): boolean {
  return pkeyutl(
    publicKey,
    { data, signature },
    (path) => ['-verify', '-rawin', '-in', path('data'), '-sigfile', path('signature')],
    (status) => status === 0,
  );
}

export function opensslEncapsulates(publicKey: string): { sharedKey: Buffer; ciphertext: Buffer } {
  return pkeyutl(
    publicKey,
    {},
    (path) => ['-encap', '-secret', path('secret'), '-out', path('ciphertext')],
    (status, path) => {
      if (status !== 0) throw new NotTried('the openssl command cannot encapsulate');
      return { sharedKey: readFileSync(path('secret')), ciphertext: readFileSync(path('ciphertext')) };
    },
  );
}
