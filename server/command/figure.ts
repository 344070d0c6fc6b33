import type { Command } from 'commander';
import { Option } from 'commander';
import type { PolicyId } from '#figure/figure.ts';
import { answerFigure } from '../answers/answer.ts';
import { policies } from '../disclosure/policy.ts';
import { figureArrow } from '../exports/arrow.ts';
import { figureCsv } from '../exports/csv.ts';
import { askingOf } from './asking.ts';
import { currentSnapshotOf } from './snapshot.ts';
import { parseFigureQuery, parseMetric } from '../routes/figure-query.ts';

interface FigureOptions {
  readonly by?: string;
  readonly cohort: string;
  readonly compare?: string;
  readonly policy?: PolicyId;
  readonly format: 'json' | 'csv' | 'arrow';
}

/** `impact figure METRIC`: the same figure as the page and the API, on standard output. */
export function registerFigure(program: Command): void {
  program
    .command('figure')
    .description('print one figure, exactly as the dashboard and its files have it')
    .argument('<metric>', 'metric id, for example wellbeing-change')
    .option(
      '--by <split>',
      "how it is split: month, pcn, ...; the metric's first panel when not said",
    )
    .option('--cohort <query>', 'cohort in the grammar of the page address', '')
    .option('--compare <what>', 'previous, last-year, rest, or another cohort')
    .addOption(
      new Option(
        '--policy <policy>',
        'disclosure policy; that of the deployment when not said',
      ).choices(Object.keys(policies)),
    )
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['json', 'csv', 'arrow'])
        .default('json'),
    )
    .action(printFigure);
}

async function printFigure(id: string, options: FigureOptions): Promise<void> {
  const opened = await currentSnapshotOf();
  try {
    const params = new URLSearchParams(options.cohort);
    if (options.compare) params.set('compare', options.compare);
    const asking = await askingOf(opened);
    const { metric, by } = parseMetric(asking.metrics, id, options.by);
    const query = parseFigureQuery(params, opened.snapshot);
    const figure = await answerFigure(
      { metric, by, ...query, policy: options.policy ?? asking.controlled },
      asking,
    );
    const body = {
      json: () => `${JSON.stringify(figure, null, 2)}\n`,
      csv: () => figureCsv(figure),
      arrow: () => figureArrow(figure),
    }[options.format]();
    await new Promise<void>((resolve, reject) =>
      process.stdout.write(body, (failure) => (failure ? reject(failure) : resolve())),
    );
  } finally {
    await opened.close();
  }
}
