import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { select } from '../../server/counting/select.ts';
import { snapshotFromRows } from '../../server/episodes/snapshot-from-rows.ts';
import { countStretches } from '../../server/kinds/stretches.ts';
import { DATA_TO, cohortOf, dictionaries } from '../metrics/support.ts';

const MONTHS = 9;

const rows = fc.array(
  fc.record({
    person: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 6 }),
    from: fc.integer({ min: -2, max: MONTHS + 1 }),
    to: fc.integer({ min: -3, max: MONTHS + 2 }),
  }),
  { maxLength: 25 },
);

describe('stretches of months', () => {
  it('count rows and different people as looking at each month by itself does', () => {
    fc.assert(
      fc.property(rows, (given) => {
        // The order of rows in a snapshot is by day, so the day says which of the given a row is.
        const snapshot = snapshotFromRows(
          {
            episode: given.map(({ person }, at) => ({
              person,
              referred: DATA_TO - 100 + at,
            })),
          },
          { dictionaries },
        );
        const selection = select(snapshot, cohortOf(), { rows: 'everything' });
        const referred = snapshot.tables.episode.column('referred');
        const of = (row: number) => given[referred[row]! - DATA_TO + 100]!;
        const found = countStretches(
          selection,
          MONTHS,
          (row) => of(row).from,
          (row) => of(row).to,
        );
        for (let month = 0; month < MONTHS; month++) {
          const here = given.filter(({ from, to }) => from <= month && month <= to);
          const people = new Set(here.flatMap(({ person }) => (person === null ? [] : [person])));
          expect([found.rows[month], found.people[month]]).toEqual([here.length, people.size]);
        }
      }),
      { numRuns: 200, seed: 3 },
    );
  });
});
