import { expect, test } from 'vitest';
import { messageOf } from '../../server/answers/message.ts';

type Input = Parameters<typeof messageOf>;

const cellOf = (state?: string) => ({ value: null, ...(state ? { state } : {}) });
const step = (n: number, lost: readonly [string, number][] = []) => ({
  key: 'step',
  label: 'Referrals in the period',
  n: { value: n },
  lost: lost.map(([label, count]) => ({ key: label, label, n: { value: count } })),
});
const answer = { headlineColumn: 'weeks' } as unknown as Input[0];
const published = (state: string, flow: readonly object[]) =>
  ({
    rows: [{ key: 'a', label: 'A', kind: 'group', cells: { weeks: cellOf(state) } }],
    total: null,
    flow,
  }) as unknown as Input[1];

test('an empty cohort is named so', () => {
  expect(messageOf(answer, published('missing', [step(0)]))?.state).toBe('empty');
});

test('people all lost on the way are not called nobody', () => {
  const flow = [step(40), step(0, [['no practice', 40]])];
  expect(messageOf(answer, published('missing', flow))?.words).toBe(
    'None of the 40 referrals could be counted here; most often: no practice.',
  );
});

test('people hidden for being few are not called none', () => {
  const hidden = { ...step(0, [['not yet due', 30]]), n: { value: null, state: 'suppressed' } };
  expect(messageOf(answer, published('missing', [step(40), hidden]))?.words).toBe(
    'Too few of the 40 referrals could be counted here; most often: not yet due.',
  );
});

test('a headline withheld among people who are counted leaves the word to the finding', () => {
  expect(messageOf(answer, published('missing', [step(263)]))).toBeNull();
});

test('none of some is a finding beside months that are not due', () => {
  const total = (base?: number) => ({
    key: '',
    label: 'All',
    kind: 'total',
    cells: { weeks: { value: 0, state: 'zero', ...(base ? { base } : {}) } },
  });
  const beside = (base?: number): Input[1] =>
    ({ ...published('not_due', [step(12)]), total: total(base) }) as unknown as Input[1];
  expect(messageOf(answer, beside(12))).toBeNull();
  expect(messageOf(answer, beside())?.state).toBe('not_due');
});

test.each(['suppressed', 'not_due', 'too_few'])('%s is told apart from empty', (state) => {
  expect(messageOf(answer, published(state, [step(12)]))?.state).toBe(state);
});
