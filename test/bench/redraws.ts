import type { CDPSession, Page } from 'playwright-core';
import type { Role } from '../../server/access/viewer.ts';
import { drawn, signedIn } from './browser-measures.ts';
import type { Look } from './browser-measures.ts';

/** One click on a filter. Milliseconds. */
export interface Redraw {
  /** To the first frame in which everything in the window is new. */
  readonly seen: number;
  /** The same of the whole page. */
  readonly whole: number;
  /** Processor time of the page's main thread, until it rests: hardly changed by a busy machine. */
  readonly busy: number;
}

/**
 * How a box is ticked: by a hand, which comes to rest on it and presses it, so that the page is
 * asked ahead; or by a program, which nothing announces.
 */
export type Way = 'hand' | 'unannounced';

/** A page of figures to click on, of one of the dashboards compared. */
interface Place {
  readonly look: Look;
  readonly page: Page;
  readonly protocol: CDPSession;
  readonly redraws: Redraw[];
}

/** Clicks in one period; more would ask for cohorts asked for before. */
const PERIODS = 3;

/**
 * Ticks every PCN and lets each go again, in several periods: cohorts nobody asked for. Who sees
 * controlled figures may have one value a filter, so for them only the ticks count.
 * @returns for each dashboard its redraws; they are clicked on in turn, as a machine has good and bad
 *   moments
 */
export async function redrawsOf(
  looks: readonly Look[],
  role: Role,
  path: string,
  way: Way,
): Promise<readonly (readonly Redraw[])[]> {
  const places = await Promise.all(looks.map((look) => openPlace(look, role)));
  for (const period of (await presetsOf(places[0]!)).slice(0, PERIODS)) {
    for (const { page, look } of places) {
      await page.goto(`${look.address}/${path}?from=${period.from}&to=${period.to}`);
      await drawn(page);
      await page.getByRole('button', { name: /^PCN/ }).click();
    }
    const count = await boxesOf(places[0]!.page).count();
    for (const { at, isCounted } of ticksOf(role, count))
      for (const place of places) {
        await place.page.bringToFront();
        const redraw = await tick(place, at, way);
        if (isCounted) place.redraws.push(redraw);
      }
  }
  await Promise.all(places.map(({ page }) => page.context().close()));
  return places.map(({ redraws }) => redraws);
}

async function openPlace(look: Look, role: Role): Promise<Place> {
  const context = await signedIn(look, role);
  await context.addInitScript(watchFor);
  const page = await context.newPage();
  const protocol = await context.newCDPSession(page);
  await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { look, page, protocol, redraws: [] };
}

const boxesOf = (page: Page) => page.locator('.popover-panel label.check');

async function presetsOf({ look, page }: Place) {
  const answer = await page.request.get(`${look.address}/api/catalogue`);
  const { presets } = (await answer.json()) as {
    readonly presets: readonly { readonly from: string; readonly to: string }[];
  };
  return presets;
}

function ticksOf(role: Role, count: number) {
  const every = Array.from({ length: count }, (_each, at) => ({ at, isCounted: true }));
  if (role === 'manager') return [...every, ...every];
  return every.flatMap((tick) => [tick, { ...tick, isCounted: false }]);
}

async function tick({ page, protocol }: Place, at: number, way: Way): Promise<Redraw> {
  const before = await busyTime(protocol);
  const box = boxesOf(page).nth(at);
  if (way === 'hand') {
    await box.hover();
    await page.waitForTimeout(150);
  }
  await page.evaluate('beginWatch()');
  if (way === 'hand') await box.click({ delay: 80 });
  else await box.locator('input').evaluate((input: HTMLInputElement) => input.click());
  const times: Omit<Redraw, 'busy'> = await page.evaluate('watched');
  await page.waitForTimeout(300);
  return { ...times, busy: (await busyTime(protocol)) - before };
}

async function busyTime(protocol: CDPSession): Promise<number> {
  const { metrics } = await protocol.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

/**
 * In the page: `beginWatch()` makes `watched` a promise of the times from the next click. It looks
 * when something has become busy or ceased to be, in the frame that shows it, and never in between:
 * asking for places every millisecond would have the browser lay the page out as often.
 */
function watchFor(): void {
  const isInWindow = (element: Element): boolean => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  const busyParts = () => [...document.querySelectorAll('#main [aria-busy="true"]')];
  const times = (): Promise<{ seen: number; whole: number }> =>
    new Promise((resolve) => {
      const started = performance.now();
      let seen: number | null = null;
      let due = 0;
      const look = (): void => {
        due = 0;
        const busy = busyParts();
        const now = performance.now() - started;
        if (seen === null && !busy.some(isInWindow)) seen = now;
        if ((seen === null || busy.length > 0) && now < 5000) return;
        observer.disconnect();
        resolve({ seen: seen ?? now, whole: now });
      };
      const soon = (): void => {
        if (due === 0) due = requestAnimationFrame(look);
      };
      const observer = new MutationObserver(soon);
      // Children too: what was busy may be gone, and not only done.
      const busy = { childList: true, attributeFilter: ['aria-busy'] };
      observer.observe(document.body, { subtree: true, ...busy });
      setTimeout(soon, 5000);
      soon();
    });
  Object.assign(globalThis, {
    beginWatch: () => {
      const clicked = new Promise<void>((resolve) =>
        document.addEventListener('click', () => resolve(), { capture: true, once: true }),
      );
      Object.assign(globalThis, { watched: clicked.then(times) });
    },
  });
}
