import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after } from 'node:test';
import { setInterval } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  loadModule,
  loadModuleSync,
  type Module,
  type OpenOptions,
  type Quirk,
  type SecretKey,
  type Session,
  type SyncPinSource,
  type Token,
} from '../../src/index.ts';
import { fakeHeaders } from './fake-header.ts';
import type { Mode } from './modes.ts';

const sources = fileURLToPath(new URL('../fake/', import.meta.url));
/** A folder for the fakes, logs and broken files of one test file. */
export const fakeFolder: string = mkdtempSync(join(tmpdir(), 'cryptoki-fake-'));
after(() => rmSync(fakeFolder, { recursive: true, force: true }));

const compiler = process.env.CC ?? 'gcc';

/** Runs the C compiler in the folder of the fakes. */
export function compile(...args: string[]): void {
  const { status, stderr, error } = spawnSync(compiler, args, { cwd: fakeFolder, encoding: 'utf8' });
  assert.equal(status, 0, `${compiler} failed: ${error?.message ?? stderr}`);
}

export interface FakeOptions {
  /** What is known before C_Initialize (see fake.c); text becomes a C string. */
  readonly defines?: Readonly<Record<string, string | number | true>>;
  /** More for the compiler, such as libraries to link with. */
  readonly flags?: readonly string[];
}

/** Set by `npm run test:asan`: reads and writes of the modules are checked byte by byte. */
const SANITIZED = process.env.TEST_SANITIZED === '1' ? ['-fsanitize=address', '-g'] : [];
const LANGUAGE = ['-std=gnu2x', '-Wall', '-Wextra', '-Werror', '-fPIC', '-shared', '-fvisibility=hidden'];
const built = new Map<string, string>();

/** Compiles a module made of the generated wrappers, once for each set of options; the path of the library. */
function compileModule(source: string, { defines = {}, flags = [] }: FakeOptions = {}): string {
  const macros = Object.entries(defines).map(([name, value]) => {
    return value === true
      ? `-D${name}`
      : `-D${name}=${typeof value === 'number' ? value : JSON.stringify(value)}`;
  });
  const key = [source, ...macros, ...flags].join(' ');
  const name = `${basename(source, '.c')}-${createHash('sha256').update(key).digest('hex').slice(0, 12)}.so`;
  const path = built.get(key) ?? join(fakeFolder, name);
  if (built.has(key)) return path;
  if (built.size === 0) {
    const { types, dump, functions } = fakeHeaders();
    writeFileSync(join(fakeFolder, 'fake-types.h'), types);
    writeFileSync(join(fakeFolder, 'fake-dump.h'), dump);
    writeFileSync(join(fakeFolder, 'fake-functions.h'), functions);
  }
  compile(...LANGUAGE, ...SANITIZED, ...macros, '-I', fakeFolder, '-o', path, source, '-lpthread', ...flags);
  built.set(key, path);
  return path;
}

/** Compiles the fake module. */
export function buildFake(options: FakeOptions = {}): string {
  return compileModule(join(sources, 'fake.c'), options);
}

/** Compiles the module that lies; see test/hostile/hostile.c. */
export function buildHostile(options: FakeOptions = {}): string {
  return compileModule(join(sources, '../hostile/hostile.c'), options);
}

/** Compiles the module whose token can be removed, before another one; see test/states/removable.c. */
export function buildRemovable(target: string): string {
  return compileModule(join(sources, '../states/removable.c'), { defines: { TARGET: target } });
}

/** A call that the fake has seen. */
export interface FakeCall {
  readonly fn: string;
  /** By the standard's names: numbers in decimal, bytes as `x:` and hexadecimal, `NULL`, `given`. */
  readonly args: Readonly<Record<string, string>>;
  /** How many calls were running, this one included. */
  readonly active: number;
}

export function readCalls(log: string): FakeCall[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => {
    const [fn = '', ...words] = line.split(' ');
    const args = Object.fromEntries(words.map((word) => word.split(/=(.*)/s, 2) as [string, string]));
    return { fn, args, active: Number(args.active) };
  });
}

/** Longer than anything takes that comes at all, in milliseconds, on the slowest of machines. */
export const PATIENCE = 60_000;

/** A fake that is loaded and initialised, until it is disposed of. */
export class Fake implements AsyncDisposable {
  readonly module: Module;
  readonly log: string;
  readonly #mode: Mode;
  #released = 0;

  constructor(module: Module, log: string, mode: Mode) {
    this.module = module;
    this.log = log;
    this.#mode = mode;
  }

  /** The calls so far, of one function if it is named. */
  calls(fn?: string): FakeCall[] {
    return readCalls(this.log).filter((call) => fn === undefined || call.fn === fn);
  }

  count(fn: string): number {
    return this.calls(fn).length;
  }

  /** Waits until a function has been called so many times; the last may be running. */
  async reached(fn: string, count = 1): Promise<void> {
    const began = performance.now();
    for await (const _ of setInterval(2)) {
      if (this.count(fn) >= count) return;
      const waited = performance.now() - began;
      assert.ok(waited < PATIENCE, `${fn} was called ${this.count(fn)} times, not ${count}`);
    }
  }

  /** Lets so many more go on of the calls that the script holds (`hold:`). */
  release(calls = 1): void {
    this.#released += calls;
    appendFileSync(`${this.log}.go`, '');
    truncateSync(`${this.log}.go`, this.#released);
  }

  /** A session with the first token. */
  async open(options: OpenOptions = {}): Promise<Session> {
    const token = await this.token();
    return this.#mode === 'sync'
      ? token.openSync(options as OpenOptions<SyncPinSource>)
      : token.open(options);
  }

  async token(): Promise<Token> {
    const [token] = this.#mode === 'sync' ? this.module.getTokensSync() : await this.module.getTokens();
    return token!;
  }

  /** A session with an AES key, whose operations the fake echoes. */
  async openWithKey(options: OpenOptions = {}): Promise<{ session: Session; key: SecretKey }> {
    const session = await this.open(options);
    return { session, key: await session.generateKey('AES', { bits: 128 }) };
  }

  /** The most calls that ran at once. */
  mostActive(): number {
    return Math.max(0, ...this.calls().map((call) => call.active));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.release(1000);
    return this.module.close();
  }
}

let logs = 0;

export function newLog(): string {
  return join(fakeFolder, `calls-${logs++}.log`);
}

/** Loads a fake with a script. `await using` closes it at the end of the test. */
export async function startFake(
  script = '',
  options: FakeOptions & { readonly mode?: Mode; readonly quirks?: readonly Quirk[] } = {},
): Promise<Fake> {
  const log = newLog();
  const path = buildFake(options);
  const loading = { reserved: `log=${log}; ${script}`, quirks: options.quirks };
  const module = options.mode === 'sync' ? loadModuleSync(path, loading) : await loadModule(path, loading);
  return new Fake(module, log, options.mode ?? 'async');
}
