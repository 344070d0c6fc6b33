import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, desk, jobOf, phone, shiftOf, spread } from './browser-measures.ts';
import type { Job, Look } from './browser-measures.ts';
import { redrawsOf } from './redraws.ts';
import type { Redraw } from './redraws.ts';
import { runChild } from '../support/child.ts';
import { launchChromium } from '../support/chromium.ts';

/**
 * `npm run bench:tasks`: what each user comes to do, done in a real browser on the demonstration
 * borough: clicks and seconds, time from filter to redraw, layout shift of each page, bytes of the
 * first load. `-- http://localhost:3000` measures a dashboard that already runs; of several, as
 * before and after a change, the redraws are compared.
 */

const press = (name: string | RegExp, role: 'button' | 'link' | 'tab' = 'button') =>
  ({ kind: 'press', role, name }) as const;
const find = (metric: string) =>
  ({ kind: 'see', what: `[data-metric="${metric}"] .finding` }) as const;

/** The three commonest tasks of each user, from what they come to ask. */
const jobs: readonly Job[] = [
  {
    role: 'manager',
    name: 'did the last files load, is a practice missing?',
    steps: [press('Data quality', 'link'), find('freshness')],
  },
  {
    role: 'manager',
    name: 'is wellbeing moving, and how many were measured twice?',
    steps: [press('Wellbeing', 'link'), find('wellbeing-change')],
  },
  {
    role: 'manager',
    name: 'the quarterly contract report',
    steps: [
      press('Reports', 'link'),
      press('Quarterly contract report'),
      press('Make the files'),
      { kind: 'see', what: 'a:text-is("Download")' },
    ],
  },
  {
    role: 'director',
    name: 'can we cope, how long do people wait?',
    steps: [find('annual-people'), find('wait')],
  },
  {
    role: 'director',
    name: 'who are we not reaching?',
    steps: [press('Equity', 'link'), find('equity')],
  },
  {
    role: 'director',
    name: 'is it freeing GP appointments?',
    steps: [press('GP appointments', 'link'), find('gp-event-study')],
  },
  {
    role: 'commissioner',
    name: 'one chart for a report',
    steps: [press('Download', 'tab'), press(/PNG/), { kind: 'see', what: ':text("Saved ")' }],
  },
  {
    role: 'commissioner',
    name: 'compare the PCNs fairly',
    steps: [find('wellbeing-life-satisfaction')],
  },
  {
    role: 'commissioner',
    name: 'the annual report in one go',
    steps: [
      press('Reports', 'link'),
      press('Annual report'),
      press('Make the files'),
      { kind: 'see', what: 'a:text-is("Download")' },
    ],
  },
];

const pages = [
  'overview',
  'referrals',
  'workload',
  'wellbeing',
  'gp-appointments',
  'green',
  'equity',
  'data-quality',
  'reports',
  'about',
];

async function sayTasks(look: Look): Promise<void> {
  say('task: clicks, seconds');
  for (const job of jobs) {
    const { clicks, time } = await jobOf(look, job);
    say(`  ${job.role}, ${job.name}: ${clicks} clicks, ${(time / 1000).toFixed(1)} s`);
  }
}

async function sayShifts(look: Look): Promise<void> {
  say('layout shift, desk and phone');
  for (const path of pages) {
    const shifts = [await shiftOf(look, path, desk), await shiftOf(look, path, phone)];
    say(`  ${path}: ${shifts.map((shift) => shift.toFixed(4)).join(', ')}`);
  }
}

const pagesOfFigures = [
  'overview',
  'workload',
  'wellbeing',
  'gp-appointments',
  'referrals',
  'green',
] as const;

/** Filter to redraw, each role and page by hand and unannounced; several dashboards in turn. */
async function sayRedraws(looks: readonly Look[]): Promise<void> {
  say('filter to redraw: what is in the window (promised 100 ms); the whole page; main thread');
  for (const role of ['manager', 'commissioner'] as const)
    for (const path of pagesOfFigures)
      for (const way of ['hand', 'unannounced'] as const) {
        const found = await redrawsOf(looks, role, path, way);
        found.forEach((redraws, at) => {
          const words = (of: (one: Redraw) => number): string => {
            const { p50, p95 } = spread(redraws.map(of));
            return `${p50.toFixed(0)} / ${p95.toFixed(0)}`;
          };
          const whose = looks.length > 1 ? ` ${looks[at]?.address}` : '';
          say(
            `  ${role}, ${path}, ${way}${whose}, ${redraws.length} clicks: p50 / p95 ` +
              `${words(({ seen }) => seen)} ms; ${words(({ whole }) => whole)} ms; ` +
              `${words(({ busy }) => busy)} ms`,
          );
        });
      }
}

const say = (line: string): void => console.log(line);

async function measure(look: Look): Promise<void> {
  const { whole, packed } = await bytesOf(look);
  say(`first load: ${(packed / 1000).toFixed(0)} kB packed, ${(whole / 1000).toFixed(0)} kB whole`);
  await sayShifts(look);
  await sayTasks(look);
  await sayRedraws([look]);
}

/** Starts the dashboard as `npm start` does, on a folder of its own that goes with it. */
async function withDashboard(work: (address: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'impact-tasks-'));
  const env = { ...process.env, DATA_FOLDER: folder, HOST: '127.0.0.1', PORT: '0' };
  const child = runChild('server/main.ts', [], { env });
  try {
    const [, address = ''] = await child.says(/ready: (http:\/\/localhost:\d+)/);
    await work(address);
  } finally {
    child.signal('SIGTERM');
    await child.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

const browser = await launchChromium();
try {
  const given = process.argv.slice(2).map((address): Look => ({ address, browser }));
  const [first, ...others] = given;
  if (!first) await withDashboard((address) => measure({ address, browser }));
  else if (others.length === 0) await measure(first);
  else await sayRedraws(given);
} finally {
  await browser.close();
}
