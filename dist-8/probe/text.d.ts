import type { ProbeReport, RowResult } from './report.js';
/** One row as a line of text, and further lines for what else there is to say of it. */
export declare function formatRow(row: RowResult): string;
/** The report as a table for a terminal. */
export declare function formatText(report: ProbeReport): string;
/** What was probed, in a line. */
export declare function heading({ module, token }: ProbeReport): string;
