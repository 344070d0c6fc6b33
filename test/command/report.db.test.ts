import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { templates } from '../../server/reports/templates.ts';
import { runChild } from '../support/child.ts';
import { cloneDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'impact-report-'));
let own: TestDatabase;

beforeAll(async () => {
  own = await cloneDatabase({ from: 'tiny' });
});
afterAll(async () => {
  await own.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function impact(...args: string[]): Promise<{ code: number | string; said: string }> {
  const child = runChild('server/command/index.ts', args, {
    env: {
      ...process.env,
      DATABASE_URL: own.url,
      DATA_FOLDER: join(folder, 'data'),
      PSEUDONYM_KEY: 'ab'.repeat(32),
    },
  });
  return { code: await child.ended, said: child.said() };
}

const filesIn = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(pptx|xlsx|pdf|html)$/.test(name))
    .toSorted();

test('lists templates, and makes the files of every PCN with a contents page', async () => {
  const { said } = await impact('report', '--list');
  for (const { id } of templates) expect(said).toContain(`${id}\t`);

  const out = join(folder, 'out');
  // All of the few hundred referrals: a PCN's share of one year is too small to be shown.
  const [period] = await own.database.query<{ cohort: string }>(
    'all months there are',
    `select format('from=%s&to=%s', to_char(min(referred_on), 'YYYY-MM'), to_char(max(referred_on), 'YYYY-MM')) as cohort
     from referral`,
  );
  const made = await impact(
    ...['report', 'board', '--cohort', period?.cohort ?? '', '--each', 'pcn', '--out', out],
  );
  expect(made).toMatchObject({ code: 0 });
  const files = filesIn(out);
  expect(files).toContain('contents.html');
  expect(files.filter((name) => name.endsWith('.pdf')).length).toBeGreaterThan(1);
  for (const name of files) expect(made.said).toContain(join(out, name));
});

test('says what is wrong and writes nothing', async () => {
  const out = join(folder, 'none');
  const unknown = await impact('report', 'nope', '--out', out);
  expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('--list') });
  const empty = await impact(
    'report',
    'board',
    '--cohort',
    'from=1999-01&to=1999-12',
    '--out',
    out,
  );
  expect(empty).toMatchObject({ code: 1, said: expect.stringContaining('would be empty') });
  expect(() => readFileSync(join(out, 'contents.html'))).toThrow(/ENOENT/);
});
