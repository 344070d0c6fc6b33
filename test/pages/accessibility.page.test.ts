import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tours } from '../../client/tour/steps.ts';
import {
  axeFindings,
  cutOff,
  desk,
  phone,
  settled,
  smallTargets,
  startSite,
  visit,
} from './browser.ts';
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
  '/reports',
  '/verify',
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
  it.each(paths)(
    '%s has nothing axe objects to, no small target and no sideways scroll',
    async (path) => {
      const page = await site.open('manager', size);
      await visit(page, site, path);
      expect(await axeFindings(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over).toBe(0);
      await page.context().close();
    },
  );

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

describe('the tour', () => {
  it.each([
    ['director', desk],
    ['admin', phone],
  ] as const)(
    'of a %s finds what it points at, covers neither that nor the focus, and is clean',
    async (role, size) => {
      const page = await site.open(role, size);
      await visit(page, site, '/');
      await page.getByRole('button', { name: 'Take the tour' }).first().click();
      for (const [at, step] of tours[role].entries()) {
        const panel = page.getByRole('dialog', { name: step.title });
        await panel.waitFor();
        await page.locator('.tour-ring').waitFor();
        await settled(page);
        const { focused, covered } = await page.evaluate((selector) => {
          const box = document.querySelector('.tour-panel')!.getBoundingClientRect();
          const target = document.querySelector(selector)!.getBoundingClientRect();
          const apart =
            box.left >= target.right || box.right <= target.left || box.top >= target.bottom;
          return {
            focused: document.activeElement?.className,
            covered: !apart && box.bottom > target.top && target.height < innerHeight / 3,
          };
        }, step.target);
        expect(focused).toBe('tour-panel');
        expect(covered, step.title).toBe(false);
        if (at === 0) expect(await axeFindings(page)).toEqual([]);
        await panel.getByRole('button', { name: /Next|Finish/ }).click();
      }
      expect(await page.locator('.tour-panel').count()).toBe(0);
      await page.reload();
      await settled(page);
      expect(await page.getByRole('complementary', { name: 'First visit' }).count()).toBe(0);
      await page.context().close();
    },
  );

  it('ends on Escape, does not hold the keyboard, and can be taken again', async () => {
    const page = await site.open('commissioner');
    await visit(page, site, '/overview');
    const again = page.locator('.footer').getByRole('button', { name: 'Take the tour' });
    await again.click();
    await page.locator('.tour-panel').waitFor();
    for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab');
    const outside = () => document.activeElement?.closest('.tour-panel') === null;
    expect(await page.evaluate(outside)).toBe(true);
    await page.keyboard.press('Escape');
    await page.locator('.tour-panel').waitFor({ state: 'detached' });
    expect(await again.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.context().close();
  });
});

describe('at other sizes and in other colours', () => {
  it.each([640, 320])('nothing is cut off at %i pixels, as zoomed in', async (width) => {
    const page = await site.open('manager', { width, height: 512 });
    for (const path of ['/overview', '/workload', '/gp-appointments', '/reports', '/verify']) {
      await visit(page, site, path);
      expect(await cutOff(page), path).toEqual([]);
    }
    await page.context().close();
  });

  it('charts and the chosen tab can be told apart in forced colours', async () => {
    const page = await site.open('manager');
    await page.emulateMedia({ forcedColors: 'active' });
    await visit(page, site, '/workload');
    expect(await axeFindings(page)).toEqual([]);
    const chosen = page.locator('.card-tab[aria-selected="true"]').first();
    const other = page.locator('.card-tab[aria-selected="false"]').first();
    const edge = (tab: typeof chosen) =>
      tab.evaluate((each) => getComputedStyle(each).borderBottomColor);
    expect(await edge(chosen)).not.toBe(await edge(other));
    await page.context().close();
  });

  it('prints who is counted and where it comes from, without controls', async () => {
    const page = await site.open('director');
    await visit(page, site, '/');
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    const printed = page.locator('.print-note');
    expect(await printed.innerText()).toMatch(/North Lewisham.*data to/is);
    for (const gone of ['.filter-bar', '.tabs', '.card-bar', '.tour-offer'])
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
    await page.context().close();
  });
});

it('something typed outlives a session that ends while it is being saved', async () => {
  const page = await site.open('manager');
  await visit(page, site, '/overview');
  await page.getByRole('button', { name: /^Saved/ }).click();
  const name = page.getByLabel('Save what is chosen now as');
  await name.fill('Winter board');
  expect(await axeFindings(page)).toEqual([]);
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByLabel('Password', { exact: true }).fill('walk-with-manager');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await name.inputValue()).toBe('Winter board');
  await page.context().close();
});
