import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, phone, settled, startSite, visit } from './browser.ts';
import type { Site } from './browser.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

describe('reports', () => {
  it('go from template to files, whose figures the next page knows again', async () => {
    const page = await site.open('commissioner');
    await visit(page, site, '/reports');
    await page.getByRole('button', { name: 'Quarterly contract report' }).click();
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.locator('.preview').first().waitFor();
    const commentary = page.getByLabel('Commentary on Referrals received');
    await commentary.fill('');
    await page.getByLabel('Insert a number that stays right').first().selectOption({ index: 1 });
    expect(await commentary.inputValue()).toMatch(/^\{\{referrals:month\..+\}\}$/);
    await settled(page);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make the files' }).click();
    const link = page.getByRole('link', { name: 'Download', exact: true });
    await link.waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const path = await download.path();
    expect(Object.keys(unzipSync(await readFile(path)))).toHaveLength(4);

    await visit(page, site, '/verify');
    await page.getByLabel('Or the file itself').setInputFiles(path);
    await page.getByText('This file is exactly as it was made here').waitFor();
    expect(await page.getByText('Today’s data give the same figure').count()).toBe(6);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().close();
  });

  it('keep what was typed when the reader looks elsewhere', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/reports');
    await page.getByLabel('Title', { exact: true }).fill('Half a report');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await visit(page, site, '/overview');
    await visit(page, site, '/reports');
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Half a report');
    expect(await page.locator('.recipe-cards > li').count()).toBe(1);
    await page.context().close();
  });

  it('say on a phone what a code is not', async () => {
    const page = await site.open('commissioner', phone);
    await visit(page, site, '/verify');
    await page.getByLabel('Code printed under the figure').fill('zzzz-zzzz-zzzz');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('No figure left under the code');
    expect(await axeFindings(page)).toEqual([]);
    await visit(page, site, '/reports');
    expect(await axeFindings(page)).toEqual([]);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBe(0);
    await page.context().close();
  });

  it('close a quarter, and pin a note that the trend shows', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/reports');
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByText(/is closed: \d+ figures are kept/).waitFor({ timeout: 100_000 });
    await page.getByLabel('Date', { exact: true }).fill('2026-01-15');
    await page.getByLabel('What happened').fill('Joy went live');
    await page.getByRole('button', { name: 'Pin the note' }).click();
    await page.getByRole('button', { name: 'Take down Joy went live' }).waitFor();
    await settled(page);
    expect(await axeFindings(page)).toEqual([]);
    await visit(page, site, '/referrals?from=2025-04&to=2026-03');
    expect(await page.locator('svg').filter({ hasText: 'Joy went live' }).count()).toBeGreaterThan(
      0,
    );
    await page.context().close();
  });
});

describe('saved cohorts', () => {
  it('bring a cohort back by its name', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview?from=2025-04&to=2026-03&sex=female');
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByLabel('Save what is chosen now as').fill('Women, last year');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Women, last year', exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await visit(page, site, '/referrals');
    await page.getByRole('button', { name: 'Saved' }).click();
    await page.getByRole('button', { name: 'Women, last year', exact: true }).click();
    await page.waitForFunction(() => location.search.includes('sex=female'));
    expect(new URL(page.url()).searchParams.get('from')).toBe('2025-04');
    await page.context().close();
  });
});
