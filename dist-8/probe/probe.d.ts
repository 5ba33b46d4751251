/** The subpath `cryptoki/probe`: what a token really does, found out by doing. */
export type { InitializeOptions } from './bench.js';
export { type Column, compareMarkdown, formatMarkdown } from './markdown.js';
export type { ProbeOptions, RowName } from './options.js';
export type { ObjectSummary, ProbeReport, Refusal, RowOutcome, RowResult, TrialOutcome, TrialResult, } from './report.js';
export { probe, rowNames } from './run.js';
export { formatRow, formatText } from './text.js';
