import type { MechanismFlag } from '../codec/flags.js';
import type { MechanismName } from '../codec/names.js';
import type { FunctionName } from '../native/function-table.js';
import type { Bench } from './bench.js';
import type { Observer } from './observer.js';
import type { Refusal, TrialOutcome } from './report.js';
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
export type Found = undefined | {
    readonly detail: string;
} | {
    readonly fallback: string;
    readonly refusal?: Refusal;
} | {
    readonly notOffered: string;
};
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
export declare class WrongResult extends Error {
}
/** The trial cannot be made here; the message says why. */
export declare class NotTried extends Error {
}
/** The token cannot do it, as it said before: the cause is its answer. */
export declare class NotOffered extends Error {
    readonly refusal: Refusal | undefined;
    constructor(message: string, cause: unknown);
}
export declare function assertSame(what: string, actual: Uint8Array, expected: Uint8Array): void;
export declare function assertTrue(what: string, value: boolean): void;
export declare function refusalOf(error: unknown): Refusal | undefined;
export declare function isLacking(error: unknown): boolean;
/** What a failure means. @param advertised whether the token says that it can do this */
export declare function judge(error: unknown, observer: Observer, advertised: boolean): TrialOutcome;
export {};
