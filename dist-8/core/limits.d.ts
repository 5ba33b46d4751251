import { AbortError, TimeoutError } from '../errors.js';
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
export declare const CALL_OPTIONS: readonly (keyof CallOptions)[];
type Reached = (error: AbortError | TimeoutError) => void;
/** Whether a call has a limit at all: most have none, and cost nothing for it. */
export declare function isLimited(options: CallOptions | undefined): options is CallOptions;
/** The options of a method that has none of its own; refuses others by name. */
export declare function callOptions(method: string, options: CallOptions | undefined): CallOptions | undefined;
/** What is left of a method's options for those who know nothing of limits. */
export declare function withoutLimits<O extends object>(options: O): O;
/** Refuses what a synchronous method cannot heed: nothing gets through to a thread that is in a native call. */
export declare function refuseLimits(method: string, options: object | undefined): void;
/** The limit of one call: the first of its signal and its timeout. */
export declare class Limit {
    #private;
    /** @throws TypeError, RangeError for options of the wrong kind or value */
    constructor(what: string, { signal, timeout }: CallOptions);
    /** The error with which the call was given up, if it was. */
    get reached(): AbortError | TimeoutError | undefined;
    assertUnreached(): void;
    /** Calls back when the limit is reached, at once if it is; returns what takes that back. */
    onReached(listener: Reached): () => void;
    /** The call is over: nothing is left to be limited. */
    end(): void;
    /** What the work comes to, or the limit's error as soon as it is reached. The work goes on by itself. */
    race<T>(work: Promise<T>): Promise<T>;
    /** The same of what a user's iterator gives; the iterator is told to end. */
    over<C>(chunks: Iterable<C> | AsyncIterable<C>): AsyncGenerator<C, void, undefined>;
}
/** The limit of a call that may have none. */
export declare function limitOf(what: string, options: CallOptions | undefined): Limit | undefined;
/**
 * Runs work within the limits of a call: its promise rejects as soon as one is reached, and the work goes on behind it.
 * What it comes to then goes to `late`, so that nothing is left open.
 */
export declare function limited<T>(what: string, options: CallOptions | undefined, work: (limit?: Limit) => Promise<T>, late?: (result: T) => Promise<unknown>): Promise<T>;
export {};
