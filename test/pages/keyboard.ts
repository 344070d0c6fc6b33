import type { Locator, Page } from 'playwright-core';

/** What the Tab key found on a page, each fault as a line to read. */
export interface Walk {
  /** Controls that Tab stopped at. */
  readonly stops: number;
  readonly faults: readonly string[];
}

interface Walking {
  readonly seen: Element[];
  readonly faults: string[];
}

declare global {
  interface Window {
    walking: Walking;
  }
}

/** Notes every stop as it is reached: whether it can be seen to have the focus, and is not covered. */
function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const walking: Walking = { seen: [], faults: [] };
    window.walking = walking;
    const describe = (element: Element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 110);
    const marked = (element: Element): boolean => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    };
    const covered = (element: Element): boolean => {
      const bar = document.querySelector('.filter-bar');
      if (!bar || bar.contains(element)) return false;
      const { top, bottom } = element.getBoundingClientRect();
      const edge = bar.getBoundingClientRect();
      return edge.top <= 0 && top < edge.bottom && bottom <= edge.bottom;
    };
    const inView = (element: Element): boolean => {
      const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
      const unseen = width < 2 || height < 2;
      return unseen || (bottom > 0 && top < innerHeight && right > 0 && left < innerWidth);
    };
    document.addEventListener('focusin', ({ target }) => {
      const element = target as Element;
      const before = walking.seen.at(-1);
      walking.seen.push(element);
      const say = (fault: string) => walking.faults.push(`${fault}: ${describe(element)}`);
      const follows = before?.compareDocumentPosition(element) ?? 4;
      if ((follows & Node.DOCUMENT_POSITION_FOLLOWING) === 0) say('out of order');
      requestAnimationFrame(() => {
        if (document.activeElement !== element) return;
        if (!marked(element)) say('focus cannot be seen');
        if (covered(element)) say('under the filter bar');
        if (!inView(element)) say('out of view');
      });
    });
  });
}

/** More stops than any page has: a walk this long is held somewhere. */
const mostStops = 300;

/** Every control a keyboard must reach: one of a radio group or a set of tabs stands for it. */
const mustReach = (): readonly Element[] =>
  [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    ),
  ].filter((element) => {
    if (element.matches(':disabled, [tabindex="-1"], [type="hidden"]')) return false;
    if (element.closest('dialog:not([open])')) return false;
    const closed = element.closest('details:not([open])');
    if (closed && !(element.localName === 'summary' && element.parentElement === closed))
      return false;
    return element.checkVisibility({ visibilityProperty: true });
  });

/**
 * Walks a page from its top with the Tab key until the focus leaves it again, and says which
 * controls were missed, reached out of order, without a mark of focus, or under the sticky bar.
 */
export async function walkPage(page: Page): Promise<Walk> {
  await watch(page);
  for (let press = 0; press < mostStops; press++) {
    await page.keyboard.press('Tab');
    // The frame in which the stop is looked at.
    const out = await page.evaluate(
      () =>
        new Promise<boolean>((done) =>
          requestAnimationFrame(() => done(document.activeElement === document.body)),
        ),
    );
    if (out) break;
  }
  return page.evaluate(`(() => {
    const { seen, faults } = window.walking;
    const missed = (${mustReach.toString()})().filter((each) => !seen.includes(each));
    const trapped = document.activeElement !== document.body;
    return {
      stops: seen.length,
      faults: [
        ...faults,
        ...missed.map((each) => 'not reached: ' + each.outerHTML.slice(0, 110)),
        ...(trapped ? ['the focus does not leave the page'] : []),
      ],
    };
  })()`);
}

/** Opens what a button opens by key, and closes it with Escape: whether the focus came back. */
export async function opensAndCloses(page: Page, button: Locator): Promise<boolean> {
  await button.focus();
  await page.keyboard.press('Enter');
  const controls = await button.evaluate((each) => {
    const named = document.getElementById(each.getAttribute('aria-controls') ?? '');
    const panel = each.closest('details') ?? named;
    return panel?.querySelectorAll('a, button, input, select').length ?? 0;
  });
  if (controls > 0) await page.keyboard.press('Tab');
  const inside = await button.evaluate((each) => each !== document.activeElement);
  await page.keyboard.press('Escape');
  const back = await button.evaluate((each) => each === document.activeElement);
  const open = await button.evaluate(
    (each) =>
      each.getAttribute('aria-expanded') === 'true' || each.closest('details')?.open === true,
  );
  return (inside || controls === 0) && back && !open;
}

/** Walks the first points of every chart of a page: those that say nothing, or the same twice. */
export async function dumbCharts(page: Page): Promise<readonly string[]> {
  const charts = await page.locator('.chart-view').all();
  const dumb: string[] = [];
  for (const chart of charts) {
    const name = (await chart.getAttribute('aria-label')) ?? '';
    const spoken = chart.locator('[aria-live]');
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    const first = await spoken.innerText();
    await page.keyboard.press('End');
    const last = await spoken.innerText();
    await page.keyboard.press('Escape');
    const silent = (await spoken.innerText()).trim() === '';
    const one = name.endsWith(' 1 points');
    if (!/\d/.test(first) || (first === last && !one) || !silent)
      dumb.push(`${name}: ${first} | ${last}`);
  }
  return charts.length === 0 ? ['no chart on the page'] : dumb;
}
