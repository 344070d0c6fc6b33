import type { Cell } from '../cell.ts';
import { writeCell, writeInterval, writeValue } from '../format.ts';
import type { Finding, FindingInput } from './finding.ts';
import {
  columnOf,
  countWords,
  differenceWords,
  groupsWords,
  isFirm,
  sentences,
  uncapitalise,
  valueWords,
} from './words.ts';

/** Against matched patients: a difference, clear or not, and how many could be matched. */
export function matchedFinding(input: FindingInput): Finding {
  if (input.by === 'balance') return balanceFinding(input);
  const { total, by } = input;
  const effect = total?.cells['effect'];
  if (!total || !isFirm(effect)) return 'Too few people could be matched to conclude.';
  if (!['side', 'all', 'month'].includes(by))
    return sentences(differenceWords(input, 'effect', groupsWords(by)), effectWords(input, effect));
  const matched = isFirm(total.cells['matched'])
    ? `, ${valueWords(input, total, 'matched')} of those followed,`
    : '';
  return sentences(
    effectWords(input, effect),
    `${countWords(input, total, 'n', 'person', 'people')}${matched} could be matched.`,
  );
}

function effectWords(
  input: FindingInput,
  { value, lower, upper }: Cell & { value: number },
): string {
  const column = columnOf(input, 'effect');
  const [low, high] = [lower ?? value, upper ?? value];
  if (low <= 0 && high >= 0) {
    const interval = writeInterval({ value, lower: low, upper: high }, column);
    return `No clear difference in GP appointments from matched patients: ${writeCell({ value }, column)} (${interval}) a year.`;
  }
  const size = (each: number): string => writeValue(Math.abs(each), 'number2');
  const [least, most] = [low, high].map(Math.abs).toSorted((a, b) => a - b) as [number, number];
  return `After referral people had ${size(value)} (${size(least)} to ${size(most)}) ${value < 0 ? 'fewer' : 'more'} GP appointments a year than matched patients lead us to expect.`;
}

/** How alike the two sides were before the day; 0.1 standard deviations is close (Austin 2009). */
const CLOSE = 0.1;

function balanceFinding(input: FindingInput): Finding {
  const firm = input.rows.flatMap((row) => {
    const cell = row.cells['difference'];
    return isFirm(cell) ? [{ label: row.label, size: Math.abs(cell.value) }] : [];
  });
  const most = firm.toSorted((a, b) => b.size - a.size)[0];
  if (!most) return 'Too few people could be matched to conclude.';
  const size = writeValue(most.size, 'number2');
  return most.size <= CLOSE
    ? `Before the day the two sides were alike in all ${firm.length} things compared: at most ${size} standard deviations apart.`
    : `Before the day the two sides differ most in ${uncapitalise(most.label)}: ${size} standard deviations.`;
}

const recipeWords: Readonly<Record<string, string>> = {
  supplier: 'supplier-style',
  referral_visit: 'with the referral visit counted',
  ours: 'by our rule',
  matched: 'against matched patients',
};

/** The same people by the recipes in circulation: the ratios side by side. */
export function reconcilerFinding(input: FindingInput): Finding {
  const parts = input.rows.flatMap((row) =>
    isFirm(row.cells['ratio'])
      ? [
          `${valueWords(input, row, 'ratio')} ${recipeWords[row.key] ?? `by ${uncapitalise(row.label)}`}`,
        ]
      : [],
  );
  if (parts.length === 0) return 'Too few people could be followed by any recipe to conclude.';
  return `The ratio of GP appointments after to before depends on how they are counted: ${parts.join(', ')}.`;
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
  const across =
    input.by === 'baseline_use'
      ? 'by use before: people who began with many fall back whatever is done (regression to the mean)'
      : 'by window and run-in: a shorter run-in counts more of what led to the referral';
  return `The ratio of GP appointments after to before runs from ${least} to ${most} ${across}.`;
}

/** Two figures are all that a modelled value can bear. */
const roughly = (pounds: number): string => writeValue(Number(pounds.toPrecision(2)), 'money');

/** Modelled pounds: always a range, always said to be modelled, and of how many people. */
export function valueFinding(input: FindingInput): Finding {
  const key = input.headlineColumn;
  const firm = input.rows.filter((row) => isFirm(row.cells[key]));
  const lead = firm[0];
  if (!lead) return 'Modelled value cannot be worked out: too few people.';
  // The range of the price, and of the chance in the people measured.
  const values = firm.flatMap((row) => {
    const { value, lower, upper } = row.cells[key]!;
    return [lower ?? Number(value), upper ?? Number(value)];
  });
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const people = `${countWords(input, lead, 'n', 'person', 'people')} ${input.metric.statistic.kind === 'wellby' ? 'measured twice' : 'matched'}`;
  return sentences(
    `Modelled, not measured: ${roughly(least)} to ${roughly(most)} for ${people}.`,
    least < 0
      ? 'Part of the range is a cost: more appointments than expected, not fewer.'
      : least === 0
        ? 'The range begins at nothing.'
        : '',
  );
}
