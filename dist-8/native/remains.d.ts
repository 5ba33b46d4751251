import type { Ulong } from './abi.js';
/** `what` and `detail` of each kind. */
declare const KINDS: {
    /** Native memory: its address and size. */
    readonly memory: 1;
    /** A native session: the address of its module's C_CloseSession, which tells modules apart, and its handle. */
    readonly session: 2;
    /** One that somebody else is closing. */
    readonly closing: 3;
    /** A part in the use of a module: the index of its counter. */
    readonly use: 4;
    /** A thread that it has started: its id. */
    readonly child: 5;
    /** A native session that is being opened: the address of C_CloseSession, and where its handle will be, 0 until then. */
    readonly opening: 6;
};
export type Remain = Exclude<keyof typeof KINDS, 'closing'>;
/** How much shared memory the notes need. */
export declare const REMAINS_SIZE: number;
/** From now on notes are made in this memory; those of this thread are carried over. */
export declare function useRemains(table: SharedArrayBuffer, offset: number): void;
/** Notes something of this thread's. The main thread does not end before the process. */
export declare function note(kind: Remain, what: number, detail?: Ulong): void;
/** Strikes a note of this thread's out. */
export declare function strike(kind: Remain, what: number, detail?: Ulong): void;
/** Strikes sessions out that are no more: all of a module, or those with one handle, whoever has opened them. */
export declare function forgetSessions(close: number, handle?: Ulong): void;
/**
 * A thread has ended, and with it those that it had started: their memory is given back as soon as no session of theirs is
 * left. `release` is called with the counter of each module that they used.
 */
export declare function inherit(thread: number, release: (counter: number) => void): void;
/** A native session of a thread that has ended. */
export interface LeftSession {
    readonly handle: Ulong;
    /** Tells that it was tried to close it; unless it is gone, the module may still write to memory of the thread. */
    tried(gone: boolean): void;
}
/** The sessions of a module that threads have left behind, each to be closed by whoever is given it. */
export declare function leftSessions(close: number): Generator<LeftSession>;
export {};
