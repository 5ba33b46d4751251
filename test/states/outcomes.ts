import {
  AbortError,
  BusyError,
  ClosedError,
  ModuleFaultError,
  NoSuchKey,
  NoSuchToken,
  Pkcs11Error,
  type ReturnCode,
} from '../../src/index.ts';

/**
 * The states that a session and what came from it can be in. A token that was removed is found out by the next call;
 * `lost` is what follows once every lane has found out. `aborted` is each call by itself: before it begins, and while it
 * runs.
 */
export const STATES = [
  'session closed',
  'module closed',
  'logged out',
  'read-only session',
  'busy',
  'object destroyed',
  'token removed',
  'token lost',
  'operation aborted',
] as const;
export type State = (typeof STATES)[number];

export interface Failure {
  readonly error: new (...args: never[]) => Error;
  readonly code: string;
}

/**
 * What a method does in a state: what it does normally (`works`); the same once a lane is free, and with `BusyError`
 * where it cannot wait (`waits`); an error; or why the row is not run in it: because there is no such combination
 * of the two, or because another row of the same method has it.
 */
export type Outcome =
  | 'works'
  | 'waits'
  | Failure
  | { readonly leftTo: 'no one' | 'another row'; readonly why: string };

export const CLOSED: Failure = { error: ClosedError, code: 'ERR_CLOSED' };
const ABORTED: Failure = { error: AbortError, code: 'ABORT_ERR' };
export const BUSY: Failure = { error: BusyError, code: 'ERR_BUSY' };
export const NO_KEY: Failure = { error: NoSuchKey, code: 'ERR_NO_SUCH_KEY' };

export const NO_TOKEN: Failure = { error: NoSuchToken, code: 'ERR_NO_SUCH_TOKEN' };

export function returns(code: ReturnCode): Failure {
  return { error: Pkcs11Error, code };
}

export const FAULT: Failure = { error: ModuleFaultError, code: 'ERR_MODULE_FAULT' };
export const NOT_IMPLEMENTED: Failure = returns('CKR_FUNCTION_NOT_SUPPORTED');
export const NOT_LOGGED_IN: Failure = returns('CKR_USER_NOT_LOGGED_IN');
export const READ_ONLY: Failure = returns('CKR_SESSION_READ_ONLY');
export const NO_OBJECT: Failure = returns('CKR_OBJECT_HANDLE_INVALID');

const REMOVED: Failure = returns('CKR_DEVICE_REMOVED');
const NOT_PRESENT: Failure = returns('CKR_TOKEN_NOT_PRESENT');

/** The method is run in this state by another row, since this one cannot be. */
export function elsewhere(why: string): Outcome {
  return { leftTo: 'another row', why };
}

export type Outcomes = Readonly<Record<State, Outcome>>;

/** The outcomes in the order of `STATES`. */
function outcomes(
  ...each: readonly [Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome, Outcome]
): Outcomes {
  return Object.fromEntries(STATES.map((state, index) => [state, each[index]!])) as unknown as Outcomes;
}

/** Outcomes in some states, and why others are those of another row. */
export function only(some: Partial<Outcomes>, why: string): Outcomes {
  const each = elsewhere(why);
  return { ...outcomes(each, each, each, each, each, each, each, each, each), ...some };
}

/** The same with some states different. */
export function but(base: Outcomes, changes: Partial<Outcomes>): Outcomes {
  return { ...base, ...changes };
}

/** What is neither of an object nor given one knows no state of it; matrix.test.ts looks whether that is so. */
const NO_SUBJECT: Outcome = { leftTo: 'no one', why: 'it has to do with no object' };
/** What needs the module and no session. */
export const OF_MODULE: Outcomes = outcomes(
  'works',
  CLOSED,
  'works',
  'works',
  'works',
  NO_SUBJECT,
  'works',
  'works',
  ABORTED,
);
/** What asks for the token in a slot. */
export const OF_SLOT: Outcomes = but(OF_MODULE, { 'token removed': NOT_PRESENT, 'token lost': NOT_PRESENT });
/** What this program knows by itself. */
export const LOCAL: Outcomes = outcomes(
  'works',
  'works',
  'works',
  'works',
  'works',
  NO_SUBJECT,
  'works',
  'works',
  'works',
);
/** What runs on a lane and needs no login. */
export const PUBLIC: Outcomes = outcomes(
  CLOSED,
  CLOSED,
  'works',
  'works',
  'waits',
  NO_SUBJECT,
  REMOVED,
  CLOSED,
  ABORTED,
);
/** The same, storing something. */
export const STORING: Outcomes = but(PUBLIC, { 'read-only session': READ_ONLY });
/** What looks at or uses a private object, which a logout takes away. */
export const PRIVATE: Outcomes = outcomes(
  CLOSED,
  CLOSED,
  NO_OBJECT,
  'works',
  'waits',
  NO_OBJECT,
  REMOVED,
  CLOSED,
  ABORTED,
);
/** The same with an object that everyone sees. */
export const OPEN: Outcomes = but(PRIVATE, { 'logged out': 'works' });
/** What the module does not implement: found out when it is called. */
export const MISSING: Outcomes = outcomes(
  CLOSED,
  CLOSED,
  NOT_IMPLEMENTED,
  NOT_IMPLEMENTED,
  'waits',
  NOT_IMPLEMENTED,
  NOT_IMPLEMENTED,
  CLOSED,
  ABORTED,
);
