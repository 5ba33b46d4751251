import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { ModuleLoadError } from '../../../src/errors.ts';
import { binaryFormat, explainLoadFailure } from '../../../src/native/load-failure.ts';

const folder = mkdtempSync(join(tmpdir(), 'cryptoki-load-'));
after(() => rmSync(folder, { recursive: true }));

function elf(machine: number, { bits = 64, bigEndian = false } = {}): Buffer {
  const head = Buffer.alloc(64);
  head.write('\x7fELF', 'latin1');
  head[4] = bits === 64 ? 2 : 1;
  head[5] = bigEndian ? 2 : 1;
  head[6] = 1;
  if (bigEndian) head.writeUInt16BE(machine, 18);
  else head.writeUInt16LE(machine, 18);
  return head;
}

function pe(machine: number, at = 0x80): Buffer {
  const head = Buffer.alloc(at + 24);
  head.write('MZ', 'latin1');
  head.writeUInt32LE(at, 0x3c);
  head.write('PE\0\0', at, 'latin1');
  head.writeUInt16LE(machine, at + 4);
  return head;
}

function macho(cpu: number, magic = 0xfeedfacf): Buffer {
  const head = Buffer.alloc(32);
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(cpu, 4);
  return head;
}

function universal(...cpus: number[]): Buffer {
  const head = Buffer.alloc(8 + cpus.length * 20);
  head.writeUInt32BE(0xcafebabe, 0);
  head.writeUInt32BE(cpus.length, 4);
  for (const [index, cpu] of cpus.entries()) head.writeUInt32BE(cpu, 8 + index * 20);
  return head;
}

/** Machine numbers: elf.h, the PE/COFF specification, mach/machine.h. */
const HEADS: [name: string, head: Buffer, system: string, architectures: string[]][] = [
  ['ELF x86-64', elf(62), 'elf', ['x64']],
  ['ELF AArch64', elf(183), 'elf', ['arm64']],
  ['ELF i386', elf(3, { bits: 32 }), 'elf', ['ia32']],
  ['ELF ARM', elf(40, { bits: 32 }), 'elf', ['arm']],
  ['ELF PowerPC 64, little-endian', elf(21), 'elf', ['ppc64']],
  ['ELF PowerPC 64, big-endian', elf(21, { bigEndian: true }), 'elf', ['ppc64']],
  ['ELF S/390', elf(22, { bigEndian: true }), 'elf', ['s390x']],
  ['ELF RISC-V', elf(243), 'elf', ['riscv64']],
  ['ELF LoongArch', elf(258), 'elf', ['loong64']],
  ['ELF of a machine without a name here', elf(9999), 'elf', ['ELF machine 9999']],
  ['PE x86-64', pe(0x8664), 'pe', ['x64']],
  ['PE x86', pe(0x14c), 'pe', ['ia32']],
  ['PE ARM64', pe(0xaa64), 'pe', ['arm64']],
  ['PE with a long DOS stub', pe(0x8664, 0x400), 'pe', ['x64']],
  ['PE of a machine without a name here', pe(0x200), 'pe', ['PE machine 0x200']],
  ['Mach-O x86-64', macho(0x0100_0007), 'macho', ['x64']],
  ['Mach-O ARM64', macho(0x0100_000c), 'macho', ['arm64']],
  ['Mach-O i386', macho(7, 0xfeedface), 'macho', ['ia32']],
  ['universal binary', universal(0x0100_0007, 0x0100_000c), 'macho', ['x64', 'arm64']],
];

describe('binaryFormat', () => {
  for (const [name, head, system, architectures] of HEADS) {
    it(name, () => assert.deepEqual(binaryFormat(head), { system, architectures }));
  }

  it('agrees with the compiler of this machine, and with this Node.js', () => {
    const source = join(folder, 'empty.c');
    writeFileSync(source, 'int nothing;\n');
    const library = join(folder, 'empty.so');
    execFileSync('gcc', ['-shared', '-fPIC', '-o', library, source]);
    for (const path of [library, process.execPath]) {
      const file = openSync(path, 'r');
      const head = Buffer.alloc(4096);
      readSync(file, head);
      closeSync(file);
      assert.deepEqual(binaryFormat(head)?.architectures, [process.arch]);
    }
  });

  const others: [name: string, head: Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(64)],
    ['a truncated ELF head', elf(62).subarray(0, 19)],
    ['text', Buffer.from('#!/bin/sh\necho this is not a library at all\n')],
    ['a DOS program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)])],
    ['a PE whose head lies beyond its end', pe(0x8664).subarray(0, 0x84)],
    ['a truncated MZ', pe(0x8664).subarray(0, 0x3e)],
    // A class file of Java 17.
    ['a Java class', Buffer.from(`cafebabe0000003d${'00'.repeat(40)}`, 'hex')],
    ['an archive', Buffer.from(`!<arch>\n${' '.repeat(60)}`)],
  ];
  for (const [name, head] of others) {
    it(`knows no format in ${name}`, () => assert.equal(binaryFormat(head), undefined));
  }

  it('survives a universal binary that is cut off', () => {
    assert.deepEqual(binaryFormat(universal(0x0100_0007, 0x0100_000c).subarray(0, 30))?.architectures, [
      'x64',
    ]);
  });
});

