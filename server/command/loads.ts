import type { Command } from 'commander';
import { recordAudit } from '../access/audit.ts';
import { machineOperator } from '../access/operator.ts';
import type { Database } from '../database/connect.ts';
import { LoadBusy } from '../imports/lock.ts';
import { pastLoads } from '../loads/history.ts';
import type { PastLoad } from '../loads/history.ts';
import { lastLoad, rollBack, RollBackRefused } from '../loads/roll-back.ts';
import { settledFor } from '../loads/settled.ts';
import type { Settled } from '../loads/settled.ts';
import { StartError } from '../start-error.ts';
import { openForCommand } from './database.ts';

/** `impact loads`, `impact roll-back` and `impact mapping`: what was loaded, the way back, and how a source is read. */
export function registerLoads(program: Command): void {
  program
    .command('loads')
    .description('list what was loaded, newest first')
    .option('--json', 'for programs')
    .option('--limit <lines>', 'how many', '20')
    .action(({ json, limit }: { json?: boolean; limit: string }) =>
      onDatabase(async (database) => {
        const loads = await pastLoads(database, linesOf(limit));
        console.log(json ? JSON.stringify(loads, null, 2) : loads.map(lineOf).join('\n'));
      }),
    );
  program
    .command('roll-back')
    .description('take the last load back: the data are then as they were before it')
    .option('--yes', 'do it; without, only what would happen is said')
    .action(({ yes }: { yes?: boolean }) => onDatabase((database) => back(database, yes ?? false)));
  program
    .command('mapping')
    .description('print what is settled about a source, as impact load --mapping reads it')
    .argument('<source>', 'name of the source system')
    .action((source: string) =>
      onDatabase(async (database) => {
        console.log(JSON.stringify(mappingOf(await settledFor(database, source)), null, 2));
      }),
    );
}

async function onDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const opened = await openForCommand();
  try {
    await work(opened.database);
  } catch (failure) {
    if (failure instanceof RollBackRefused || failure instanceof LoadBusy)
      throw new StartError(failure.message);
    throw failure;
  } finally {
    await opened.close();
  }
}

function linesOf(limit: string): number {
  const lines = Number(limit);
  if (Number.isInteger(lines) && lines >= 1 && lines <= 10_000) return lines;
  throw new StartError(`not a number of lines: ${limit}; 1 to 10000`);
}

const statusWords: Readonly<Record<PastLoad['status'], string>> = {
  loaded: 'loaded',
  unchanged: 'nothing new',
  refused: 'refused',
  failed: 'failed',
  undone: 'rolled back',
  rolled_back: 'roll back',
};

function lineOf(load: PastLoad): string {
  return [
    String(load.loadId).padStart(5),
    load.startedAt.slice(0, 16).replace('T', ' '),
    statusWords[load.status].padEnd(11),
    `${load.source}: ${load.name}`,
    `${load.accepted.toLocaleString('en-GB')} row${load.accepted === 1 ? '' : 's'}, ${load.quarantined.toLocaleString('en-GB')} left out`,
    load.dataVersion ?? '',
    load.by ?? '',
  ]
    .join('  ')
    .trimEnd();
}

async function back(database: Database, yes: boolean): Promise<void> {
  const last = await lastLoad(database);
  if (last && !yes)
    throw new StartError(
      `this would take back load ${last.loadId}, ${last.source}: ${last.name}, and show the figures of ` +
        `${last.before ?? 'no load'} again; nothing done, say --yes`,
    );
  const viewer = machineOperator();
  const done = await rollBack(database, viewer.id);
  await recordAudit(database, {
    action: 'load',
    viewer,
    target: `${done.undone.source}: ${done.undone.name}`,
    dataVersion: done.dataVersion,
    detail: 'rolled back',
  });
  console.log(
    `rolled back load ${done.undone.loadId}: ${done.restored.toLocaleString('en-GB')} rows put back, ` +
      `${done.removed.toLocaleString('en-GB')} taken out, in ${done.seconds.toFixed(1)} s; data version ${done.dataVersion}`,
  );
}

/** What is settled, in the form of a mapping file. */
function mappingOf(settled: readonly Settled[]): object {
  const of = (kind: Settled['kind']): Record<string, Record<string, string | null>> => {
    const groups: Record<string, Record<string, string | null>> = {};
    for (const each of settled.filter((one) => one.kind === kind))
      (groups[each.of] ??= {})[each.from] = each.to;
    return groups;
  };
  return { headings: of('heading'), terms: of('term') };
}
