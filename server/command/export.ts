import type { Command } from 'commander';
import { Option } from 'commander';
import type { PolicyId } from '#figure/figure.ts';
import { fileFormats, pictureSizes } from '#figure/formats.ts';
import { recordAudit } from '../access/audit.ts';
import { machineOperator } from '../access/operator.ts';
import { answerFigure } from '../answers/answer.ts';
import { keepFile } from '../archive/keep.ts';
import { withLateNote } from '../archive/late-data.ts';
import { questionOf } from '../archive/question.ts';
import { policies } from '../disclosure/policy.ts';
import { makeFile } from '../exports/make-file.ts';
import { writeFileWhole } from '../exports/write-file.ts';
import { HttpError } from '../http-error.ts';
import { parseFigureQuery, parseMetric } from '../routes/figure-query.ts';
import { parseFormat } from '../routes/files.ts';
import { StartError } from '../start-error.ts';
import { askingOf } from './asking.ts';
import { currentSnapshotOf } from './snapshot.ts';

interface ExportOptions {
  readonly by?: string;
  readonly cohort: string;
  readonly compare?: string;
  readonly policy?: PolicyId;
  readonly format: string;
  readonly size?: string;
  readonly out?: string;
}

/** `impact export METRIC`: one figure as a file, the same as the card's Download tab makes. */
export function registerExport(program: Command): void {
  program
    .command('export')
    .description('write one figure as a file: picture, slide, spreadsheet, document or data')
    .argument('<metric>', 'metric id, for example wellbeing-change')
    .addOption(
      new Option('--format <format>', 'kind of file')
        .choices(fileFormats.map(({ id }) => id))
        .makeOptionMandatory(),
    )
    .option('--by <split>', "how it is split; the metric's first panel when not said")
    .option('--cohort <query>', 'cohort in the grammar of the page address', '')
    .option('--compare <what>', 'previous, last-year, rest, or another cohort')
    .addOption(
      new Option(
        '--policy <policy>',
        'disclosure policy, printed in the file; that of the deployment when not said',
      ).choices(Object.keys(policies)),
    )
    .addOption(
      new Option('--size <size>', 'of a png or svg').choices(pictureSizes.map(({ id }) => id)),
    )
    .option('--out <file>', 'where to; named after the figure in this folder when not said')
    .action(exportFigure);
}

async function exportFigure(id: string, options: ExportOptions): Promise<void> {
  const opened = await currentSnapshotOf();
  try {
    const params = new URLSearchParams(options.cohort);
    if (options.compare) params.set('compare', options.compare);
    const asking = await askingOf(opened);
    const { format, size } = parseFormat(options.format, options.size);
    const { metric, by } = parseMetric(asking.metrics, id, options.by);
    const query = parseFigureQuery(params, opened.snapshot);
    const question = { metric, by, ...query, policy: options.policy, purpose: 'file' as const };
    const figure = await answerFigure(question, asking);
    const noted = await withLateNote(figure, opened.records.read);
    const file = await makeFile(noted, format, { size });
    await keepFile(opened.records.read, {
      viewer: machineOperator(),
      figures: [{ figure, question: questionOf(question, figure) }],
      format: format.id,
      name: file.name,
      bytes: file.bytes,
    });
    await recordAudit(opened.records.read, {
      action: 'file',
      viewer: machineOperator(),
      target: `${metric.id}:${by}`,
      cohort: figure.cohort.key,
      policy: figure.provenance.policy,
      format: format.id,
      dataVersion: figure.provenance.dataVersion,
    });
    const path = options.out ?? file.name;
    await writeFileWhole(path, file.bytes);
    process.stdout.write(`${path}\n`);
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    throw new StartError([failure.message, failure.wayOut].filter(Boolean).join('. '));
  } finally {
    await opened.close();
  }
}
