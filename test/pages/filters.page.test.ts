import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, desk, phone, settled, startSite, visit } from './browser.ts';
import { dumbCharts, opensAndCloses, walkPage } from './keyboard.ts';
import type { Site } from './browser.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const counted = async (page: Page): Promise<number> => {
  await settled(page);
  const words = await page.locator('.cohort-line strong').first().innerText();
  return Number(words.replaceAll(',', ''));
};
/** What each picture says of itself, those out of sight too. */
const pictures = async (page: Page): Promise<readonly (string | null)[]> => {
  await settled(page);
  return page
    .locator('.chart-place > svg')
    .evaluateAll((all) => all.map((svg) => svg.getAttribute('aria-label')));
};
const query = (page: Page) => new URL(page.url()).searchParams;

describe('filtering', () => {
  it('redraws the page for a PCN, undoes it, and goes back and forward', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview');
    const all = await counted(page);
    await page.getByRole('button', { name: /^PCN/ }).click();
    await page.getByRole('checkbox').first().check();
    await page.waitForFunction(() => location.search.includes('pcn='));
    const one = await counted(page);
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThan(all);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.waitForFunction(() => !location.search.includes('pcn='));
    expect(await counted(page)).toBe(all);
    await page.goBack();
    await page.waitForFunction(() => location.search.includes('pcn='));
    expect(await counted(page)).toBe(one);
    await page.goForward();
    await page.waitForFunction(() => !location.search.includes('pcn='));
    expect(await counted(page)).toBe(all);
    await page.goBack();
    await page.waitForFunction(() => location.search.includes('pcn='));
    await page.locator('.chip').first().waitFor();
    const redrawn = await pictures(page);
    await page.reload();
    expect(redrawn.length).toBeGreaterThan(2);
    expect(await pictures(page)).toEqual(redrawn);
    await page.context().close();
  });

  it('gives another reader of the link the same figures', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/referrals?from=2025-04&to=2026-03&sex=female&show=referrals.age');
    const headings = await page.locator('.finding').allInnerTexts();
    const other = await site.open('manager');
    await visit(other, site, page.url().slice(site.address.length));
    expect(await other.locator('.finding').allInnerTexts()).toEqual(headings);
    await page.context().close();
    await other.context().close();
  });

  it('names what it left out of an old link and keeps the rest', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview?from=2025-04&to=2026-03&practice=Z99999&sex=female');
    const notice = page.getByRole('status').filter({ hasText: 'left out' });
    expect(await notice.innerText()).toContain('unknown practice: Z99999');
    await expect(
      page.getByRole('button', { name: /Remove filter.*Female/i }).count(),
    ).resolves.toBe(1);
    await page.context().close();
  });

  it('says which practice of a link closed, and shows who took over in one press', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/referrals?from=2025-04&to=2026-03&practice=G85003&sex=female');
    const notice = page.getByRole('status').filter({ hasText: 'Belmont Hill Surgery closed by' });
    expect(await notice.innerText()).toMatch(/1 May 2022; its patients moved to .+Partnership/);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: /^Show .+Partnership instead/ }).click();
    await page.waitForFunction(() => location.search.includes('practice=G85038'));
    expect(query(page).get('sex')).toBe('female');
    expect(await counted(page)).toBeGreaterThan(0);
    expect(await notice.count()).toBe(0);
    await page.context().close();
  });

  it('offers the newest period that could be followed where this one is too recent', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/gp-appointments?from=2026-09&to=2026-10');
    expect(await axeFindings(page)).toEqual([]);
    const card = page.locator('[data-metric="gp-appointments"]').first();
    expect(await card.innerText()).toContain('too recent');
    await card.getByRole('button', { name: /^Show .+, followed in full$/ }).click();
    await page.waitForFunction(() => !location.search.includes('to=2026-10'));
    await settled(page);
    expect(await card.locator('svg').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('can be done on a phone', async () => {
    const page = await site.open('manager', phone);
    await visit(page, site, '/overview');
    const all = await counted(page);
    await page.getByRole('button', { name: /Change/ }).click();
    await page.getByText('Primary Care Network', { exact: true }).first().click();
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Show figures' }).click();
    expect(await counted(page)).toBeLessThan(all);
    await page.context().close();
  });
});

