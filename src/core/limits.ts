import { describe } from '../codec/bytes.ts';
import { refuseUnknownOptions } from '../codec/mechanisms.ts';
import { AbortError, atCaller, TimeoutError } from '../errors.ts';

/** How long the caller of an asynchronous method waits for it. */
export interface CallOptions {
  /**
   * Aborted, it has the call reject at once with `AbortError`. What has not been sent to the token stays unsent; a
   * native call that is under way cannot be broken off, and its lane is set aside until it comes back.
   */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which the call rejects with `TimeoutError`, as if aborted. */
  readonly timeout?: number | undefined;
}

/** What every asynchronous method takes besides options of its own. */
export const CALL_OPTIONS: readonly (keyof CallOptions)[] = ['signal', 'timeout'];

/** The longest that a timer of Node.js can be set to. */
const LONGEST = 2 ** 31 - 1;

type Reached = (error: AbortError | TimeoutError) => void;

/** What waits for each signal: one listener for all, since Node.js warns of a leak from the eleventh on. */
const watched = new WeakMap<AbortSignal, Set<() => void>>();

function watch(signal: AbortSignal, aborted: () => void): () => void {
  let all = watched.get(signal);
  if (all === undefined) {
    const waiting = new Set<() => void>();
    watched.set(signal, waiting);
    signal.addEventListener(
      'abort',
      () => {
        for (const each of [...waiting]) each();
      },
      { once: true },
    );
    all = waiting;
  }
  all.add(aborted);
  return () => all.delete(aborted);
}

/** Whether a call has a limit at all: most have none, and cost nothing for it. */
export function isLimited(options: CallOptions | undefined): options is CallOptions {
  // Also before anybody has looked at whether they are options at all.
  return options?.signal !== undefined || options?.timeout !== undefined;
}

/** The options of a method that has none of its own; refuses others by name. */
export function callOptions(method: string, options: CallOptions | undefined): CallOptions | undefined {
  if (options !== undefined) refuseUnknownOptions(method, options, CALL_OPTIONS);
  return options;
}

/** What is left of a method's options for those who know nothing of limits. */
export function withoutLimits<O extends object>(options: O): O {
  if (!isLimited(options as CallOptions)) return options;
  const { signal: _, timeout: __, ...rest } = options as O & CallOptions;
  return rest as unknown as O;
}

/** Refuses what a synchronous method cannot heed: nothing gets through to a thread that is in a native call. */
export function refuseLimits(method: string, options: object | undefined): void {
  if (isLimited(options)) refuse(method, options);
}

function refuse(method: string, { signal }: CallOptions): never {
  const name = signal === undefined ? 'timeout' : 'signal';
  throw new TypeError(`${method}: unknown option "${name}"; only asynchronous methods take it`);
}

/** The limit of one call: the first of its signal and its timeout. */
export class Limit {
  readonly #listeners = new Set<Reached>();
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #unwatch: (() => void) | undefined;
  #reached: AbortError | TimeoutError | undefined;

  /** @throws TypeError, RangeError for options of the wrong kind or value */
  constructor(what: string, { signal, timeout }: CallOptions) {
    if (signal !== undefined && !(signal instanceof AbortSignal)) {
      throw new TypeError(`${what}: signal: expected an AbortSignal, got ${describe(signal)}`);
    }
    if (timeout !== undefined && typeof timeout !== 'number') {
      throw new TypeError(`${what}: timeout: expected milliseconds as a number, got ${describe(timeout)}`);
    }
    if (timeout !== undefined && !(timeout >= 1 && timeout <= LONGEST)) {
      throw new RangeError(`${what}: timeout: expected milliseconds from 1 to ${LONGEST}, got ${timeout}`);
    }
    if (signal !== undefined) {
      const aborted = (): void => this.#reach(new AbortError(what, signal.reason));
      if (signal.aborted) {
        aborted();
        return;
      }
      this.#unwatch = watch(signal, aborted);
    }
    if (timeout !== undefined) {
      this.#timer = setTimeout(() => this.#reach(new TimeoutError(what, timeout)), timeout);
    }
  }

  /** The error with which the call was given up, if it was. */
  get reached(): AbortError | TimeoutError | undefined {
    return this.#reached;
  }

  assertUnreached(): void {
    if (this.#reached !== undefined) throw this.#reached;
  }

  /** Calls back when the limit is reached, at once if it is; returns what takes that back. */
  onReached(listener: Reached): () => void {
    if (this.#reached !== undefined) listener(this.#reached);
    else this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #reach(error: AbortError | TimeoutError): void {
    this.#reached = error;
    this.end();
    for (const listener of [...this.#listeners]) listener(error);
    this.#listeners.clear();
  }

  /** The call is over: nothing is left to be limited. */
  end(): void {
    clearTimeout(this.#timer);
    this.#unwatch?.();
  }

  /** What the work comes to, or the limit's error as soon as it is reached. The work goes on by itself. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const forget = this.onReached(reject);
      work.then(
        (value) => {
          forget();
          resolve(value);
        },
        (error: unknown) => {
          forget();
          reject(error);
        },
      );
    });
  }

  /** The same of what a user's iterator gives; the iterator is told to end. */
  async *over<C>(chunks: Iterable<C> | AsyncIterable<C>): AsyncGenerator<C, void, undefined> {
    const iterator: Iterator<C> | AsyncIterator<C> =
      Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
    let ended = false;
    try {
      for (;;) {
        const { done, value } = await this.race(Promise.resolve(iterator.next()));
        if (done === true) {
          ended = true;
          return;
        }
        yield value;
      }
    } finally {
      // A source that hangs is not waited for.
      if (!ended) void Promise.resolve(iterator.return?.()).catch(() => {});
    }
  }
}

/** The limit of a call that may have none. */
export function limitOf(what: string, options: CallOptions | undefined): Limit | undefined {
  if (!isLimited(options)) return undefined;
  const limit = new Limit(what, options);
  limit.assertUnreached();
  return limit;
}

/**
 * Runs work within the limits of a call: its promise rejects as soon as one is reached, and the work goes on behind it.
 * What it comes to then goes to `late`, so that nothing is left open.
 */
export async function limited<T>(
  what: string,
  options: CallOptions | undefined,
  work: (limit?: Limit) => Promise<T>,
  late?: (result: T) => Promise<unknown>,
): Promise<T> {
  const limit = limitOf(what, options);
  if (limit === undefined) return work();
  const working = work(limit);
  if (late !== undefined) {
    working.then(
      (result) => (limit.reached === undefined ? undefined : late(result).catch(() => {})),
      () => {},
    );
  }
  try {
    return await limit.race(working);
  } catch (error) {
    throw atCaller(error);
  } finally {
    limit.end();
  }
}
