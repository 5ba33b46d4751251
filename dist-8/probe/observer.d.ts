import type { FallbackEvent } from '../model/choosing/fallback.js';
/** Watches the calls made to one module, to tell what a trial came down to. */
export declare class Observer {
    #private;
    constructor(module: string);
    /** Forgets what was. Calls that hang are not waited for any more. */
    reset(): void;
    /** Whether a function was called since, and did not refuse. */
    called(fn: string): boolean;
    /** Whether the library did something in another way since. */
    fellBack(kind: FallbackEvent['kind']): boolean;
    /** What a function answered last, if it was called. */
    answerOf(fn: string): string | undefined;
    /** The call that runs, or else the last one. */
    get last(): string;
    close(): void;
}
