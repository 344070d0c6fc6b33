import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { Recipe } from '#figure/recipe.ts';
import { machineOperator } from '../access/operator.ts';
import type { Asking } from '../answers/asking.ts';
import { writeFileWhole } from '../exports/write-file.ts';
import { HttpError } from '../http-error.ts';
import type { Step } from '../jobs/jobs.ts';
import { terminalProgress } from '../progress.ts';
import { contentsPage } from '../reports/contents.ts';
import { makeReport, staleWords } from '../reports/make-report.ts';
import type { ReportPart } from '../reports/make-report.ts';
import { parseRecipe } from '../reports/recipe.ts';
import { recipesOf } from '../reports/saved-recipes.ts';
import { keepReport } from '../reports/send-report.ts';
import { recipeOf, templates } from '../reports/templates.ts';
import { StartError } from '../start-error.ts';
import { askingOf } from './asking.ts';
import { currentSnapshotOf } from './snapshot.ts';
import type { OpenedSnapshot } from './snapshot.ts';

interface ReportOptions {
  readonly list?: true;
  readonly each?: 'pcn';
  readonly cohort?: string;
  readonly out: string;
}

/** `impact report RECIPE`: the files of a recipe, the same as the Reports page makes. */
export function registerReport(program: Command): void {
  program
    .command('report')
    .description('make the PowerPoint, Word document, spreadsheet and PDF of a report recipe')
    .argument('[recipe]', 'a template or the name of a kept recipe; --list names them')
    .option('--list', 'list the templates and kept recipes')
    .addOption(new Option('--each <place>', 'once for every PCN').choices(['pcn']))
    .option(
      '--cohort <query>',
      "another cohort than the recipe's, in the grammar of the page address",
    )
    .option('--out <folder>', 'where to; made when it is not there', '.')
    .action(report);
}

async function report(named: string | undefined, options: ReportOptions): Promise<void> {
  const opened = await currentSnapshotOf();
  try {
    if (options.list) return await printList(opened);
    if (named === undefined) throw new StartError('no recipe named; --list names them');
    const asking = await askingOf(opened);
    const recipe = await find(named, options.cohort, opened, asking);
    const progress = terminalProgress();
    const step: Step = (done, total, words) => {
      if (done === 0) progress.step(`making ${recipe.title}`, total);
      progress.at(done, words);
      return Promise.resolve(true);
    };
    const parts = await makeReport(recipe, options.each ?? null, asking, {
      database: opened.records.read,
      step,
    });
    progress.finish();
    await keepReport(opened.records.read, { recipe, parts, viewer: machineOperator() });
    await writeParts(options.out, recipe, parts);
  } catch (failure) {
    if (!(failure instanceof HttpError)) throw failure;
    throw new StartError([failure.message, failure.wayOut].filter(Boolean).join('. '));
  } finally {
    await opened.close();
  }
}

async function printList({ records }: OpenedSnapshot): Promise<void> {
  for (const { id, name, words } of templates) console.log(`${id}\t${name}: ${words}`);
  for (const { name, by } of await recipesOf(records.read, null))
    console.log(`${name}\tkept by ${by}`);
}

async function find(
  named: string,
  cohort: string | undefined,
  { records }: OpenedSnapshot,
  asking: Asking,
): Promise<Recipe> {
  const template = templates.find(({ id }) => id === named);
  const kept = (await recipesOf(records.read, null)).filter(
    ({ id, name }) => id === named || name === named,
  );
  if (kept.length > 1) {
    const ids = kept.map(({ id, by }) => `${id} (${by})`).join(', ');
    throw new StartError(`several recipes have that name: ${ids}; name one by its id`);
  }
  const found: unknown = template ? recipeOf(template, asking) : kept[0]?.recipe;
  if (found === undefined)
    throw new StartError('no such recipe; impact report --list names those there are');
  const recipe = parseRecipe(found, asking);
  return cohort === undefined ? recipe : parseRecipe({ ...recipe, cohort }, asking);
}

/** Every file is there before the first is written; each is written whole. */
async function writeParts(
  folder: string,
  recipe: Recipe,
  parts: readonly ReportPart[],
): Promise<void> {
  const files = parts.flatMap((part) => part.files);
  const page = { path: 'contents.html', bytes: Buffer.from(contentsPage(recipe, parts), 'utf8') };
  for (const { path, bytes } of [...files, page]) {
    const whole = join(folder, path);
    await mkdir(dirname(whole), { recursive: true });
    await writeFileWhole(whole, bytes);
    process.stdout.write(`${whole}\n`);
  }
  for (const { name, missing } of parts)
    if (missing !== null) process.stderr.write(`no report for ${name}: ${missing}\n`);
  const stale = staleWords(parts);
  if (stale !== null) process.stderr.write(`${stale}\n`);
}
