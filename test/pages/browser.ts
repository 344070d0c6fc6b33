import axeCore from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { demonstrationAccounts } from '../../server/access/demonstration.ts';
import type { Role } from '../../server/access/viewer.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Filling } from '../support/filled.ts';
import { startProgram } from '../support/program.ts';
import type { RunningProgram } from '../support/program.ts';

export const desk = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

/** The program with demonstration data, and a browser to look at it with. */
export interface Site {
  readonly address: string;
  /** A page of someone signed in, in a window of its own; `null` is a stranger. */
  open(role: Role | null, size?: typeof desk): Promise<Page>;
  /** Ends both. @throws Error when any page broke the security policy, or asked another site for anything */
  close(): Promise<void>;
}

/**
 * Writes down what a page may never do, whichever test looks at it: break the Content-Security-Policy
 * (an inline script or style), ask anything of another site, fail with an error of its own.
 */
function watch(page: Page, address: string, broken: Set<string>): void {
  const at = (): string => new URL(page.url()).pathname;
  page.on('console', (message) => {
    if (/Content[- ]Security[- ]Policy/i.test(message.text()))
      broken.add(`${at()}: ${message.text()}`);
  });
  page.on('pageerror', (failure) => broken.add(`${at()}: ${failure.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const own = url.origin === address || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!own) broken.add(`${at()}: asked ${url.origin}`);
  });
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

async function signIn(browser: Browser, address: string, role: Role): Promise<Session> {
  const account = demonstrationAccounts.find((each) => each.role === role);
  if (!account) throw new Error(`no account of the demonstration: ${role}`);
  const { email, password } = account;
  const context = await browser.newContext();
  const answer = await context.request.post(`${address}/api/session`, {
    data: { email, password },
    headers: { origin: address },
  });
  if (!answer.ok()) throw new Error(`signing in as ${role}: ${answer.status()}`);
  const session = await context.storageState();
  await context.close();
  return session;
}

/** @param from the data of `npm start` unless the pages looked at show none of it */
export async function startSite(from: Filling = 'demo'): Promise<Site> {
  const program: RunningProgram = await startProgram({}, { from });
  const browser: Browser = await launchChromium();
  const broken = new Set<string>();
  const sessions = new Map<Role, Promise<Session>>();
  const sessionOf = (role: Role): Promise<Session> => {
    const session = sessions.get(role) ?? signIn(browser, program.address, role);
    sessions.set(role, session);
    return session;
  };
  return {
    address: program.address,
    async open(role, size = desk) {
      const context = await browser.newContext({
        viewport: size,
        reducedMotion: 'reduce',
        ...(role ? { storageState: await sessionOf(role) } : {}),
      });
      const page = await context.newPage();
      watch(page, program.address, broken);
      return page;
    },
    async close() {
      await browser.close();
      await program.stop();
      if (broken.size > 0) throw new Error([...broken].join('\n'));
    },
  };
}

/** Goes to an address of the site and waits until its figures are there. */
export async function visit(page: Page, site: Site, path: string): Promise<void> {
  await page.goto(`${site.address}${path}`);
  await settled(page);
}

/** Waits until no card is waiting for figures. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#main').waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
}

/** A file a press of a link gives: as `setInputFiles` takes it back. */
export interface Downloaded {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * Presses a link that must start a download, and reads the file from the address the browser then
 * asked, as the same person: a busy headless browser now and then drops a download it has begun.
 */
export async function downloaded(page: Page, link: Locator): Promise<Downloaded> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const answer = await page.context().request.get(download.url());
  if (!answer.ok()) throw new Error(`downloading ${download.url()}: ${answer.status()}`);
  return {
    name: download.suggestedFilename(),
    mimeType: answer.headers()['content-type'] ?? '',
    buffer: await answer.body(),
  };
}

/** What axe finds on the page as it is now, at WCAG 2.2 level AA and its best practices. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof axeCore };
    // At the top, where the sticky bar lies over nothing; the path test holds focus clear of it.
    window.scrollTo(0, 0);
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'], // it need not write out what passes: four tenths of its time
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`),
    );
  });
}

/** Controls smaller than 24 by 24 CSS pixels, but links in a line of text (WCAG 2.2, 2.5.8). */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button, select, summary, input:not([type="hidden"]), [role="tab"]',
    );
    return [...controls].flatMap((control) => {
      const target = control.closest('label') ?? control;
      const { width, height } = target.getBoundingClientRect();
      const unseen = width < 2 || height < 2 || getComputedStyle(control).visibility === 'hidden';
      const inText =
        getComputedStyle(control).display === 'inline' && control.closest('p, li, th, td, dd');
      if (unseen || inText || (width >= 24 && height >= 24)) return [];
      return [`${Math.round(width)}x${Math.round(height)} ${control.outerHTML.slice(0, 120)}`];
    });
  });
}

/** What sticks out to the right, other than inside a table's own scroll. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - wide;
    const out = [...document.querySelectorAll<HTMLElement>('#main :is(h1, h2, p, button, select)')]
      .filter((each) => !each.closest('.table-scroll, .nhsuk-u-visually-hidden'))
      .filter((each) => each.getBoundingClientRect().right > wide + 1)
      .map((each) => each.outerHTML.slice(0, 120));
    return over > 0 ? [`the page is ${over} pixels too wide`, ...out] : out;
  });
}
