import type { Ulong } from '../native/abi.ts';
import type { CallableName, FunctionName } from '../native/function-table.ts';
import type { FUNCTIONS } from '../spec/functions.ts';

/** One call of a C function, to be made by a driver. */
export interface NativeCall {
  readonly fn: CallableName;
  /** For a call on a session the driver puts the handle of its lane first. */
  readonly args: Ulong[];
  readonly onSession: boolean;
  /** Whether the program looks at the return value itself; otherwise anything but CKR_OK is thrown into it. */
  readonly tolerant: boolean;
  /** Made without a lane, in a session in which the token may put the answer off (CKR_PENDING). */
  readonly patient?: boolean | undefined;
}

/**
 * An operation, written once: it yields native calls and gets their CK_RV. A driver runs it, synchronously or not, on
 * one lane from its first call to its last. Everything before its first call happens at once, when the user calls the
 * method, so a program encodes its inputs there and later changes to them cannot reach the token.
 */
export type Program<T> = Generator<NativeCall, T, Ulong>;

type Parameters<F extends FunctionName> = (typeof FUNCTIONS)[F]['parameters'];
type Values<P extends readonly unknown[]> = { -readonly [I in keyof P]: Ulong };
/** The arguments of a function. */
export type Arguments<F extends FunctionName> = Values<Parameters<F>>;
/** The functions whose first parameter is a session. */
export type SessionFunction = {
  [F in FunctionName]: Parameters<F> extends readonly [readonly ['hSession', 'ulong'], ...unknown[]]
    ? F
    : never;
}[FunctionName];

/** Makes a call, its session first, in one way or another: at once, or by way of a driver. */
export type Caller<R> = <F extends SessionFunction>(fn: F, ...args: Arguments<F>) => R;

/** Stands for the session among the arguments of a call, until there is a lane for it. */
export const SESSION = 0;

/** A call on the program's session with arguments that its caller vouches for, the session first. */
export function sessionCall(fn: SessionFunction, args: Ulong[], tolerant: boolean): NativeCall {
  return { fn, args, onSession: true, tolerant };
}

/** A call on the program's session; CKR_OK or an error. */
export function call<F extends SessionFunction>(fn: F, ...args: Arguments<F>): NativeCall {
  return sessionCall(fn, args as Ulong[], false);
}

/** A call on the program's session whose return value the program looks at. */
export function attempt<F extends SessionFunction>(fn: F, ...args: Arguments<F>): NativeCall {
  return sessionCall(fn, args as Ulong[], true);
}

/** A call without a session, its arguments as the standard has them; CKR_OK or an error. */
export function moduleCall<F extends FunctionName>(fn: F, ...args: Arguments<F>): NativeCall {
  return { fn, args: args as Ulong[], onSession: false, tolerant: false };
}

/** A call without a session whose return value the program looks at. */
export function moduleAttempt<F extends FunctionName>(fn: F, ...args: Arguments<F>): NativeCall {
  return { fn, args: args as Ulong[], onSession: false, tolerant: true };
}

/** A program, and what is made of its result. */
export function* mapped<T, U>(program: Program<T>, use: (value: T) => U): Program<U> {
  return use(yield* program);
}
