import type { Ulong } from '../native/abi.ts';
import type { NativeCall, Program } from './program.ts';

type Step<T> = IteratorResult<NativeCall, T>;

/**
 * A program of two calls, Init and the one that ends the operation: what nearly every signature is. It goes on as a
 * generator only where something else has to be done. A generator for the two calls would cost as much as one of them.
 */
export abstract class TwoCalls<T> implements Program<T> {
  readonly [Symbol.toStringTag] = 'Program';
  readonly #init: NativeCall;
  readonly #last: NativeCall;
  #next = 0;
  #rest: Program<T> | undefined;

  constructor(init: NativeCall, last: NativeCall) {
    this.#init = init;
    this.#last = last;
  }

  /** The result, if the last call's answer is the usual one. */
  protected abstract result(rv: Ulong): T | undefined;

  /** What is to be done after any other answer. */
  protected abstract otherwise(rv: Ulong): Program<T>;

  next(rv: Ulong = 0): Step<T> {
    if (this.#rest !== undefined) return this.#rest.next(rv);
    switch (this.#next++) {
      case 0:
        return { done: false, value: this.#init };
      case 1:
        return { done: false, value: this.#last };
      default: {
        const value = this.result(rv);
        if (value !== undefined) return { done: true, value };
        this.#rest = this.otherwise(rv);
        return this.#rest.next();
      }
    }
  }

  throw(error: unknown): Step<T> {
    if (this.#rest !== undefined) return this.#rest.throw(error);
    throw error;
  }

  return(value: T): Step<T> {
    return this.#rest === undefined ? { done: true, value } : this.#rest.return(value);
  }

  [Symbol.iterator](): Program<T> {
    return this;
  }

  [Symbol.dispose](): void {
    this.#rest?.[Symbol.dispose]();
  }
}
