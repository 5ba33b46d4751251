import { Token } from '../model/device/token.js';
import type { PinPolicy, PinSource } from '../model/session/pin-source.js';
import type { InitializeOptions } from './bench.js';
import type { RowResult } from './report.js';
/** What a row is called. */
export interface RowName {
    readonly group: string;
    readonly name: string;
}
export interface ProbeOptions extends PinPolicy {
    /** Logs the user in, once. Without it only what needs no login is tried with success. */
    readonly pin?: PinSource | undefined;
    /** Milliseconds for each trial (60 000). What takes longer is said to hang, and no longer waited for. */
    readonly timeout?: number | undefined;
    /**
     * Where the token makes no keys, uses those on it, for signatures of meaningless data and decryption. Off by
     * default: a signature may mean something to someone.
     */
    readonly existingKeys?: boolean | undefined;
    /** Tries out initialisation with this slot, and so destroys whatever is on its token. */
    readonly initialize?: InitializeOptions | undefined;
    /** How many sessions to open at once (16). Others who use the token may find none left meanwhile. */
    readonly sessions?: number | undefined;
    /** Aborted, it has the probe remove what it has made, and reject with `AbortError`. */
    readonly signal?: AbortSignal | undefined;
    /** Which rows to try; all of them without it. */
    readonly only?: ((row: RowName) => boolean) | undefined;
    /** Called with each row when it is done. */
    readonly onRow?: ((row: RowResult) => void) | undefined;
}
/** Milliseconds. */
export declare const TIMEOUT = 60000;
export declare const SESSIONS = 16;
/** Refuses what are no options of a probe. */
export declare function checkOptions(token: Token, options: ProbeOptions): void;
