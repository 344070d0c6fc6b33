import { afterEach, describe, expect, it } from 'vitest';
import { rules } from '../../server/imports/rules.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { fileCases } from './rule-cases/files.ts';
import { plausibilityCases } from './rule-cases/plausibility.ts';
import { referenceCases } from './rule-cases/references.ts';
import { findings, load, tiny } from './tiny.ts';

const cases = [...fileCases, ...referenceCases, ...plausibilityCases];

describe('validation rules', () => {
  let mine: TestDatabase | undefined;
  afterEach(async () => {
    await mine?.drop();
    mine = undefined;
  });

  it('finds nothing at all in a good extract', async () => {
    mine = await cloneDatabase();
    const report = await load(mine.database, tiny());
    expect(findings(report)).toEqual([]);
    expect(report.status).toBe('loaded');
  });

  it.each(cases)(
    '$rule: $what',
    async ({ before, files, over, options, finds, status = 'loaded' }) => {
      mine = await cloneDatabase();
      if (before)
        expect((await load(mine.database, before.files, before.over)).status).toBe('loaded');
      const report = await load(mine.database, files, over, options);
      expect(findings(report)).toEqual(expect.arrayContaining([...finds]));
      expect(report.status).toBe(status);
    },
  );

  it('has a case for every rule', () => {
    const covered = new Set(cases.map((each) => each.rule));
    expect(Object.keys(rules).filter((rule) => !covered.has(rule as keyof typeof rules))).toEqual(
      [],
    );
  });
});
