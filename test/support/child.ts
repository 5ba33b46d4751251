import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  /** Variables to set; undefined removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly args?: readonly string[];
  /** Options of Node.js itself. */
  readonly nodeOptions?: readonly string[];
  /** Milliseconds after which it is ended. */
  readonly timeout?: number;
  /** Called with all of the output so far. */
  readonly onOutput?: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs a program, TypeScript or compiled, to its end in a process of its own, as a user would. */
export function runProgram(
  file: string,
  { env, cwd = root, args = [], nodeOptions = [], timeout, onOutput }: ProgramOptions = {},
): Promise<Ended> {
  const loaders = file.endsWith('.ts') ? [import.meta.resolve('tsx')] : [];
  // Under `npm run test:asan` the borders of the arena are watched in each process.
  if ((env?.TEST_SANITIZED ?? process.env.TEST_SANITIZED) === '1' && file.endsWith('.ts')) {
    loaders.push(import.meta.resolve('./sanitized-arena.ts'));
  }
  const imports = loaders.flatMap((loader) => ['--import', loader]);
  const child = spawn(process.execPath, [...nodeOptions, ...imports, file, ...args], {
    cwd,
    timeout,
    killSignal: 'SIGKILL',
    // The test runner's own variables would make the child report to it.
    env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onOutput?.(stdout, (signal) => child.kill(signal));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
