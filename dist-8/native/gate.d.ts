/** Lets at most `capacity` native calls run at a time; others wait in order. */
export declare class Gate {
    #private;
    constructor(capacity: number, what: string);
    /** Runs `start` as soon as there is room: at once, or when another call leaves. */
    enter(start: () => void): void;
    leave(): void;
    /** For a synchronous call, which cannot wait: throws if there is no room. */
    assertFree(fn: string): void;
}
/** Size of libuv's thread pool, on which asynchronous calls run: 4 unless set, and what is no number counts as 1. */
export declare const POOL_SIZE: number;
/** How many native calls may run at once: one less than the pool, so that files and DNS never starve. */
export declare const DEFAULT_CONCURRENCY: number;
