import type { Ulong } from '../native/abi.js';
import type { CallableName } from '../native/function-table.js';
import type { PendingCall } from './pending.js';
/** Gives a lane a fresh native session, when the token left an operation active in the old. */
export interface Renewal {
    /** @param objects whether the old one stays for the sake of the objects in it */
    renew(lane: Lane, objects: boolean): Promise<void>;
    renewSync(lane: Lane, objects: boolean): void;
}
/** The functions that make objects: session objects die with the native session they were made in. */
export declare const CREATORS: ReadonlySet<CallableName>;
/** After these the native session is no more. */
export declare const LOSSES: ReadonlySet<Ulong>;
/** One native session of a `Session`. */
export declare class Lane {
    #private;
    handle: Ulong;
    /** What holds it, for the message of whoever waits for one. */
    holder: string | undefined;
    /** Since when, in milliseconds; left as it was by what is synchronous, which nobody can wait for. */
    since: number;
    /** A program is running on it, asynchronously. */
    calling: boolean;
    /** Objects may live in it, so it has to stay open as long as the session. */
    hasObjects: boolean;
    /** The token has dropped it. */
    lost: boolean;
    /** Operations that nobody has ended: they have memory of their own, and end with the session at last. */
    readonly operations: Set<{
        release(): void;
    }>;
    /** What the token goes on with by itself. */
    pending: PendingCall | undefined;
    /** @param renewal none where the native session is the caller's own */
    constructor(handle: Ulong, renewal?: Renewal);
    /** Whether it can get a fresh native session in place of one in which the token left an operation active. */
    get renewable(): boolean;
    renew(): Promise<void>;
    renewSync(): void;
    /**
     * Ends an operation that the token goes on with: only with its native session is it certain that nothing is written any
     * more to memory that will be another's. What objects are in there go with it.
     */
    discard(): Promise<void>;
    discardSync(): void;
    /** Takes note of what a call's return value says of the native session. */
    observe(fn: CallableName, rv: Ulong): void;
}
