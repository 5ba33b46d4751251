import type { Version } from '../native/function-table.js';
/** The refusal of a call: which C function, with which code (CKR_…, or what the library found wrong, ERR_…). */
export interface Refusal {
    readonly fn: string;
    readonly code: string;
}
/** What came of one trial: one mechanism, say, of a row. */
export type TrialOutcome = 
/** The token did it, and the result is right. */
{
    readonly outcome: 'works';
    readonly detail?: string;
}
/** It comes out right, but the library had to do it another way. */
 | {
    readonly outcome: 'fallback';
    readonly fallback: string;
    readonly refusal?: Refusal;
} | {
    readonly outcome: 'not offered';
    readonly reason: string;
    readonly refusal?: Refusal;
} | {
    readonly outcome: 'fails';
    readonly refusal: Refusal;
    readonly message: string;
}
/** It was left out, so nothing is known. */
 | {
    readonly outcome: 'not tried';
    readonly reason: string;
};
export type TrialResult = {
    readonly name: string;
} & TrialOutcome;
/** What came of all trials of a row: `partly` if some work and some fail. */
export type RowOutcome = TrialOutcome['outcome'] | 'partly';
export interface RowResult {
    readonly group: string;
    readonly name: string;
    readonly outcome: RowOutcome;
    readonly trials: readonly TrialResult[];
    /** What the row found is a measurement, another one each time. */
    readonly varies?: true;
}
/** An object that was on the token before, and not after, or the other way round. */
export interface ObjectSummary {
    readonly objectClass: string;
    readonly keyType: string | undefined;
    readonly label: string | undefined;
    /** In hexadecimal. */
    readonly id: string | undefined;
}
/** What a token does: a value of plain data, which `JSON.stringify` writes as it is. */
export interface ProbeReport {
    readonly module: {
        readonly path: string;
        readonly description: string;
        readonly manufacturerId: string;
        readonly libraryVersion: Version;
        /** What C_GetInfo says. */
        readonly cryptokiVersion: Version;
        /** The interface that is used. */
        readonly interfaceVersion: Version;
    };
    readonly token: {
        readonly label: string;
        readonly manufacturerId: string;
        readonly model: string;
        readonly serialNumber: string;
        readonly firmwareVersion: Version;
        readonly flags: readonly string[];
        /** `null` where there is no limit, or the token does not tell. */
        readonly maxSessionCount: number | null;
    };
    readonly mechanisms: readonly string[];
    readonly rows: readonly RowResult[];
    /**
     * The token's stored objects before the probe compared with those after it; `null` if they could not be: the token
     * stopped answering, or does not list its objects before somebody logs in.
     */
    readonly changes: {
        readonly added: readonly ObjectSummary[];
        readonly removed: readonly ObjectSummary[];
    } | null;
}
/** Works in part if some trials work and some fail; what is not offered or not tried says nothing of the others. */
export declare function combine(trials: readonly TrialOutcome[]): RowOutcome;
