import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled, startSite, visit } from './browser.ts';
import type { Site } from './browser.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

/** Questions for figures that a page asks from now on. */
function questionsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname === '/api/figures') asked.push(search);
  });
  return asked;
}

/** Metrics of the cards whose picture bears no mark. */
const drawnAgain = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .locator('.place:has(.chart-place > svg:not([data-marked]))')
    .evaluateAll((all) => all.map((place) => place.getAttribute('data-metric')));

/**
 * Marks every picture of a page: those drawn again from now on bear no mark. A page just opened may
 * draw a picture once more for the size its place turned out to have, so the marks must stay a while.
 */
async function markPictures(page: Page): Promise<void> {
  do {
    await page
      .locator('.chart-place > svg')
      .evaluateAll((all) => all.forEach((svg) => svg.setAttribute('data-marked', '')));
    await page.waitForTimeout(300);
    await settled(page);
  } while ((await drawnAgain(page)).length > 0);
}

const boxOf = (page: Page, at: number) => page.locator('.popover-panel label.check').nth(at);

/** Chooses without a pointer, which would announce the choice. */
const tick = (page: Page, at: number): Promise<void> =>
  boxOf(page, at)
    .locator('input')
    .evaluate((box: HTMLInputElement) => box.click());

describe('a change of who is counted', () => {
  it('is one question, and draws every picture', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview');
    await page.getByRole('button', { name: /^PCN/ }).click();
    const asked = questionsOf(page);
    await markPictures(page);
    await tick(page, 0);
    await page.waitForFunction(() => location.search.includes('pcn='));
    await settled(page);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain('pcn=');
    expect((await drawnAgain(page)).length).toBe(await page.locator('.chart-place > svg').count());
    await page.context().close();
  });

  it('is asked for while the pointer rests on it, and not again by the press', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/wellbeing');
    await page.getByRole('button', { name: /^PCN/ }).click();
    const asked = questionsOf(page);
    const answered = page.waitForResponse((answer) => answer.url().includes('/api/figures?'));
    await boxOf(page, 1).hover();
    await (await answered).finished();
    expect(new URL(page.url()).search).not.toContain('pcn=');
    await boxOf(page, 1).click();
    await page.waitForFunction(() => location.search.includes('pcn='));
    await settled(page);
    expect(asked).toHaveLength(1);
    await page.context().close();
  });

  it('asks for the last of what the keyboard reaches, once it rests there', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/green');
    await page.getByRole('button', { name: /^PCN/ }).click();
    const asked = questionsOf(page);
    await boxOf(page, 0).locator('input').focus();
    await page.keyboard.press('Tab');
    const answered = page.waitForResponse((answer) => answer.url().includes('/api/figures?'));
    await (await answered).finished();
    await page.keyboard.press('Space');
    await page.waitForFunction(() => location.search.includes('pcn='));
    await settled(page);
    expect(asked.filter((question) => !question.includes('pcn='))).toEqual([]);
    expect(new Set(asked).size).toBe(asked.length);
    await page.context().close();
  });
});

describe('another split of one card', () => {
  it('draws that card, and no card of another row', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/referrals');
    await markPictures(page);
    const card = page.locator('[data-metric="people"]').first();
    await card.locator('.split select').selectOption('sex');
    await page.waitForFunction(() => location.search.includes('show='));
    await settled(page);
    // What stands beside it may have got another height to fill.
    const again = await drawnAgain(page);
    expect(again).toContain('people');
    for (const metric of ['referral-sources', 'referral-rate', 'needs'])
      expect(again).not.toContain(metric);
    await page.context().close();
  });
});
