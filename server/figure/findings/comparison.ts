import { writeValue } from '../format.ts';
import type { Finding, FindingInput } from './finding.ts';
import { isFirm, sentences, valueWords, withInterval } from './words.ts';

/** Against matched patients: a difference, clear or not, and how many could be matched. */
export function matchedFinding(input: FindingInput): Finding {
  const { total } = input;
  const effect = total?.cells['effect'];
  if (!total || !isFirm(effect)) return 'Too few people could be matched to conclude.';
  const people = `${valueWords(input, total, 'n')} people referred and their matched patients`;
  const size = `${withInterval(input, total, 'effect')} a year`;
  const clear = (effect.lower ?? 0) > 0 || (effect.upper ?? 0) < 0;
  const lead = clear
    ? `GP appointments changed by ${size} more in people referred than in matched patients (${people}).`
    : `No clear difference in GP appointments between ${people}: ${size}.`;
  const matched = isFirm(total.cells['matched'])
    ? `${valueWords(input, total, 'matched')} of people could be matched.`
    : '';
  return sentences(lead, matched);
}

/** The same people by the recipes in circulation: the ratios side by side. */
export function reconcilerFinding(input: FindingInput): Finding {
  const parts = input.rows.flatMap((row) =>
    isFirm(row.cells['ratio'])
      ? [
          `${row.label.charAt(0).toLowerCase()}${row.label.slice(1)} ${valueWords(input, row, 'ratio')}`,
        ]
      : [],
  );
  if (parts.length === 0) return 'Too few people could be followed by any recipe to conclude.';
  return `The same service by ${parts.length} recipes, after as a ratio of before: ${parts.join('; ')}.`;
}

/** How far the choice of window or run-in moves the ratio. */
export function sensitivityFinding(input: FindingInput): Finding {
  const firm = input.rows.flatMap((row) => {
    const cell = row.cells['ratio'];
    return isFirm(cell) ? [cell.value] : [];
  });
  if (firm.length < 2) return 'Too few people could be followed to compare the choices.';
  const [least, most] = [Math.min(...firm), Math.max(...firm)].map((each) =>
    writeValue(each, 'ratio'),
  );
  const base =
    input.by === 'baseline_use'
      ? 'People who began with many appointments fall back whatever is done for them (regression to the mean).'
      : 'Shorter run-ins count more of the appointments that led to referral.';
  return `After as a ratio of before runs from ${least} to ${most}. ${base}`;
}

/** Modelled pounds: always a range, always said to be modelled. */
export function valueFinding(input: FindingInput): Finding {
  const key = input.headlineColumn;
  const firm = input.rows.filter((row) => isFirm(row.cells[key]));
  if (firm.length === 0) return 'Modelled value cannot be worked out for this cohort.';
  const values = firm.map((row) => Number(row.cells[key]?.value));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `Modelled, not measured: ${writeValue(least, 'money')} to ${writeValue(most, 'money')}, depending on the assumptions listed.`;
}
