/** The subpath `cryptoki/probe`: what a token really does, found out by doing. */
export type { InitializeOptions } from './bench.ts';
export { type Column, compareMarkdown, formatMarkdown } from './markdown.ts';
export type { ProbeOptions, RowName } from './options.ts';
export type {
  ObjectSummary,
  ProbeReport,
  Refusal,
  RowOutcome,
  RowResult,
  TrialOutcome,
  TrialResult,
} from './report.ts';
export { probe, rowNames } from './run.ts';
export { formatRow, formatText } from './text.ts';
