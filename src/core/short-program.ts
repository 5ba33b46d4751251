import { Pkcs11Error } from '../errors.ts';
import type { Ulong } from '../native/abi.ts';
import { CKR } from '../spec/constants.ts';
import {
  attempt,
  type Caller,
  call,
  type NativeCall,
  type Program,
  SESSION,
  type SessionFunction,
} from './program.ts';

type Step<T> = IteratorResult<NativeCall, T>;

/** What nearly every operation is: a call that begins it, where it has one, and a call that ends it. */
export interface ShortOperation<T> {
  /** The function that ends it. */
  readonly fn: SessionFunction;
  /** Makes each call in the way that is given, in a native session. */
  begin?<R>(call: Caller<R>, session: Ulong): R;
  end<R>(call: Caller<R>, session: Ulong): R;
  /** The result, if the answer to the last call is the usual one. */
  result(rv: Ulong): T | undefined;
  /** What is to be done after any other. */
  otherwise(rv: Ulong): Program<T>;
}

/** The calls one by one, for whoever has to wait for each. */
function* stepByStep<T>(operation: ShortOperation<T>): Program<T> {
  if (operation.begin !== undefined) yield operation.begin<NativeCall>(call, SESSION);
  const rv = yield operation.end<NativeCall>(attempt, SESSION);
  return operation.result(rv) ?? (yield* operation.otherwise(rv));
}

/**
 * The program of a short operation. Who need not wait makes its calls straight away, and a generator is made only where
 * something else has to be done: it would cost as much as the calls.
 */
export class ShortProgram<T> implements Program<T> {
  readonly operation: ShortOperation<T>;
  #steps: Program<T> | undefined;

  /** @param operation its inputs encoded */
  constructor(operation: ShortOperation<T>) {
    this.operation = operation;
  }

  get [Symbol.toStringTag](): string {
    return 'Program';
  }

  next(rv: Ulong = 0): Step<T> {
    this.#steps ??= stepByStep(this.operation);
    return this.#steps.next(rv);
  }

  throw(error: unknown): Step<T> {
    if (this.#steps === undefined) throw error;
    return this.#steps.throw(error);
  }

  return(value: T): Step<T> {
    return this.#steps === undefined ? { done: true, value } : this.#steps.return(value);
  }

  [Symbol.iterator](): Program<T> {
    return this;
  }

  [Symbol.dispose](): void {
    this.#steps?.[Symbol.dispose]();
  }
}

/** The one call of an operation, in the way that is given. */
type End = <R>(call: Caller<R>, session: Ulong) => R;

/** The program of one call: what comes of its success, which is something. Anything but CKR_OK is an error. */
export function oneCall<T extends NonNullable<unknown>>(
  fn: SessionFunction,
  end: End,
  result: () => T,
): Program<T> {
  return new ShortProgram(new OneCall(fn, end, result));
}

class OneCall<T extends NonNullable<unknown>> implements ShortOperation<T> {
  readonly fn: SessionFunction;
  readonly end: End;
  readonly #result: () => T;

  constructor(fn: SessionFunction, end: End, result: () => T) {
    this.fn = fn;
    this.end = end;
    this.#result = result;
  }

  result(rv: Ulong): T | undefined {
    return rv === CKR.OK ? this.#result() : undefined;
  }

  otherwise(rv: Ulong): Program<T> {
    return refused(rv, this.fn);
  }
}

// biome-ignore lint/correctness/useYield: nothing more is called on the token.
function* refused(rv: Ulong, fn: string): Program<never> {
  throw new Pkcs11Error(rv, fn);
}
