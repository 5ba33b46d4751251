import type { MechanismFlag } from '../codec/flags.ts';
import type { MechanismName } from '../codec/names.ts';
import { CryptokiError, ModuleFaultError, NotSupportedError, Pkcs11Error } from '../errors.ts';
import type { FunctionName } from '../native/function-table.ts';
import type { Bench } from './bench.ts';
import type { Observer } from './observer.ts';
import type { Refusal, TrialOutcome } from './report.ts';

/** What must be there for a trial; what is missing is not offered. */
interface Needs {
  /** Any one of these; the first is what it is about. */
  readonly mechanisms?: readonly MechanismName[];
  /** What the mechanism is to be good for. Some tokens do more than their flags say: it is tried all the same. */
  readonly flag?: MechanismFlag;
  readonly fn?: FunctionName;
  readonly login?: true;
  readonly readWrite?: true;
}

/** What a trial that came out right tells besides. */
export type Found =
  | undefined
  | { readonly detail: string }
  | { readonly fallback: string; readonly refusal?: Refusal }
  | { readonly notOffered: string };

/** One thing to try out. It throws what the token throws, or `WrongResult`. */
export interface Trial {
  readonly name: string;
  readonly needs?: Needs;
  run(bench: Bench): Promise<Found>;
}

/** A row of the table. */
export interface Row {
  readonly group: string;
  readonly name: string;
  readonly trials: readonly Trial[];
  readonly varies?: true;
  /** Runs after the others: some tokens are not themselves after it. */
  readonly late?: true;
  /** Runs when all sessions of the probe are closed. */
  readonly last?: true;
}

/** The token did it, but what came out is wrong. */
export class WrongResult extends Error {}

/** The trial cannot be made here; the message says why. */
export class NotTried extends Error {}

/** The token cannot do it, as it said before: the cause is its answer. */
export class NotOffered extends Error {
  readonly refusal: Refusal | undefined;

  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.refusal = refusalOf(cause);
  }
}

export function assertSame(what: string, actual: Uint8Array, expected: Uint8Array): void {
  if (Buffer.compare(actual, expected) !== 0) throw new WrongResult(`${what} is not what it should be`);
}

export function assertTrue(what: string, value: boolean): void {
  if (!value) throw new WrongResult(what);
}

export function refusalOf(error: unknown): Refusal | undefined {
  return error instanceof Pkcs11Error || error instanceof ModuleFaultError
    ? { fn: error.fn, code: error.code }
    : undefined;
}

/** Codes by which a token says that it was not made for something. */
const LACKS: ReadonlySet<string> = new Set([
  'CKR_FUNCTION_NOT_SUPPORTED',
  'CKR_RANDOM_SEED_NOT_SUPPORTED',
  'CKR_RANDOM_NO_RNG',
]);

export function isLacking(error: unknown): boolean {
  return LACKS.has(refusalOf(error)?.code ?? '');
}

/** What a failure means. @param advertised whether the token says that it can do this */
export function judge(error: unknown, observer: Observer, advertised: boolean): TrialOutcome {
  const { message } = error as Error;
  if (error instanceof NotTried) return { outcome: 'not tried', reason: message };
  if (error instanceof NotOffered) {
    const { refusal } = error;
    return { outcome: 'not offered', reason: message, ...(refusal && { refusal }) };
  }
  if (error instanceof NotSupportedError) return { outcome: 'not offered', reason: message };
  const refusal = refusalOf(error);
  if (refusal !== undefined && isLacking(error)) {
    return { outcome: 'not offered', reason: `the token has no ${refusal.fn}`, refusal };
  }
  if (refusal !== undefined && !advertised) {
    return { outcome: 'not offered', reason: 'the token does not say that it can', refusal };
  }
  if (refusal !== undefined) return { outcome: 'fails', refusal, message };
  const code = error instanceof WrongResult ? 'WRONG_RESULT' : codeOf(error);
  return { outcome: 'fails', refusal: { fn: observer.last, code }, message };
}

function codeOf(error: unknown): string {
  return error instanceof CryptokiError ? error.code : (error as Error).name;
}
