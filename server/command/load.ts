import { readFile, writeFile } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { openExtract } from '../imports/folder.ts';
import { loadExtract } from '../imports/load.ts';
import type { Progress } from '../imports/load.ts';
import { modeOf } from '../imports/manifest.ts';
import type { ManifestDefaults } from '../imports/manifest.ts';
import { rejectsCsv } from '../imports/record.ts';
import { describeReport } from '../imports/report.ts';
import type { LoadReport } from '../imports/report.ts';
import { ruleOf, rules } from '../imports/rules.ts';
import type { RuleId } from '../imports/rules.ts';
import { pseudonymKey } from '../secrets.ts';
import { StartError } from '../start-error.ts';
import { machineOperator } from '../access/operator.ts';
import { parseMapping } from '../imports/mapping.ts';
import type { GivenMapping } from '../imports/mapping.ts';
import { noteLoad } from '../loads/note-load.ts';
import { confirmable } from '../loads/work.ts';
import { commandSettings, openForCommand } from './database.ts';

interface LoadFlags {
  readonly mode?: string;
  readonly source?: string;
  readonly demo?: boolean;
  readonly confirm?: readonly string[];
  readonly report?: string;
  readonly rejects?: string;
  readonly mapping?: string;
}

/** `impact load FOLDER|ZIP`: loads an extract; exit code 1 when it is refused, and nothing has changed then. */
export function registerLoad(program: Command): void {
  program
    .command('load')
    .description('load an extract: a folder, a zip of one, or a single CSV file')
    .argument('<path>', 'folder, .zip, .csv or .csv.gz')
    .option('--mode <mode>', 'full, period or delta, over what the manifest says')
    .option('--source <name>', 'source system, where there is no manifest')
    .option('--demo', 'the people are invented, where there is no manifest')
    .option('--confirm <rules...>', 'rules looked at and let pass: V06, V07')
    .option('--report <file>', 'write the whole report as JSON')
    .option(
      '--rejects <file>',
      'write the rows left out as CSV: file, row, column, rule; no cell values',
    )
    .option(
      '--mapping <file>',
      'headings and terms to settle for the source, as impact mapping prints them',
    )
    .action(async (path: string, flags: LoadFlags) => {
      const report = await load(path, flags);
      console.log(describeReport(report));
      if (report.status === 'refused') process.exitCode = 1;
    });
}

async function load(path: string, flags: LoadFlags): Promise<LoadReport> {
  const settings = commandSettings();
  const confirm = await plainly(() => confirmed(flags.confirm ?? []));
  const mapping = await plainly(() => mappingOf(flags.mapping));
  const extract = await plainly(() => openExtract(path, defaults(flags)));
  const opened = await openForCommand();
  const bar = progressBar();
  try {
    const key = pseudonymKey(settings);
    const { database } = opened;
    const report = await loadExtract(extract, {
      database,
      pseudonymKey: key,
      confirm,
      mapping,
      by: machineOperator().id,
      onProgress: bar.show,
    });
    bar.stop();
    await noteLoad(database, machineOperator(), report);
    if (flags.report) await writeFile(flags.report, `${JSON.stringify(report, null, 2)}\n`);
    if (flags.rejects) {
      const words = (rule: string): string => rules[ruleOf(rule)].words;
      const csv =
        report.loadId === null
          ? 'file,row,column,rule,what\r\n'
          : await rejectsCsv(database, report.loadId, words);
      await writeFile(flags.rejects, csv);
    }
    return report;
  } finally {
    bar.stop();
    await extract.close();
    await opened.close();
  }
}

/** The mapping of a file, checked before anything is opened. */
async function mappingOf(file: string | undefined): Promise<GivenMapping> {
  if (file === undefined) return {};
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`no such file: ${file}`);
  });
  try {
    return parseMapping(JSON.parse(text));
  } catch (failure) {
    if (failure instanceof SyntaxError) throw new Error(`not JSON: ${file}`, { cause: failure });
    throw failure;
  }
}

/** A mistake in what was typed is told in words alone, without a stack. */
async function plainly<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    throw new StartError(
      failure instanceof Error ? failure.message : 'the extract cannot be opened',
    );
  }
}

function defaults(flags: LoadFlags): ManifestDefaults {
  return {
    ...(flags.mode === undefined ? {} : { mode: modeOf(flags.mode) }),
    ...(flags.source === undefined ? {} : { source: flags.source }),
    ...(flags.demo === undefined ? {} : { demo: flags.demo }),
  };
}

function confirmed(given: readonly string[]): RuleId[] {
  return given
    .flatMap((each) => each.split(','))
    .map((each) => {
      const rule = ruleOf(each.trim().toUpperCase());
      if (!confirmable.includes(rule))
        throw new StartError(`rule cannot be confirmed: ${rule}; one of ${confirmable.join(', ')}`);
      return rule;
    });
}

const phases = {
  reading: 'reading',
  merging: 'merging',
  deriving: 'working out episodes',
} as const;

/** A bar of bytes read, on a terminal; silent elsewhere. */
function progressBar(): { show: (progress: Progress) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { show: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: '{bar} {percentage}% {what}',
    hideCursor: true,
    clearOnComplete: true,
    fps: 10,
  });
  let started = false;
  return {
    show: ({ phase, file, bytes, totalBytes }) => {
      if (!started) bar.start(Math.max(totalBytes, 1), 0, { what: '' });
      started = true;
      const done = phase === 'deriving' ? bar.getTotal() : bytes;
      bar.update(Math.min(done, bar.getTotal()), { what: `${phases[phase]} ${file}` });
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
