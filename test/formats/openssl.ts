import { spawnSync } from 'node:child_process';

/** What the openssl command writes to its standard output, given `input`; its error output goes into the error. */
export function openssl(args: readonly string[], input?: Uint8Array | string): Buffer {
  const { status, stdout, stderr, error } = spawnSync('openssl', args, { input, maxBuffer: 1 << 24 });
  if (status === 0) return stdout;
  throw new Error(`openssl ${args.join(' ')}: ${error?.message ?? stderr}`);
}

/** The same, or undefined where OpenSSL says no. */
export function tryOpenssl(args: readonly string[], input?: Uint8Array | string): Buffer | undefined {
  try {
    return openssl(args, input);
  } catch {
    return undefined;
  }
}

/** The numbers of a key as `openssl pkey -text` prints them, by their labels, without leading zeros. */
export function printedParts(text: string): Record<string, Buffer> {
  const parts: Record<string, Buffer> = {};
  for (const [, label, digits] of text.matchAll(/^ *([A-Za-z0-9 -]+):\s*\n((?: +[0-9a-f:]+\n)+)/gm)) {
    parts[label!] = Buffer.from(digits!.replace(/[^0-9a-f]/g, ''), 'hex');
  }
  for (const [, label, digits] of text.matchAll(/^ *([A-Za-z0-9 -]+): \d+ \(0x([0-9a-f]+)\)$/gm)) {
    parts[label!] = Buffer.from(digits!.length % 2 ? `0${digits}` : digits!, 'hex');
  }
  return parts;
}
