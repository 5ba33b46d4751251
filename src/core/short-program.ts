import type { Ulong } from '../native/abi.ts';
import type { NativeCall, Program } from './program.ts';

type Step<T> = IteratorResult<NativeCall, T>;

/** What becomes of the answer to the last call. */
export interface Outcome<T> {
  /** The result, if the answer is the usual one. */
  result(rv: Ulong): T | undefined;
  /** What is to be done after any other. */
  otherwise(rv: Ulong): Program<T>;
}

/**
 * A program of two calls, Init and the one that ends the operation: what nearly every signature is. Or of one alone. It
 * goes on as a generator only where something else has to be done. A generator for the two would cost as much as one of
 * them. None of the calls makes an object.
 */
export class ShortProgram<T> implements Program<T> {
  readonly init: NativeCall | undefined;
  readonly last: NativeCall;
  readonly outcome: Outcome<T>;
  #next: number;
  #rest: Program<T> | undefined;

  /** @param init none for what is one call */
  constructor(init: NativeCall | undefined, last: NativeCall, outcome: Outcome<T>) {
    this.init = init;
    this.last = last;
    this.outcome = outcome;
    this.#next = init === undefined ? 1 : 0;
  }

  get [Symbol.toStringTag](): string {
    return 'Program';
  }

  next(rv: Ulong = 0): Step<T> {
    if (this.#rest !== undefined) return this.#rest.next(rv);
    switch (this.#next++) {
      case 0:
        return { done: false, value: this.init! };
      case 1:
        return { done: false, value: this.last };
      default: {
        const value = this.outcome.result(rv);
        if (value !== undefined) return { done: true, value };
        this.#rest = this.outcome.otherwise(rv);
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
