import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demonstrationAccounts } from '../../server/access/demonstration.ts';
import type { Role } from '../../server/access/viewer.ts';

export const desk = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

/** One thing a user does: presses something, or waits to see something. */
export type Step =
  | {
      readonly kind: 'press';
      readonly role: 'button' | 'link' | 'tab';
      readonly name: string | RegExp;
    }
  | { readonly kind: 'see'; readonly what: string };

export interface Job {
  readonly role: Role;
  readonly name: string;
  readonly steps: readonly Step[];
}

/** A dashboard with demonstration data, and a browser to look at it with. */
export interface Look {
  readonly address: string;
  readonly browser: Browser;
}

export async function signedIn(
  { browser, address }: Look,
  role: Role,
  viewport = desk,
): Promise<BrowserContext> {
  const account = demonstrationAccounts.find((each) => each.role === role);
  if (!account) throw new Error(`no account of the demonstration: ${role}`);
  const { email, password } = account;
  const context = await browser.newContext({ viewport });
  // The compiler that runs these files names functions; what is sent to the page must find the namer.
  await context.addInitScript('globalThis.__name = (each) => each');
  const data = { email, password };
  const headers = { origin: address };
  const answer = await context.request.post(`${address}/api/session`, { data, headers });
  if (!answer.ok()) throw new Error(`signing in as ${role}: ${answer.status()}`);
  return context;
}

export const drawn = (page: Page) =>
  page.waitForFunction(
    () => document.querySelector('#main') && !document.querySelector('[aria-busy="true"]'),
  );

/** A task from the reader's own first page to its answer: clicks, and milliseconds of the machine's time. */
export async function jobOf(
  look: Look,
  { role, steps }: Job,
): Promise<{ clicks: number; time: number }> {
  const context = await signedIn(look, role);
  const page = await context.newPage();
  const started = performance.now();
  await page.goto(look.address);
  await drawn(page);
  for (const step of steps) {
    if (step.kind === 'see') await page.locator(step.what).first().waitFor({ timeout: 120_000 });
    else await page.getByRole(step.role, { name: step.name, exact: true }).first().click();
    await drawn(page);
  }
  const time = performance.now() - started;
  await context.close();
  return { clicks: steps.filter(({ kind }) => kind !== 'see').length, time };
}

/** Sum of the layout shifts of a page while it loads, as the browser counts them. */
export async function shiftOf(look: Look, path: string, viewport: typeof desk): Promise<number> {
  const context = await signedIn(look, 'manager', viewport);
  const page = await context.newPage();
  await page.goto(`${look.address}/${path}`);
  await drawn(page);
  await page.waitForTimeout(500);
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            readonly value: number;
            readonly hadRecentInput: boolean;
          })[])
            if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );
  await context.close();
  return shift;
}

/** Bytes of a manager's first page, figures and all: as they are, and as they travel. */
export async function bytesOf(
  look: Look,
): Promise<{ readonly whole: number; readonly packed: number }> {
  const context = await signedIn(look, 'manager');
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => bodies.push(response.body().catch(() => Buffer.alloc(0))));
  await page.goto(look.address);
  await drawn(page);
  const all = await Promise.all(bodies);
  await context.close();
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    whole: sum(all.map(({ length }) => length)),
    packed: sum(all.map((body) => gzipSync(body).length)),
  };
}

export function spread(times: readonly number[]): { p50: number; p95: number; count: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), count: sorted.length };
}
