import type { Refusal, RowResult, TrialResult } from './report.ts';

function answer({ fn, code }: Refusal): string {
  return `${fn} ${code}`;
}

/** What a token says of a mechanism that it does not list: it goes without saying. */
const UNLISTED = 'C_GetMechanismInfo CKR_MECHANISM_INVALID';

/** What a token answered, if there is anything in it. */
function telling(refusal: Refusal | undefined): string | undefined {
  const text = refusal && answer(refusal);
  return text === UNLISTED ? undefined : text;
}

function withAnswer(text: string, refusal: Refusal | undefined): string {
  const told = telling(refusal);
  return told === undefined ? text : `${text} (${told})`;
}

/** What there is to say of a trial, without its name. */
function remark(trial: TrialResult): string | undefined {
  switch (trial.outcome) {
    case 'works':
      return trial.detail;
    case 'fallback':
      return withAnswer(trial.fallback, trial.refusal);
    case 'fails':
      return trial.refusal.code === 'WRONG_RESULT'
        ? `${answer(trial.refusal)}: ${trial.message}`
        : answer(trial.refusal);
    case 'not offered':
      return withAnswer(trial.reason, trial.refusal);
    case 'not tried':
      return trial.reason;
  }
}

/** Trials whose remarks go with the outcome of the row: what is not offered says nothing of a row that works. */
function relevant({ outcome, trials }: RowResult): TrialResult[] {
  if (outcome === 'not offered' || outcome === 'not tried') {
    return trials.filter((trial) => trial.outcome === outcome);
  }
  return trials.filter((trial) => trial.outcome !== 'not offered');
}

/** Everything to be said of a row besides its outcome, what is the same of several trials once. */
export function notesOf(row: RowResult): string[] {
  const trials = relevant(row);
  const byRemark = new Map<string, string[]>();
  for (const trial of trials) {
    const text = remark(trial);
    if (text !== undefined) byRemark.set(text, [...(byRemark.get(text) ?? []), trial.name]);
  }
  return [...byRemark].map(([text, names]) => {
    // What holds of all trials, or says its own name, needs none.
    const all = names.length === trials.length || trials.every((trial) => trial.outcome === 'works');
    return all ? text : `${names.join(', ')}: ${text}`;
  });
}

/** The same without what only says that the token lacks something: no refusal of the token stands behind it. */
export function footnotesOf(row: RowResult): string[] {
  if (row.outcome !== 'not offered') return notesOf(row);
  return notesOf({
    ...row,
    trials: row.trials.filter((trial) => 'refusal' in trial && telling(trial.refusal) !== undefined),
  });
}
