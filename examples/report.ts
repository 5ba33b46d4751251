export interface Verdict {
  readonly name: string;
  readonly kind: 'passed' | 'failed' | 'not offered';
  /** What was proved, or why nothing was. */
  readonly text: string;
  readonly milliseconds: number;
}

const MARKS = { passed: '✔', failed: '✖', 'not offered': '–' } as const;
const NAME_WIDTH = 16;
const TEXT_WIDTH = 54;

/** One scenario in one line; a failure with all that is known of it below. */
export function line({ name, kind, text, milliseconds }: Verdict): string {
  const start = `${MARKS[kind]} ${name.padEnd(NAME_WIDTH)}`;
  if (kind === 'not offered') return start + text;
  const [what, ...details] = kind === 'passed' ? [text] : ['failed', ...text.split('\n')];
  const time = `${Math.round(milliseconds)} ms`.padStart(8);
  return [`${start}${what!.padEnd(TEXT_WIDTH)}${time}`, ...details.map((detail) => `    ${detail}`)].join(
    '\n',
  );
}

/** The last line of the demo: `7 of 7 scenarios passed, 2 not offered by this token`. */
export function summary(verdicts: readonly Verdict[]): string {
  const count = (wanted: Verdict['kind']): number => verdicts.filter(({ kind }) => kind === wanted).length;
  const passed = count('passed');
  const missing = count('not offered');
  const result = `${passed} of ${passed + count('failed')} scenarios passed`;
  return missing === 0 ? result : `${result}, ${missing} not offered by this token`;
}
