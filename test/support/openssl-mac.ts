import { execFileSync } from 'node:child_process';

/** AES-CMAC by the openssl command, for node:crypto has none. */
export function opensslCmac(key: string, data: Uint8Array): string {
  const cipher = `AES-${key.length * 4}-CBC`;
  const args = ['mac', '-cipher', cipher, '-macopt', `hexkey:${key}`, '-in', '-', 'CMAC'];
  return execFileSync('openssl', args, { input: data, encoding: 'utf8' }).trim().toLowerCase();
}
