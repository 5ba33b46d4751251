import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { ModuleLoadError, type ModuleLoadErrorCode } from '../errors.ts';

/** Machine numbers of ELF (e_machine), PE (Machine) and Mach-O (cputype) as Node names architectures. */
const ELF: Readonly<Record<number, string>> = {
  3: 'ia32',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};
const PE: Readonly<Record<number, string>> = { 0x14c: 'ia32', 0x8664: 'x64', 0xaa64: 'arm64', 0x1c0: 'arm' };
const MACHO: Readonly<Record<number, string>> = {
  7: 'ia32',
  0x01000007: 'x64',
  12: 'arm',
  0x0100000c: 'arm64',
};

type BinaryFormat = { readonly system: 'elf' | 'pe' | 'macho'; readonly architectures: readonly string[] };

/** The kind of a shared library and what it was built for, read off its first bytes; undefined if it is none. */
export function binaryFormat(head: Buffer): BinaryFormat | undefined {
  if (head.length < 20) return undefined;
  if (head.readUInt32BE(0) === 0x7f454c46) {
    const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
    return { system: 'elf', architectures: [ELF[machine] ?? `ELF machine ${machine}`] };
  }
  if (head.toString('latin1', 0, 2) === 'MZ' && head.length >= 0x40) {
    const at = head.readUInt32LE(0x3c);
    if (at + 6 > head.length || head.toString('latin1', at, at + 4) !== 'PE\0\0') return undefined;
    const machine = head.readUInt16LE(at + 4);
    return { system: 'pe', architectures: [PE[machine] ?? `PE machine 0x${machine.toString(16)}`] };
  }
  const magic = head.readUInt32BE(0);
  if (magic === 0xcffaedfe || magic === 0xcefaedfe) {
    return { system: 'macho', architectures: [machoName(head.readUInt32LE(4))] };
  }
  // A universal binary; Java class files begin alike but count far more than 20 "architectures".
  if (magic === 0xcafebabe && head.readUInt32BE(4) < 20) {
    const count = Math.min(head.readUInt32BE(4), Math.floor((head.length - 8) / 20));
    return {
      system: 'macho',
      architectures: Array.from({ length: count }, (_, index) =>
        machoName(head.readUInt32BE(8 + index * 20)),
      ),
    };
  }
  return undefined;
}

function machoName(type: number): string {
  return MACHO[type] ?? `Mach-O cpu ${type}`;
}

const SYSTEM_OF: Readonly<Record<string, BinaryFormat['system']>> = { win32: 'pe', darwin: 'macho' };
const FORMAT_NAMES = { elf: 'Linux or BSD', pe: 'Windows', macho: 'macOS' } as const;

/** Explains why the dynamic loader refused a file: the loader's own message rarely says what to do. */
export function explainLoadFailure(path: string, cause: unknown): ModuleLoadError {
  const fail = (code: ModuleLoadErrorCode, message: string): ModuleLoadError =>
    new ModuleLoadError(code, path, message, { cause });
  const reason =
    cause instanceof Error ? cause.message.replace(/^Failed to load shared library: /, '') : String(cause);

  let head: Buffer;
  try {
    if (statSync(path).isDirectory()) return fail('ERR_MODULE_NOT_A_LIBRARY', 'it is a directory');
    head = readHead(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail('ERR_MODULE_NOT_FOUND', 'there is no such file');
    return fail('ERR_MODULE_LOAD_FAILED', `the file cannot be read (${code})`);
  }

  const format = binaryFormat(head);
  if (format === undefined) return fail('ERR_MODULE_NOT_A_LIBRARY', 'it is not a shared library');
  const system = SYSTEM_OF[process.platform] ?? 'elf';
  if (format.system !== system) {
    return fail('ERR_MODULE_WRONG_ARCHITECTURE', `it is a library for ${FORMAT_NAMES[format.system]}`);
  }
  if (!format.architectures.includes(process.arch)) {
    const built = format.architectures.join(', ');
    return fail(
      'ERR_MODULE_WRONG_ARCHITECTURE',
      `it is built for ${built}, this Node.js for ${process.arch}: use the vendor's ${process.arch} module or another Node.js`,
    );
  }
  // glibc: "libx.so.1: cannot open shared object file"; musl: "Error loading shared library libx.so.1:".
  const missing =
    /([^\s:]+): cannot open shared object|shared library ([^\s:]+):|Library not loaded: (\S+)/.exec(reason);
  if (missing !== null || system === 'pe') {
    const name = missing?.[1] ?? missing?.[2] ?? missing?.[3];
    return fail(
      'ERR_MODULE_MISSING_DEPENDENCY',
      name === undefined
        ? `a library it needs is missing (${reason})`
        : `it needs ${name}, which is not installed`,
    );
  }
  return fail('ERR_MODULE_LOAD_FAILED', reason);
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4096);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}
