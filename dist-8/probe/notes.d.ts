import type { RowResult } from './report.js';
/** Everything to be said of a row besides its outcome, what is the same of several trials once. */
export declare function notesOf(row: RowResult): string[];
/** The same without what only says that the token lacks something: no refusal of the token stands behind it. */
export declare function footnotesOf(row: RowResult): string[];
