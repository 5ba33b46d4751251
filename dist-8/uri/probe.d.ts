import type { ModuleInfo } from '../calls/general.js';
import type { Limit } from '../core/limits.js';
/** A token that a module offers. */
export interface TokenSummary {
    readonly label: string;
    readonly manufacturerId: string;
    readonly model: string;
    readonly serialNumber: string;
    readonly initialized: boolean;
    /** The PKCS #11 URI of the token. */
    readonly uri: string;
}
/** What a module says of itself, or why it does not. */
export interface ModuleReport {
    /** Whether it loads, initialises and tells what it is. */
    readonly loadable: boolean;
    readonly info?: ModuleInfo;
    /** The tokens present now. */
    readonly tokens?: readonly TokenSummary[];
    /** An error's `code` and message; or ERR_PROBE_CRASHED, ERR_PROBE_TIMEOUT, ERR_PROBE_FAILED. */
    readonly error?: {
        readonly code: string;
        readonly message: string;
    };
}
export interface ProbeRequest {
    readonly path: string;
    readonly reserved: string | undefined;
}
/**
 * Loads a module in a process of its own, so that one which crashes, hangs or writes to the terminal does no harm, and
 * reports what it is.
 * @param timeout in milliseconds
 * @param limit of whoever wants to know: once reached, the process is ended
 */
export declare function probe({ path, reserved }: ProbeRequest, timeout: number, limit?: Limit): Promise<ModuleReport>;