describe('explainLoadFailure', {
  skip: process.platform !== 'linux' && 'the heads are judged by Linux',
}, () => {
  const file = (name: string, content: Buffer | string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const foreign = process.arch === 'arm64' ? 62 : 183;
  const own = process.arch === 'arm64' ? 183 : 62;
  const glibc = (text: string) => new Error(`Failed to load shared library: ${text}`);
  const gone = glibc('x.so: cannot open shared object file: No such file or directory');

  const cases: [name: string, path: () => string, cause: unknown, code: string, message: RegExp][] = [
    ['a file that is not there', () => join(folder, 'none.so'), gone, 'ERR_MODULE_NOT_FOUND', /no such file/],
    ['a file below a file', () => join(file('a', ''), 'x.so'), gone, 'ERR_MODULE_NOT_FOUND', /no such file/],
    ['a folder', () => folder, gone, 'ERR_MODULE_NOT_A_LIBRARY', /directory/],
    ['an empty file', () => file('empty', ''), gone, 'ERR_MODULE_NOT_A_LIBRARY', /not a shared library/],
    [
      'text',
      () => file('text', 'hello\n'.repeat(50)),
      gone,
      'ERR_MODULE_NOT_A_LIBRARY',
      /not a shared library/,
    ],
    ['a DLL', () => file('x.dll', pe(0x8664)), gone, 'ERR_MODULE_WRONG_ARCHITECTURE', /for Windows/],
    [
      'a dylib',
      () => file('x.dylib', macho(0x0100_000c)),
      gone,
      'ERR_MODULE_WRONG_ARCHITECTURE',
      /for macOS/,
    ],
    [
      'a library for another processor',
      () => file('foreign.so', elf(foreign)),
      glibc('wrong ELF class'),
      'ERR_MODULE_WRONG_ARCHITECTURE',
      new RegExp(`built for ${foreign === 62 ? 'x64' : 'arm64'}, this Node.js for ${process.arch}`),
    ],
    [
      'a 32-bit library',
      () => file('old.so', elf(3, { bits: 32 })),
      glibc('wrong ELF class: ELFCLASS32'),
      'ERR_MODULE_WRONG_ARCHITECTURE',
      /built for ia32/,
    ],
    [
      'a missing dependency, by glibc',
      () => file('own.so', elf(own)),
      glibc('libvendor.so.1: cannot open shared object file: No such file or directory'),
      'ERR_MODULE_MISSING_DEPENDENCY',
      /needs libvendor\.so\.1, which is not installed/,
    ],
    [
      'a missing dependency, by musl',
      () => file('own.so', elf(own)),
      new Error('Error loading shared library libvendor.so.1: No such file or directory (needed by /own.so)'),
      'ERR_MODULE_MISSING_DEPENDENCY',
      /needs libvendor\.so\.1, which is not installed/,
    ],
    [
      'anything else, in the words of the loader',
      () => file('own.so', elf(own)),
      glibc('own.so: undefined symbol: vendor_init'),
      'ERR_MODULE_LOAD_FAILED',
      /: own\.so: undefined symbol: vendor_init$/,
    ],
    ['what is no error', () => file('own.so', elf(own)), 'odd', 'ERR_MODULE_LOAD_FAILED', /: odd$/],
  ];
  for (const [name, path, cause, code, message] of cases) {
    it(name, () => {
      const at = path();
      const error = explainLoadFailure(at, cause);
      assert.ok(error instanceof ModuleLoadError);
      assert.equal(error.code, code);
      assert.match(error.message, message);
      assert.ok(error.message.startsWith(`cannot load ${at}: `));
      assert.equal(error.path, at);
      assert.equal(error.cause, cause);
    });
  }
});