describe('the keyboard', () => {
  it('walks the points of a chart, speaks them, and filters on one', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/referrals');
    const card = page.locator('.card').filter({ hasText: 'by PCN' });
    const chart = card.locator('.chart-view');
    await chart.focus();
    const spoken = card.locator('[aria-live]');
    await page.keyboard.press('ArrowDown');
    const first = await spoken.innerText();
    await page.keyboard.press('ArrowDown');
    const second = await spoken.innerText();
    expect(first).toMatch(/\d/);
    expect(second).not.toBe(first);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.search.includes('pcn='));
    await settled(page);
    const name = second.split(/ (?=Referrals)/)[0] ?? '';
    const chip = page.getByRole('list', { name: 'Filters in use' });
    expect(await chip.innerText()).toContain(name.trim().split('\n')[0]);
    await page.context().close();
  });

  it.each([
    ['manager', desk, ['/overview', '/workload', '/equity', '/reports', '/values', '/about']],
    ['director', phone, ['/wellbeing', '/gp-appointments', '/verify', '/glossary']],
    ['commissioner', desk, ['/referrals', '/green', '/data-quality', '/accessibility']],
    ['admin', desk, ['/loads', '/users', '/audit']],
    [null, phone, ['/overview']],
  ] as const)(
    'reaches every control of a %s in order, in sight and not held',
    async (role, size, paths) => {
      const page = await site.open(role, size);
      for (const path of paths) {
        await visit(page, site, path);
        const { stops, faults } = await walkPage(page);
        expect(faults, path).toEqual([]);
        expect(stops, path).toBeGreaterThan(5);
      }
      await page.context().close();
    },
  );

  it('opens and closes every panel, and comes back to where it was', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview');
    for (const name of [/^Period:/, /^PCN/, /^Practice/, /Filter$/, /^Saved/, /who is/, /^Add to/])
      expect(
        await opensAndCloses(page, page.getByRole('button', { name }).first()),
        String(name),
      ).toBe(true);
    expect(await opensAndCloses(page, page.locator('.user-menu summary'))).toBe(true);
    await page.getByRole('button', { name: /^Add a note/ }).press('Enter');
    await page.getByLabel('What happened').waitFor();
    await page.keyboard.type('Joy went live');
    expect(await page.getByLabel('What happened').inputValue()).toBe('Joy went live');
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    const opener = page.getByRole('button', { name: /^Add a note/ });
    expect(await opener.evaluate((each) => each === document.activeElement)).toBe(true);

    await page.setViewportSize(phone);
    const change = page.getByRole('button', { name: /Change/ });
    await change.press('Enter');
    await page.getByRole('dialog', { name: 'Filters' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await change.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.context().close();
  });

  it('reads every kind of chart, the map among them', async () => {
    const page = await site.open('manager');
    for (const path of ['/workload', '/wellbeing', '/gp-appointments', '/green', '/equity']) {
      await visit(page, site, path);
      expect(await dumbCharts(page), path).toEqual([]);
    }
    const map = page.locator('[data-metric="referral-rate-by-area"]');
    await map.locator('.chart-view').focus();
    await page.keyboard.press('ArrowDown');
    const ward = await map.locator('[aria-live] strong').innerText();
    await map.getByRole('tab', { name: 'Table' }).click();
    const row = map.getByRole('row', { name: new RegExp(`^${ward}`) });
    expect(await row.innerText()).toMatch(/\d/);
    await page.context().close();
  });

  it('moves between the tabs of a card with the arrow keys', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/green');
    const tabs = page.getByRole('tablist').first();
    await tabs.getByRole('tab', { name: 'Chart' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(
      tabs.getByRole('tab', { name: 'Table' }).getAttribute('aria-selected'),
    ).resolves.toBe('true');
    await expect(page.getByRole('table').first().isVisible()).resolves.toBe(true);
    await page.context().close();
  });
});

describe('an interruption', () => {
  it('asks for the password again over the page and goes on where it was', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview?sex=female');
    await page.context().clearCookies();
    await page.getByRole('button', { name: /^PCN/ }).click();
    await page.getByRole('checkbox').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.getByLabel('E-mail address').inputValue()).toBe('manager@demo.local');
    await dialog.getByLabel('Password', { exact: true }).fill('walk-with-manager');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await counted(page)).toBeGreaterThan(0);
    expect(query(page).get('sex')).toBe('female');
    await page.context().close();
  });

  it('goes on by itself once a server that went away answers again', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview');
    const all = await counted(page);
    await page.route('**/api/**', (route) => route.abort('connectionrefused'));
    await page.getByRole('button', { name: /^PCN/ }).click();
    await page.getByRole('checkbox').first().click();
    await page.getByText('The connection is lost.').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('goes on by itself');
    expect(await axeFindings(page)).toEqual([]);
    await page.unroute('**/api/**');
    await page.getByText('The connection is lost.').waitFor({ state: 'detached' });
    expect(await counted(page)).toBeLessThan(all);
    await page.context().close();
  });

  it('keeps the figures when the connection is lost, and says so', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview');
    await page.context().setOffline(true);
    await page.getByText('No connection.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await expect(page.locator('.card').first().isVisible()).resolves.toBe(true);
    await page.context().setOffline(false);
    await page.getByText('No connection.').waitFor({ state: 'detached' });
    await page.context().close();
  });
});

describe('each role', () => {
  it('lands where its work is', async () => {
    for (const [role, path] of [
      ['manager', '/overview'],
      ['director', '/workload'],
      ['commissioner', '/overview'],
    ] as const) {
      const page = await site.open(role);
      await visit(page, site, '/');
      await page.waitForURL(`**${path}?**`);
      await settled(page);
      if (role === 'director') expect(query(page).get('pcn')).toBe('U53896');
      await page.context().close();
    }
  });
});
