import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, desk, phone, settled, startSite, visit } from './browser.ts';
import type { Site } from './browser.ts';

const paths = [
  '/overview',
  '/referrals',
  '/workload',
  '/wellbeing',
  '/gp-appointments',
  '/green',
  '/equity',
  '/data-quality',
  '/about',
  '/glossary',
  '/accessibility',
  '/nothing-here',
];

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe.each([
  ['a desk', desk],
  ['a phone', phone],
] as const)('on %s', (_name, size) => {
  it.each(paths)('%s has nothing axe objects to, and no sideways scroll', async (path) => {
    const page = await site.open('manager', size);
    await visit(page, site, path);
    expect(await axeFindings(page)).toEqual([]);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBe(0);
    await page.context().close();
  });

  it('the sign-in page is clean, and so is what it says when it refuses', async () => {
    const page = await site.open(null, size);
    await visit(page, site, '/overview');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('E-mail address').fill('nobody@example.org');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });
});

describe('states of a page', () => {
  it('every tab of a card is clean', async () => {
    const page = await site.open('commissioner');
    await visit(page, site, '/wellbeing');
    for (const name of ['Table', 'Download', 'About']) {
      for (const tab of await page.getByRole('tab', { name }).all()) await tab.click();
      expect(await axeFindings(page), name).toEqual([]);
    }
    await page.context().close();
  });

  it.each([/^Period:/, /^PCN/, /^Practice/, /Filter$/, /who is/])(
    'the panel behind %s is clean and lies on the page',
    async (name) => {
      const page = await site.open('manager');
      await visit(page, site, '/overview');
      await page.getByRole('button', { name }).first().click();
      expect(await axeFindings(page)).toEqual([]);
      const panel = await page.locator('.popover-panel').boundingBox();
      expect(panel?.x).toBeGreaterThanOrEqual(0);
      expect((panel?.x ?? 0) + (panel?.width ?? 0)).toBeLessThanOrEqual(desk.width);
      await page.context().close();
    },
  );

  it('the filters of a phone are clean', async () => {
    const page = await site.open('manager', phone);
    await visit(page, site, '/overview');
    await page.getByRole('button', { name: /Change/ }).click();
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  it('a comparison, an empty cohort and an old link are clean', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview?compare=last-year');
    expect(await axeFindings(page)).toEqual([]);
    await visit(
      page,
      site,
      '/wellbeing?age=under_20&source=fire&from=2026-01&to=2026-01&colour=red',
    );
    await settled(page);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });
});
