import type { Finding, FindingInput } from './finding.ts';
import { countWords, isFirm, listWords, sentences, valueWords, withInterval } from './words.ts';

/** How complete records are, and the field that most needs looking at. */
function completenessFinding(input: FindingInput): Finding {
  const { total, by, rows, headlineColumn } = input;
  if (!total || !isFirm(total.cells[headlineColumn]))
    return 'No records to look at in this cohort.';
  const lead = `${withInterval(input, total, headlineColumn)} of the values that should be there are recorded.`;
  if (by !== 'field') return lead;
  const least = rows
    .filter((row) => isFirm(row.cells['share']))
    .toSorted((a, b) => Number(a.cells['share']?.value) - Number(b.cells['share']?.value))[0];
  return sentences(
    lead,
    least
      ? `Least complete: ${least.label.toLowerCase()}, ${valueWords(input, least, 'share')}.`
      : '',
  );
}

function freshnessFinding(input: FindingInput): Finding {
  const stale = input.rows.filter((row) => row.cells['state']?.value === 'behind');
  const absent = input.rows.filter((row) => row.cells['state']?.value === 'not loaded');
  const what = input.by === 'practice' ? 'practices' : 'feeds';
  if (stale.length + absent.length === 0) {
    const newest = input.total ? valueWords(input, input.total, 'to') : '';
    return `None of the ${input.rows.length} ${what} is behind the newest, which reaches ${newest}.`;
  }
  const names = (rows: typeof stale): string =>
    listWords(
      rows.map((row) => row.label),
      5,
    );
  const [one] = stale;
  const reach = stale.length === 1 && one ? `, which reaches ${valueWords(input, one, 'to')}` : '';
  return sentences(
    stale.length > 0
      ? `${stale.length} of ${input.rows.length} ${what} ${stale.length === 1 ? 'is' : 'are'} behind the others: ${names(stale)}${reach}.`
      : '',
    absent.length > 0 ? `Not loaded: ${names(absent)}.` : '',
  );
}

function followUpFinding(input: FindingInput): Finding {
  const { total, by, rows } = input;
  if (by === 'case') {
    const many = rows.length === 1 ? '1 case has' : `${rows.length} cases have`;
    return `${many} a second score due or overdue.`;
  }
  if (!total) return '';
  const due = countWords(
    input,
    total,
    by === 'due' ? 'n' : 'overdue',
    'second score is',
    'second scores are',
  );
  const lead = by === 'due' ? `${due} due in the next 14 days or overdue.` : `${due} overdue.`;
  if (!isFirm(total.cells['now']) || !isFirm(total.cells['if_done'])) return lead;
  return `${lead} Doing them would take the share measured twice from ${valueWords(input, total, 'now')} to ${valueWords(input, total, 'if_done')}.`;
}

function duplicatesFinding(input: FindingInput): Finding {
  const possible = input.rows.find((row) => row.key === 'possible');
  if (!possible) return 'Repeated records found in the loads are listed here.';
  if (possible.cells['n']?.value === 0) return 'No case looks as if it was entered twice.';
  return `${countWords(input, possible, 'n', 'case')} may have been entered twice; nothing is merged until a person settles it.`;
}

function unmappedFinding(input: FindingInput): Finding {
  const { total } = input;
  if (!total || total.cells['rows']?.value === 0) return 'Every local term has a code.';
  const terms = countWords(input, total, 'terms', 'local term has', 'local terms have');
  const rows = countWords(input, total, 'rows', 'row counts', 'rows count');
  return `${terms} no code yet; ${rows} as "other" until mapped.`;
}

function discrepanciesFinding(input: FindingInput): Finding {
  const touching = input.rows.filter((row) => Number(row.cells['n']?.value ?? 0) > 0);
  return `${touching.length} of ${input.rows.length} known reasons make these figures differ from the supplier's own.`;
}

const ofQuery: Readonly<Record<string, (input: FindingInput) => Finding>> = {
  freshness: freshnessFinding,
  duplicates: duplicatesFinding,
  unmapped: unmappedFinding,
  discrepancies: discrepanciesFinding,
  'follow-up-due': followUpFinding,
};

/** What the quality of the data allows, and what to do about it. */
export function qualityFinding(input: FindingInput): Finding {
  const { statistic } = input.metric;
  if (statistic.kind === 'completeness') return completenessFinding(input);
  return statistic.kind === 'records' ? (ofQuery[statistic.query]?.(input) ?? '') : '';
}
