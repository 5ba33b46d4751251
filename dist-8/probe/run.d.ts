import type { Token } from '../model/device/token.js';
import { type ProbeOptions, type RowName } from './options.js';
import { type ProbeReport } from './report.js';
/** The rows of every report, in their order. */
export declare function rowNames(): RowName[];
/**
 * Finds out by doing what a token really does, checks every result outside the token, and leaves nothing behind. What
 * the token does wrong is in the report; an error is thrown only if there is nothing to report, as with a wrong PIN.
 * @throws Pkcs11Error CKR_PIN_INCORRECT and the like, PinGuardError if a wrong PIN would lock the token, AbortError
 * @example
 * const report = await probe(token, { pin: '1234' });
 * console.log(formatText(report));
 */
export declare function probe(token: Token, options?: ProbeOptions): Promise<ProbeReport>;
