import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings, desk, downloaded, phone, startSite, visit } from './browser.ts';
import type { Site } from './browser.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite('tiny');
});
afterAll(() => site.close());

it.each([
  ['users', desk],
  ['users', phone],
  ['audit', desk],
  ['audit', phone],
  ['loads', desk],
] as const)('%s has nothing axe objects to, and no sideways scroll', async (path, size) => {
  const page = await site.open('admin', size);
  await visit(page, site, `/${path}`);
  await page.getByRole('table').first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBe(0);
  await page.context().close();
});

it('adds a user, keeps what was typed when that is refused, and logs it', async () => {
  const page = await site.open('admin');
  await visit(page, site, '/');
  await page.waitForURL('**/users');
  const form = page.getByRole('form', { name: 'Add a user' });
  await form.getByLabel('Name').fill('Sam Example');
  await form.getByLabel('E-mail address').fill('manager@demo.local');
  await form.getByRole('button', { name: 'Add user' }).click();
  await page.getByRole('alert').waitFor();
  expect(await form.getByLabel('Name').inputValue()).toBe('Sam Example');
  await form.getByLabel('E-mail address').fill('sam@example.org');
  await form.getByRole('button', { name: 'Add user' }).click();
  const said = page.getByRole('status').filter({ hasText: 'One-time password' });
  expect(await said.innerText()).toContain('Sam Example');
  await page.getByRole('row', { name: /Sam Example/ }).waitFor();
  await page.getByRole('link', { name: 'Audit' }).click();
  await page
    .getByRole('cell', { name: /^Account/ })
    .first()
    .waitFor();
  await page.context().close();
});

it('is for administrators only, who are shown no figures', async () => {
  const manager = await site.open('manager');
  await visit(manager, site, '/users');
  await manager.getByRole('heading', { name: 'Page not found' }).waitFor();
  await manager.context().close();
  const admin = await site.open('admin');
  await visit(admin, site, '/overview');
  await admin.getByRole('heading', { name: 'Page not found' }).waitFor();
  await admin.context().close();
});

const csv = (name: string, lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
});

/** Nineteen good cases of one new person, one without a person, one word nobody knows. */
const extract = [
  csv('people.csv', ['person_id,practice_code,birth_year', 'NEW1,G85015,1970']),
  csv('referrals.csv', [
    'referral_id,person_id,referred_on,source_type,status',
    ...Array.from(
      { length: 19 },
      (_, at) => `N${at},NEW1,2026-08-0${1 + (at % 9)},${at === 0 ? 'the barber' : 'gp'},active`,
    ),
    'N99,,2026-08-01,gp,active',
  ]),
];

const wide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it('takes files from upload to report, rejects, load and back, on a phone', async () => {
  const page = await site.open('admin', phone);
  await visit(page, site, '/users');
  await page.getByRole('link', { name: 'Data loads' }).click();
  await page.getByText('Last changed on').waitFor();
  expect(await axeFindings(page)).toEqual([]);

  await page.getByLabel('Choose the files, or drop them here').setInputFiles(extract);
  await page.getByText('2 files have arrived.').waitFor();
  await page.getByText('If the files have no manifest').click();
  await page.getByLabel('System they come from').fill('case-system');
  await page.getByLabel('The people in them are invented').check();
  await page.getByRole('button', { name: 'Check the files' }).click();
  await page.getByText('These files can be loaded. Nothing has been changed yet.').waitFor();
  expect(await page.getByText('20 rows can be read, 1 row cannot.').count()).toBe(1);
  const row = page.getByRole('row', { name: /Left out 1 referrals.csv, person id/ });
  expect(await row.innerText()).toMatch(/A required value is missing.*Fill it in at the source/s);
  expect(await axeFindings(page)).toEqual([]);
  expect(await wide(page)).toBe(0);

  await page.getByText('Words and headings this dashboard does not know').click();
  await page.getByLabel(/the barber/).selectOption('vcse');
  await page.getByRole('button', { name: 'Keep these and check again' }).click();
  await page.getByLabel(/the barber/).waitFor({ state: 'detached' });
  await page.getByText('These files can be loaded. Nothing has been changed yet.').waitFor();

  const link = page.getByRole('link', { name: 'Download the rows left out' });
  const rejects = await downloaded(page, link);
  expect(rejects.name).toBe('rejects-of-check.csv');
  expect(rejects.buffer.toString()).toContain('referrals.csv,21,person_id,V12,');

  await page.getByRole('button', { name: 'Load them' }).click();
  await page.getByText('Loaded: 20 rows from 2 files; 1 row left out.').waitFor();
  await page.getByRole('button', { name: /^Roll back load/ }).click();
  const question = page.getByRole('group', { name: /^Roll back load/ });
  expect(await question.innerText()).toContain('rows it changed or took away come back');
  expect(await axeFindings(page)).toEqual([]);
  await question.getByRole('button', { name: 'Yes, roll it back' }).click();
  await page.getByText(/was rolled back. The figures are those from before it/).waitFor();
  await page.getByRole('cell', { name: 'Rolled back since' }).waitFor();
  const settled = page.getByRole('listitem').filter({ hasText: '“the barber” means' });
  await settled.getByRole('button', { name: 'Forget the barber' }).click();
  await settled.waitFor({ state: 'detached' });
  expect(await wide(page)).toBe(0);
  await page.context().close();
});
