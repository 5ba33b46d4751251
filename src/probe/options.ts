import { describe } from '../codec/bytes.ts';
import { refuseUnknownOptions } from '../codec/mechanisms.ts';
import { Token } from '../model/device/token.ts';
import type { PinPolicy, PinSource } from '../model/session/pin-source.ts';
import type { InitializeOptions } from './bench.ts';
import type { RowResult } from './report.ts';

/** What a row is called. */
export interface RowName {
  readonly group: string;
  readonly name: string;
}

export interface ProbeOptions extends PinPolicy {
  /** Logs the user in, once. Without it only what needs no login is tried with success. */
  readonly pin?: PinSource | undefined;
  /** Milliseconds for each trial (60 000). What takes longer is said to hang, and no longer waited for. */
  readonly timeout?: number | undefined;
  /**
   * Where the token makes no keys, uses those on it, for signatures of meaningless data and decryption. Off by
   * default: a signature may mean something to someone.
   */
  readonly existingKeys?: boolean | undefined;
  /** Tries out initialisation with this slot, and so destroys whatever is on its token. */
  readonly initialize?: InitializeOptions | undefined;
  /** How many sessions to open at once (16). Others who use the token may find none left meanwhile. */
  readonly sessions?: number | undefined;
  /** Aborted, it has the probe remove what it has made, and reject with `AbortError`. */
  readonly signal?: AbortSignal | undefined;
  /** Which rows to try; all of them without it. */
  readonly only?: ((row: RowName) => boolean) | undefined;
  /** Called with each row when it is done. */
  readonly onRow?: ((row: RowResult) => void) | undefined;
}

const OPTIONS = [
  'pin',
  'timeout',
  'existingKeys',
  'initialize',
  'sessions',
  'signal',
  'only',
  'onRow',
  'allowFinalTry',
  'protectedPath',
];
/** Milliseconds. */
export const TIMEOUT = 60_000;
export const SESSIONS = 16;

/** Refuses what are no options of a probe. */
export function checkOptions(token: Token, options: ProbeOptions): void {
  if (!(token instanceof Token))
    throw new TypeError(`probe: token: expected a token, got ${describe(token)}`);
  refuseUnknownOptions('probe', options, OPTIONS);
  const { timeout, sessions, signal } = options;
  if (timeout !== undefined && typeof timeout !== 'number') {
    throw new TypeError(`probe: timeout: expected a number, got ${describe(timeout)}`);
  }
  if (timeout !== undefined && !(timeout >= 1 && timeout < 2 ** 31)) {
    throw new RangeError(`probe: timeout: expected milliseconds, got ${timeout}`);
  }
  if (sessions !== undefined && typeof sessions !== 'number') {
    throw new TypeError(`probe: sessions: expected a number, got ${describe(sessions)}`);
  }
  if (sessions !== undefined && !(Number.isSafeInteger(sessions) && sessions >= 1)) {
    throw new RangeError(`probe: sessions: expected a positive integer, got ${sessions}`);
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`probe: signal: expected an AbortSignal, got ${describe(signal)}`);
  }
  for (const name of ['only', 'onRow'] as const) {
    if (options[name] !== undefined && typeof options[name] !== 'function') {
      throw new TypeError(`probe: ${name}: expected a function, got ${describe(options[name])}`);
    }
  }
}
