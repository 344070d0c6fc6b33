import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from '../../server/database/connect.ts';
import type { Database } from '../../server/database/connect.ts';
import { startEmbedded } from '../../server/database/embedded/start.ts';
import { migrate } from '../../server/database/migrate.ts';
import { openSnapshot } from '../../server/episodes/open-snapshot.ts';
import { openExtract } from '../../server/imports/folder.ts';
import { loadExtract } from '../../server/imports/load.ts';
import { generateExtract } from '../../seeds/synthetic/index.ts';
import { benchEngland } from './england.ts';
import { benchLockOut, type LockOut } from './lock-out.ts';
import { benchKernel } from './kernel.ts';
import type { Spread } from './kernel.ts';
import { benchPlainCopy } from './plain-copy.ts';
import { benchPublishing } from './publishing.ts';
import type { PublishingBench } from './publishing.ts';
import { benchTruths } from './truths.ts';

/**
 * `npm run bench`: the promises that can be measured without a browser, on a database of its own.
 * An extract of a real service beside the repository is used when there is one, else the
 * demonstration borough. `--england` adds five million referrals in memory. `--truths` does something
 * else: it counts how often intervals hold what was planted, over 200 seeds (`--seeds=50` for fewer).
 * `--lock-out` as well: how far guessing passwords gets.
 */
async function main(): Promise<void> {
  if (process.argv.includes('--truths')) return benchTruths(seedsAsked(), say);
  const folder = mkdtempSync(join(tmpdir(), 'impact-bench-'));
  chmodSync(folder, 0o711); // as root, the server's account must pass through
  const server = await startEmbedded({ dataFolder: join(folder, 'data') });
  const database = connect(server.url);
  try {
    say(`${cpus().length} processors, PostgreSQL ${server.major}, Node ${process.version}`);
    await migrate(database);
    if (process.argv.includes('--lock-out')) return sayLockOut(await benchLockOut(database));
    await benchBorough(database, folder);
  } finally {
    await database.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  if (process.argv.includes('--england')) sayEngland();
}

function seedsAsked(): number {
  const asked = process.argv.find((each) => each.startsWith('--seeds='));
  return asked ? Number(asked.slice('--seeds='.length)) : 200;
}

async function benchBorough(database: Database, folder: string): Promise<void> {
  const snapshots = join(folder, 'snapshots');
  const extract = '../shared/extract/borough';
  const opened = existsSync(extract)
    ? await openExtract(resolve(extract))
    : generateExtract({ size: 'demo' });
  const load = await timed(() =>
    loadExtract(opened, { database, pseudonymKey: Buffer.alloc(32, 7) }),
  );
  say(`load of ${opened.name}: ${seconds(load.time)} (${load.result.status})`);
  const { rows, bare, keyed } = await benchPlainCopy(database, join(folder, 'rows'));
  const times = (time: number): string => `${(load.time / time).toFixed(1)} times`;
  say(`  ${times(keyed)} plain COPY of its ${rows} rows (${seconds(keyed)}); promised 3`);
  say(`  ${times(bare)} COPY into tables without key or index (${seconds(bare)})`);
  const cold = await timed(() => openSnapshot(database, snapshots));
  await cold.result.close();
  const warm = await timed(() => openSnapshot(database, snapshots));
  say(`snapshot: ${seconds(cold.time)} from PostgreSQL, ${seconds(warm.time)} from its file`);
  const result = await benchKernel(warm.result.currentSnapshot()!, database, {
    cohorts: 500,
    sqlCohorts: 40,
  });
  const published = benchPublishing(warm.result.currentSnapshot()!, 40);
  await warm.result.close();
  say(`page of 15 panels, ${result.referrals} referrals, ${result.cohorts} random cohorts:`);
  say(`  kernel ${words(result.kernel)}; promised p95 10 ms`);
  say(`  SQL    ${words(result.sql)} (${result.sqlCohorts} of them)`);
  say(`  ratio  ${result.ratio.toFixed(0)}; promised 20`);
  for (const each of published) sayPublishing(each);
}

function sayPublishing(bench: PublishingBench): void {
  const { viewer, figures, counting, publishing, worst } = bench;
  const of = (time: number): string => `${(time / figures).toFixed(2)} ms`;
  const ratio = (value: number): string => value.toFixed(2);
  say(`publishing to a ${viewer}, ${figures} figures: ${of(publishing)} a figure`);
  say(`  ${ratio(publishing / counting)} of counting and deriving it (${of(counting)}); most:`);
  for (const each of worst) say(`    ${each.figure}: ${ratio(each.ratio)}`);
}

function sayEngland(): void {
  const { referrals, requests, all, scoped } = benchEngland();
  say(`one panel, ${referrals} referrals, ${requests} random requests each:`);
  say(`  everyone       ${words(all)}; promised p95 50 ms`);
  say(`  some PCNs only ${words(scoped)}`);
}

function sayLockOut(found: LockOut): void {
  say(
    `one account: locked after ${found.untilLocked} wrong passwords, at ${found.attemptsPerSecond.toFixed(1)} a second;`,
  );
  say(`  passwords looked at: ${found.inAnHour} in the first hour, ${found.inADay} in a day`);
  say(
    `one network address: turned away after ${found.fromOneAddress} wrong passwords in a minute,`,
  );
  say(`  whatever accounts they are for: ${found.fromOneAddress * 60} an hour at most`);
}

const say = (line: string): void => console.log(line);
const seconds = (time: number): string => `${(time / 1000).toFixed(2)} s`;
const words = ({ p50, p95, most }: Spread): string =>
  `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, most ${most.toFixed(2)} ms`;

async function timed<T>(work: () => Promise<T>): Promise<{ time: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { time: performance.now() - started, result };
}

await main();
