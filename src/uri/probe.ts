import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModuleInfo } from '../calls/general.ts';
import type { Limit } from '../core/limits.ts';

/** A token that a module offers. */
export interface TokenSummary {
  readonly label: string;
  readonly manufacturerId: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly initialized: boolean;
  /** The PKCS #11 URI of the token. */
  readonly uri: string;
}

/** What a module says of itself, or why it does not. */
export interface ModuleReport {
  /** Whether it loads, initialises and tells what it is. */
  readonly loadable: boolean;
  readonly info?: ModuleInfo;
  /** The tokens present now. */
  readonly tokens?: readonly TokenSummary[];
  /** An error's `code` and message; or ERR_PROBE_CRASHED, ERR_PROBE_TIMEOUT, ERR_PROBE_FAILED. */
  readonly error?: { readonly code: string; readonly message: string };
}

export interface ProbeRequest {
  readonly path: string;
  readonly reserved: string | undefined;
}

/** The child is of the same kind as this file: TypeScript from the sources, JavaScript from the package. */
const self = fileURLToPath(import.meta.url);
const CHILD = fileURLToPath(new URL(`../uri/probe-child${extname(self)}`, import.meta.url));

/** Options of Node that make it understand the sources; all others are the caller's own (`--eval`, `--inspect`). */
const LOADER_OPTIONS = ['--import', '--require', '-r', '--loader', '--experimental-loader'];

function loaderOptions(all: readonly string[]): string[] {
  if (extname(CHILD) !== '.ts') return [];
  return all.flatMap((option, index) => {
    if (LOADER_OPTIONS.includes(option)) return [option, all[index + 1] ?? ''];
    return LOADER_OPTIONS.some((name) => option.startsWith(`${name}=`)) ? [option] : [];
  });
}

/**
 * Loads a module in a process of its own, so that one which crashes, hangs or writes to the terminal does no harm, and
 * reports what it is.
 * @param timeout in milliseconds
 * @param limit of whoever wants to know: once reached, the process is ended
 */
export function probe(
  { path, reserved }: ProbeRequest,
  timeout: number,
  limit?: Limit,
): Promise<ModuleReport> {
  if (!existsSync(CHILD)) {
    return Promise.resolve(failure('ERR_PROBE_FAILED', `${CHILD} is missing: was the package bundled?`));
  }
  const child = fork(CHILD, [], {
    execArgv: loaderOptions(process.execArgv),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  });
  return new Promise((resolve) => {
    let last: ModuleReport | undefined;
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeout);
    const forget = limit?.onReached(() => child.kill('SIGKILL'));
    const end = (otherwise: ModuleReport): void => {
      clearTimeout(timer);
      forget?.();
      // A child that ends between its two reports leaves the first.
      if (last?.loadable === true && last.tokens === undefined && last.error === undefined) {
        resolve({ ...last, ...(otherwise.error && { error: otherwise.error }) });
      } else resolve(last ?? otherwise);
    };
    child.on('message', (message) => {
      last = message as ModuleReport;
    });
    child.on('error', (error) => end(failure('ERR_PROBE_FAILED', error.message)));
    // 'close', not 'exit': by then every message has come.
    child.on('close', (code, signal) => {
      if (timedOut) end(failure('ERR_PROBE_TIMEOUT', `${path} did not answer within ${timeout} ms`));
      else end(failure('ERR_PROBE_CRASHED', `${path} ended its process with ${signal ?? `code ${code}`}`));
    });
    child.send({ path, reserved }, () => {
      // A child that is gone already says why by 'close'.
    });
  });
}

function failure(code: string, message: string): ModuleReport {
  return { loadable: false, error: { code, message } };
}
