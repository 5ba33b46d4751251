import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const contestants = fileURLToPath(new URL('../contestants/', import.meta.url));

/** Who takes part: the command that runs each. */
export const commands = (floor) => ({
  C: [floor],
  'C, threads': [floor, '--threads'],
  koffi: [process.execPath, `${contestants}koffi.mjs`],
  'koffi, copies': [process.execPath, `${contestants}koffi.mjs`, '--copies'],
  'koffi, one way': [process.execPath, `${contestants}koffi.mjs`, '--one-way'],
  cryptoki: [process.execPath, `${contestants}cryptoki.mjs`],
  pkcs11js: [process.execPath, `${contestants}pkcs11js.mjs`],
  graphene: [process.execPath, `${contestants}graphene.mjs`],
  PyKCS11: ['/usr/bin/python3', `${contestants}pykcs11.py`],
});

/** What takes longer than this many milliseconds beyond its time hangs. */
const PATIENCE = 60_000;

/** A contestant's process: asked for one measurement at a time. */
export class Contestant {
  #child;
  #lines;
  /** Nanoseconds from nothing loaded to the first signature. */
  load;

  static async start(name, command, { modulePath, pin, env }) {
    const contestant = new Contestant();
    const child = spawn(command[0], [...command.slice(1), modulePath, pin], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    contestant.#child = child;
    contestant.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    contestant.load = (await contestant.#next(name)).ns;
    return contestant;
  }

  async #next(what) {
    const hangs = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE);
    try {
      const { value, done } = await this.#lines.next();
      if (!done) return JSON.parse(value);
    } finally {
      clearTimeout(hangs);
    }
    throw new Error(`${what}: the process ended, or had to be`);
  }

  /** Runs one operation for so many milliseconds; undefined if this contestant does not have it. */
  async measure(operation, milliseconds) {
    this.#child.stdin.write(`${operation} ${milliseconds}\n`);
    const result = await this.#next(operation);
    return result.ns === undefined ? undefined : result;
  }

  async stop() {
    this.#child.stdin.end();
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }
}
