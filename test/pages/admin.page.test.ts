import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings, desk, phone, startSite, visit } from './browser.ts';
import type { Site } from './browser.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

it.each([
  ['users', desk],
  ['users', phone],
  ['audit', desk],
  ['audit', phone],
] as const)('%s has nothing axe objects to, and no sideways scroll', async (path, size) => {
  const page = await site.open('admin', size);
  await visit(page, site, `/${path}`);
  await page.getByRole('table').waitFor();
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
    .getByRole('cell', { name: /^account/ })
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
