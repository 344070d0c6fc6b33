import { describe, expect, it } from 'vitest';
import {
  readAddress,
  withFilter,
  withPracticeFor,
  withToggled,
  writeAddress,
} from '../../client/cohort/address.ts';
import type { AddressContext } from '../../client/cohort/catalogue.ts';

const context: AddressContext = {
  first: '2022-04',
  last: '2026-03',
  standard: { from: '2025-04', to: '2026-03' },
  places: { pcn: ['U1', 'U2'], practice: ['G1', 'G2'], team: [] },
  closed: [
    { code: 'G2', label: 'Old Street', on: '2025-06-30', by: false, successor: 'G1' },
    { code: 'G9', label: 'Long gone', on: '2021-07-01', by: true, successor: 'G1' },
  ],
};
const read = (search: string) => readAddress(new URLSearchParams(search), context);

describe('reading a page address', () => {
  it('gives the standard period to an empty one', () => {
    const { view, problems } = read('');
    expect(view).toMatchObject({
      cohort: { from: '2025-04', to: '2026-03', basis: 'referred', pcns: 'then', filters: {} },
      compare: null,
      show: {},
    });
    expect(problems).toEqual([]);
  });

  it('keeps what it knows of an old link and names what it left out', () => {
    const { view, problems } = read('from=2024-04&to=2024-09&pcn=U1,U9&sex=female&colour=red');
    expect(view.cohort).toMatchObject({
      from: '2024-04',
      to: '2024-09',
      filters: { sex: ['female'] },
    });
    expect(view.cohort.filters.pcn).toEqual(['U1']);
    expect(problems).toEqual(['unknown PCN: U9', 'unknown key: colour']);
  });

  it('knows a practice that closed from one that never was, and keeps the rest of the link', () => {
    const { view, problems, closed } = read('practice=G9,G8&sex=female&compare=last-year');
    expect(closed.map(({ code }) => code)).toEqual(['G9']);
    expect(problems).toEqual(['unknown practice: G8']);
    const shown = { ...view, cohort: withPracticeFor(view.cohort, 'G9', 'G1') };
    expect(writeAddress(shown)).toBe(
      'from=2025-04&to=2026-03&practice=G1&sex=female&compare=last-year',
    );
  });

  it('says nothing of a practice that was open for the whole period', () => {
    expect(read('practice=G2&from=2024-04&to=2025-05').closed).toEqual([]);
    const { view, closed } = read('practice=G2&from=2024-04&to=2025-06');
    expect(closed.map(({ code }) => code)).toEqual(['G2']);
    expect(view.cohort.filters.practice).toEqual(['G2']);
    expect(withPracticeFor(view.cohort, 'G2', 'G1').filters.practice).toEqual(['G1']);
  });

  it('falls back on the standard period when the months are no months', () => {
    const { view, problems } = read('from=yesterday&to=2024-09&pcn=U2');
    expect(view.cohort).toMatchObject({ from: '2025-04', to: '2026-03', filters: { pcn: ['U2'] } });
    expect(problems).toHaveLength(1);
  });

  it('reads comparison and splits', () => {
    const { view } = read('compare=last-year&show=referrals.pcn,wait.team');
    expect(view.compare).toBe('last-year');
    expect(view.show).toEqual({ referrals: 'pcn', wait: 'team' });
    expect(read('compare=sideways').problems).toEqual(['unknown comparison: sideways']);
  });
});

describe('writing a page address', () => {
  it('gives back what was read, in one order', () => {
    const address =
      'from=2024-04&to=2025-09&pcn=U1,U2&sex=female&basis=closed&pcns=today&compare=rest&show=referrals.pcn,wait.team';
    expect(writeAddress(read(address).view)).toBe(address);
    const jumbled =
      'show=wait.team,referrals.pcn&pcn=U2,U1&basis=closed&sex=female&compare=rest&to=2025-09&from=2024-04&pcns=today';
    expect(writeAddress(read(jumbled).view)).toBe(address);
  });

  it('carries a cohort to compare with through the address', () => {
    const other = 'from=2023-04&to=2024-03&pcn=U1';
    const address = writeAddress({ ...read('').view, compare: other });
    expect(read(address).view.compare).toBe(other);
  });
});

describe('changing a filter', () => {
  const { cohort } = read('pcn=U1').view;

  it('adds a code and takes it out again', () => {
    const both = withToggled(cohort, 'pcn', 'U2');
    expect(both.filters.pcn).toEqual(['U1', 'U2']);
    expect(withToggled(both, 'pcn', 'U1').filters.pcn).toEqual(['U2']);
    expect('pcn' in withToggled(cohort, 'pcn', 'U1').filters).toBe(false);
  });

  it('leaves other filters alone', () => {
    const more = withFilter(cohort, 'sex', ['male']);
    expect(withFilter(more, 'pcn', []).filters).toEqual({ sex: ['male'] });
  });
});
