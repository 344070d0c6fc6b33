import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { templates } from '../../server/reports/templates.ts';
import { withCommandLine } from '../support/command.ts';
import type { Ended } from '../support/command.ts';

const { folder, database, impact, impactWith } = withCommandLine();

const filesIn = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted();

const hashesIn = (path: string) =>
  filesIn(path).map((name) => [
    name,
    createHash('sha256')
      .update(readFileSync(join(path, name)))
      .digest('hex'),
  ]);

/** All of the few hundred referrals: a PCN's share of one year is too small to be shown. */
async function wholePeriod(): Promise<string> {
  const [period] = await database().query<{ cohort: string }>(
    'all months there are',
    `select format('from=%s&to=%s', to_char(min(referred_on), 'YYYY-MM'), to_char(max(referred_on), 'YYYY-MM')) as cohort
     from referral`,
  );
  return period?.cohort ?? '';
}

const card = { metric: 'referrals', by: 'pcn', commentary: '', bound: {} };

/** A recipe of one quick figure, as an account would have kept it long ago. */
async function keep(name: string, title: string, more: Partial<typeof card> = {}): Promise<void> {
  const cohort = await wholePeriod();
  const recipe = { title, contact: '', cohort, policy: null, cards: [{ ...card, ...more }] };
  await database().query(
    'a kept recipe',
    `insert into report_recipe (account_id, name, shared, recipe)
     select account_id, $1, true, $2 from account order by email limit 1`,
    [name, JSON.stringify(recipe)],
  );
}

/** The time figures are stamped with; it would be all that differs. */
const fixed = { SOURCE_DATE_EPOCH: '1795000000' };

/** A limit against hanging: a command takes seconds to start, more on a busy machine. */
const patience = 240_000;

test(
  'makes the files of every PCN with a contents page, the same bytes each time',
  async () => {
    await keep('quick', 'Referrals');
    const [out, again] = [join(folder, 'out'), join(folder, 'again')];
    const run = ['report', 'quick', '--each', 'pcn', '--out'];
    const made = await impactWith(fixed, ...run, out);
    expect(made).toMatchObject({ code: 0 });
    const files = filesIn(out);
    expect(files).toContain('contents.html');
    expect(files.filter((name) => name.endsWith('.pdf')).length).toBeGreaterThan(1);
    for (const name of files) expect(made.said).toContain(join(out, name));

    expect(await impactWith(fixed, ...run, again)).toMatchObject({ code: 0 });
    expect(hashesIn(again)).toEqual(hashesIn(out));
  },
  patience,
);

test(
  'says what is wrong and writes nothing',
  async () => {
    const out = join(folder, 'none');
    await keep('of old', 'Old', { metric: 'abolished' });
    const nothing = ({ code, said }: Ended, words: RegExp): void => {
      expect({ code, said }).toMatchObject({ code: 1, said: expect.stringMatching(words) });
      expect(() => readdirSync(out)).toThrow(/ENOENT/);
    };
    const empty = ['report', 'board', '--cohort', 'from=1999-01&to=1999-12', '--out', out];
    nothing(await impact(...empty), /would be empty/);
    nothing(await impact('report', 'of old', '--out', out), /abolished/);
  },
  patience,
);

test(
  'points out numbers of the commentary that are gone; a full disk keeps no half of a file',
  async (context) => {
    const commentary = 'In X99999: {{referrals:pcn.n@X99999}} \u{1F33F} \u0633\u0644\u0627\u0645';
    await keep('with words', '=1+1 '.repeat(60), { commentary });
    const { said } = await impact('report', '--list');
    for (const { id } of templates) expect(said).toContain(`${id}\t`);
    expect(said).toContain('with words\t');
    const out = join(folder, 'words');
    const named = { ...fixed, ORGANISATION: 'Walks & Talks' };
    const made = await impactWith(named, 'report', 'with words', '--out', out);
    expect(made).toMatchObject({ code: 0 });
    expect(made.said).toMatch(/Read the commentary again: 1 of its numbers/);
    expect(filesIn(out)).toHaveLength(5);
    const page = readFileSync(join(out, 'contents.html'), 'utf8');
    expect(page).toContain('Published by: Walks &amp; Talks.');

    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const mount = ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk];
    if (spawnSync('mount', mount).status !== 0)
      return context.skip('this user may not make a small disk');
    try {
      const full = await impactWith(named, 'report', 'with words', '--out', disk);
      expect(full).toMatchObject({ code: 1, said: expect.stringMatching(/the disk is full/) });
      for (const name of filesIn(disk))
        expect(readFileSync(join(disk, name)).equals(readFileSync(join(out, name)))).toBe(true);
    } finally {
      spawnSync('umount', [disk]);
    }
  },
  patience,
);
