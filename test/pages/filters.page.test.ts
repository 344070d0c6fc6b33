import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phone, settled, startSite, visit } from './browser.ts';
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

  it('reaches everything in order, never behind the sticky bar', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/green');
    const bar = page.locator('.filter-bar');
    for (let stop = 0; stop < 60; stop++) {
      await page.keyboard.press('Tab');
      const hidden = await page.evaluate(() => {
        const focused = document.activeElement;
        const sticky = document.querySelector('.filter-bar');
        if (!focused || !sticky || focused === document.body || sticky.contains(focused))
          return false;
        const { top, bottom } = focused.getBoundingClientRect();
        const edge = sticky.getBoundingClientRect();
        return edge.top <= 0 && top < edge.bottom && bottom <= edge.bottom;
      });
      expect(hidden, `stop ${stop}`).toBe(false);
    }
    await expect(bar.isVisible()).resolves.toBe(true);
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

  it('keeps the figures when the connection is lost, and says so', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview');
    await page.context().setOffline(true);
    await page.getByText('No connection.').waitFor();
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
