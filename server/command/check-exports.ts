import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { randomInt } from 'node:crypto';
import type { ExportCheck } from '../export-check/check-exports.ts';
import { recordCheck } from '../export-check/records.ts';
import { terminalProgress } from '../progress.ts';
import { StartError } from '../start-error.ts';
import { askingOf } from './asking.ts';
import { currentSnapshotOf } from './snapshot.ts';

interface CheckOptions {
  readonly questions: number;
  readonly seed?: number;
}

const whole =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`a whole number from ${least} to ${most}`);
  };

/** `impact check-exports`: whether files hold what the page shows, on this deployment's own data. */
export function registerCheckExports(program: Command): void {
  program
    .command('check-exports')
    .description('make files of random figures, read them back, compare every value with the page')
    .option('--questions <count>', 'how many figures to ask for', whole(1, 5000), 60)
    .option('--seed <number>', 'ask the questions of an earlier run again', whole(0, 2 ** 32 - 1))
    .action(check);
}

async function check({ questions, seed }: CheckOptions): Promise<void> {
  // What reads files back is read now: it would double the time every other command takes to start.
  const { checkExports } = await import('../export-check/check-exports.ts');
  const opened = await currentSnapshotOf();
  try {
    const progress = terminalProgress();
    const asking = await askingOf(opened);
    const found = await checkExports(asking, {
      questions,
      seed: seed ?? randomInt(2 ** 32),
      step: (done, total, words) => {
        if (done === 0) progress.step('comparing files with the page', total);
        progress.at(done, words);
      },
    });
    progress.finish();
    await recordCheck(opened.records.read, found);
    report(found);
  } finally {
    await opened.close();
  }
}

function report(found: ExportCheck): void {
  const { questions, files, formats, values, differing, differences, seed } = found;
  console.log(
    `${questions} figures, ${files} files (${formats.join(', ')}), ${values.toLocaleString('en-GB')} values compared; ` +
      `${differing} differ; data version ${found.dataVersion}; seed ${seed}`,
  );
  for (const { figure, format, place, wanted, got } of differences)
    console.log(`  ${figure}, ${format}, ${place}: page ${wanted}, file ${got}`);
  if (differing > 0)
    throw new StartError(
      `files do not hold what the page shows: ${differing} values; do not publish files until this is mended`,
    );
}
