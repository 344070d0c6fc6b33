import type { Locator } from 'playwright-core';
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
  '/values',
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

  it('what opens over a page or in a card is clean', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview');
    const opened: readonly (readonly [string, Locator, Locator])[] = [
      ['menu', page.locator('.user-menu summary'), page.locator('.user-panel')],
      ['saved', page.getByRole('button', { name: /^Saved/ }), page.getByText('Save what is')],
      ['note', page.getByRole('button', { name: /^Add a note/ }), page.getByText('Pin the note')],
      [
        'report',
        page.getByRole('button', { name: /^Add to Report/ }).first(),
        page.getByRole('button', { name: 'To the report being written' }),
      ],
    ];
    for (const [name, button, inside] of opened) {
      await button.click();
      await inside.first().waitFor();
      expect(await axeFindings(page), name).toEqual([]);
      await page.keyboard.press('Escape');
    }
    await page.context().close();
  });

  it('a guarded refusal says once what to change, and is clean', async () => {
    const page = await site.open('commissioner');
    await visit(page, site, '/overview?pcn=U53896&sex=female&source=gp');
    const said = page.getByText(/at most \d filters can be combined/);
    await said.first().waitFor();
    expect(await said.count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /^Any / }).first().click();
    await settled(page);
    expect(await page.locator('.tile-number').first().innerText()).toMatch(/\d/);
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

  it('moves nothing for a reader who wants no motion', async () => {
    const moves = async (reducedMotion: 'reduce' | 'no-preference') => {
      const page = await site.open('manager');
      await page.emulateMedia({ reducedMotion });
      await page.addInitScript(() => {
        let ran = 0;
        const animate = Element.prototype.animate;
        Element.prototype.animate = function (...how) {
          ran += 1;
          return animate.apply(this, how);
        };
        for (const kind of ['transitionrun', 'animationstart'])
          addEventListener(kind, () => (ran += 1), true);
        Object.assign(window, { ran: () => ran });
      });
      await visit(page, site, '/referrals');
      await page.getByRole('button', { name: /^PCN/ }).click();
      await page.getByRole('checkbox').first().check();
      await page.waitForFunction(() => location.search.includes('pcn='));
      await settled(page);
      const smooth = await page.evaluate(() =>
        [document.documentElement, document.body].map(
          (each) => getComputedStyle(each).scrollBehavior,
        ),
      );
      const ran = await page.evaluate('window.ran()');
      await page.context().close();
      return { ran: Number(ran), smooth };
    };
    expect(await moves('reduce')).toEqual({ ran: 0, smooth: ['auto', 'auto'] });
    expect((await moves('no-preference')).ran).toBeGreaterThan(0);
  });

  it('prints charts whose series are told apart without colour', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/workload');
    await page.emulateMedia({ media: 'print' });
    const flow = page.locator('[data-metric="flow"] svg');
    const dashes = () =>
      flow.evaluate((svg) =>
        [...svg.querySelectorAll('path')].flatMap((line) => {
          const { fill, strokeWidth, strokeDasharray } = getComputedStyle(line);
          return fill === 'none' && parseFloat(strokeWidth) >= 2 ? [strokeDasharray] : [];
        }),
      );
    const visibility = () => flow.evaluate((svg) => getComputedStyle(svg).visibility);
    // On paper the card is of another width, and its picture is drawn again.
    const soon = { timeout: 20_000 };
    await expect.poll(async () => new Set(await dashes()).size, soon).toBe(3);
    await expect
      .poll(() => flow.locator('text').allTextContents(), soon)
      .toEqual(expect.arrayContaining(['New', 'Seen first', 'Waiting']));
    await expect.poll(visibility, soon).toBe('visible');
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
