import type { ProbeReport, RowResult } from '../../src/probe/probe.ts';

export function rowOf(report: ProbeReport, group: string, name: string): RowResult {
  const row = report.rows.find((each) => each.group === group && each.name === name);
  if (row === undefined) throw new Error(`the report has no row ${group}: ${name}`);
  return row;
}

/** The names of rows by their outcomes. */
export function byOutcome({ rows }: ProbeReport): Partial<Record<RowResult['outcome'], string[]>> {
  const named: Partial<Record<RowResult['outcome'], string[]>> = {};
  for (const { group, name, outcome } of rows) {
    named[outcome] = [...(named[outcome] ?? []), `${group}: ${name}`];
  }
  return named;
}
