import type { ProbeReport } from './report.js';
/** A column of a comparison: what a probe found, or cells from elsewhere, and notes on them, by `group: name` of the row. */
export type Column = {
    readonly title: string;
    readonly report: ProbeReport;
} | {
    readonly title: string;
    readonly cells: Readonly<Record<string, string>>;
    readonly notes?: Readonly<Record<string, readonly string[]>> | undefined;
};
/** The report of one token as Markdown. */
export declare function formatMarkdown(report: ProbeReport): string;
/**
 * Reports side by side as Markdown: a table for each group of rows, and the notes. `works` with a note is a fallback;
 * `–` is not offered, `?` not tried. Rows that only measure are left out: they are others each time.
 */
export declare function compareMarkdown(columns: readonly Column[]): string;
