import fc from 'fast-check';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '#figure/figure.ts';
import { drawFigure } from '../../client/charts/draw.ts';
import { drawingDocument } from '../../server/exports/drawing.ts';
import { axeFindings, downloaded, phone, settled, startSite, visit } from './browser.ts';
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
    const zip = await downloaded(page, link);
    expect(Object.keys(unzipSync(zip.buffer))).toHaveLength(5);

    await visit(page, site, '/verify');
    await page.getByLabel('Or the file itself').setInputFiles(zip);
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

/** What a mark is and where: all that is drawn of it, nothing of how the page dresses it. */
const marksIn = (root: ParentNode): readonly string[] =>
  [...root.querySelectorAll('path, rect, circle, line, text')].map((mark) =>
    [
      mark.tagName,
      ...[
        'd',
        'x',
        'y',
        'x1',
        'x2',
        'y1',
        'y2',
        'cx',
        'cy',
        'r',
        'transform',
        'fill',
        'stroke',
      ].map((name) => mark.getAttribute(name) ?? ''),
      // Bars grow to their width when figures change; where they end is said in the text beside them.
      mark.tagName === 'text' ? mark.textContent : (mark.getAttribute('height') ?? ''),
    ].join(' '),
  );

/** Every figure in an answer, wherever it stands. */
function figuresWithin(value: unknown): readonly Figure[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = Object.values(value).flatMap(figuresWithin);
  return 'altText' in value && 'rows' in value ? [value as Figure, ...within] : within;
}

interface OnPage {
  readonly words: string;
  readonly width: number;
  readonly height: number;
  readonly markup: string;
}

describe('what the browser draws', () => {
  /** Random looks at the pages, the same ones each run: who, where, and which cohort. */
  const looks = fc.sample(
    fc.record({
      role: fc.constantFrom('manager' as const, 'director' as const, 'commissioner' as const),
      path: fc.constantFrom('referrals', 'workload', 'wellbeing', 'gp', 'green', 'equity'),
      period: fc.constantFrom('from=2025-04&to=2026-03', 'from=2024-04&to=2025-03'),
      filter: fc.constantFrom('', '&sex=female', '&compare=previous'),
    }),
    { numRuns: 6, seed: 20_261_123 },
  );

  it('is mark for mark the chart that files of the same figure hold', async () => {
    let compared = 0;
    for (const { role, path, period, filter } of looks) {
      const page = await site.open(role);
      const figures: Figure[] = [];
      const reading: Promise<unknown>[] = [];
      page.on('response', (response) => {
        if (!response.url().includes('/api/figures')) return;
        const read = response.json().then((body: unknown) => figures.push(...figuresWithin(body)));
        reading.push(read.catch(() => undefined));
      });
      await visit(page, site, `/${path}?${period}${filter}`);
      // A long breakdown begins with its largest groups; files hold them all.
      const more = page.getByRole('button', { name: /^Show all/ });
      while ((await more.count()) > 0) await more.first().click();
      await settled(page);
      const charts = await page.evaluate(() =>
        [...document.querySelectorAll('.chart-view svg[aria-label]')].map((svg) => ({
          words: svg.getAttribute('aria-label') ?? '',
          width: Number(svg.getAttribute('width')),
          height: Number(svg.getAttribute('height')),
          markup: svg.outerHTML,
        })),
      );
      await Promise.all(reading);
      compared += compare(charts, figures);
      await page.context().close();
    }
    expect(compared).toBeGreaterThan(12);
  }, 240_000);

  function compare(charts: readonly OnPage[], figures: readonly Figure[]): number {
    const window = drawingDocument().defaultView;
    if (!window) throw new Error('no window: the drawing has no document');
    let compared = 0;
    for (const { words, width, height, markup } of charts) {
      const same = figures.filter(({ altText }) => altText === words);
      const onPage = marksIn(new window.DOMParser().parseFromString(markup, 'text/html'));
      const drawn = same.flatMap((figure) =>
        [{ width }, { width, height }].flatMap((size) =>
          [[], ['female']].map((selected) =>
            marksIn(
              drawFigure(figure, {
                ...size,
                interactive: true,
                selected,
                document: drawingDocument(),
              }),
            ),
          ),
        ),
      );
      if (drawn.length === 0) continue;
      const near = (marks: readonly string[]): number =>
        marks.filter((mark, at) => mark !== onPage[at]).length +
        Math.abs(marks.length - onPage.length);
      const [closest = []] = drawn.toSorted((a, b) => near(a) - near(b));
      expect(closest).toEqual(onPage);
      compared += 1;
    }
    return compared;
  }
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

describe('what was typed outlives a session that ends while it is being saved', () => {
  const again = async (page: Page): Promise<void> => {
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel('Password', { exact: true }).fill('walk-with-manager');
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
  };

  it('the name of a cohort, and a note on a trend', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/overview?sex=female');
    await page.getByRole('button', { name: /^Saved/ }).click();
    const name = page.getByLabel('Save what is chosen now as');
    await name.fill('Winter board');
    await page.context().clearCookies();
    // Not a click: the page may have found out by itself, and lie under the question by now.
    await page.getByRole('button', { name: 'Save', exact: true }).dispatchEvent('click');
    await again(page);
    expect(await name.inputValue()).toBe('Winter board');

    await page.getByRole('button', { name: /^Add a note/ }).click();
    const note = page.getByLabel('What happened');
    await note.fill('Half the team was away');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Pin the note' }).dispatchEvent('click');
    await again(page);
    expect(await note.inputValue()).toBe('Half the team was away');
    await page.getByRole('button', { name: 'Pin the note' }).click();
    await page.locator('svg').filter({ hasText: 'Half the team was away' }).first().waitFor();
    expect(new URL(page.url()).searchParams.get('sex')).toBe('female');
    await page.context().close();
  });

  it('a commentary on a figure put into a report from its card', async () => {
    const page = await site.open('manager');
    await visit(page, site, '/wellbeing');
    await page
      .getByRole('button', { name: /^Add to Report/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'To the report being written' }).click();
    await page.getByRole('link', { name: 'Go to Reports' }).click();
    await page.getByLabel('Title', { exact: true }).fill('Board, winter');
    const commentary = page.getByLabel(/^Commentary on/);
    await commentary.fill('Scores rose among those we could ask twice.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Preview' }).dispatchEvent('click');
    await again(page);
    expect(await commentary.inputValue()).toBe('Scores rose among those we could ask twice.');
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Board, winter');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.locator('.preview').first().waitFor();

    await page.context().clearCookies();
    await page.reload();
    await page.getByLabel('E-mail address').fill('manager@demo.local');
    await page.getByLabel('Password', { exact: true }).fill('walk-with-manager');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await commentary.waitFor();
    expect(await commentary.inputValue()).toBe('Scores rose among those we could ask twice.');
    await page.context().close();
  });
});
