import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether the openssl command is there; the version it tells. */
export async function opensslVersion(): Promise<string | undefined> {
  try {
    return (await run('openssl', ['version'])).stdout.trim();
  } catch {
    return undefined;
  }
}

/** Whether openssl accepts a signature in DER, over SHA-512, by the owner of a public key in DER. */
export async function opensslVerifies(
  publicKey: Uint8Array,
  data: string,
  signature: Uint8Array,
): Promise<boolean> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'key.der'), publicKey);
    await writeFile(join(folder, 'signature'), signature);
    await writeFile(join(folder, 'data'), data);
    const verify = ['-sha512', '-verify', 'key.der', '-keyform', 'DER', '-signature', 'signature', 'data'];
    try {
      const { stdout } = await run('openssl', ['dgst', ...verify], { cwd: folder });
      return stdout.includes('Verified OK');
    } catch (error) {
      // "Verification failure" is an answer; that the command cannot read the key is none.
      if ((error as { stdout?: string }).stdout?.includes('Verification failure')) return false;
      throw error;
    }
  });
}

export interface DsaPublicKey {
  readonly prime: Uint8Array;
  readonly subprime: Uint8Array;
  readonly base: Uint8Array;
  readonly value: Uint8Array;
}

/** The SubjectPublicKeyInfo (RFC 3279) of a DSA key, which openssl builds from the numbers. */
export async function dsaPublicKey({ prime, subprime, base, value }: DsaPublicKey): Promise<Uint8Array> {
  const integer = (bytes: Uint8Array): string => `INTEGER:0x${Buffer.from(bytes).toString('hex')}`;
  const structure = [
    'asn1 = SEQUENCE:key',
    '[key]',
    'algorithm = SEQUENCE:algorithm',
    `value = BITWRAP,${integer(value)}`,
    '[algorithm]',
    'name = OID:dsaEncryption',
    'parameters = SEQUENCE:parameters',
    '[parameters]',
    `p = ${integer(prime)}`,
    `q = ${integer(subprime)}`,
    `g = ${integer(base)}`,
    '',
  ].join('\n');
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'structure'), structure);
    const build = ['-genconf', 'structure', '-noout', '-out', 'key.der'];
    await run('openssl', ['asn1parse', ...build], { cwd: folder });
    return readFile(join(folder, 'key.der'));
  });
}

/** Work in a folder of its own, gone when it ends. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'cryptoki-demo-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
