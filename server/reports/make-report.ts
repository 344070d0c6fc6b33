import type { Figure } from '#figure/figure.ts';
import type { Recipe } from '#figure/recipe.ts';
import type { Asking } from '../answers/asking.ts';
import { offerOf } from '../answers/context.ts';
import type { KeptFigure } from '../archive/keep.ts';
import { withLateNote } from '../archive/late-data.ts';
import type { Queries } from '../database/connect.ts';
import type { FileDocument } from '../exports/document.ts';
import { makeBytes, reportFormats } from '../exports/make-bytes.ts';
import type { Make, ReportFormat } from '../exports/make-bytes.ts';
import { HttpError } from '../http-error.ts';
import type { Step } from '../jobs/jobs.ts';
import { answerRecipe, figuresOf } from './answer-recipe.ts';
import { staleIn } from './commentary.ts';
import type { AnsweredRecipe } from './answer-recipe.ts';

/** One file of a report, and the figures it holds. */
export interface ReportFile {
  /** Path in the archive or folder. */
  readonly path: string;
  readonly format: ReportFormat;
  readonly bytes: Uint8Array;
}

/** A report for one cohort: its files, or why it has none. */
export interface ReportPart {
  readonly name: string;
  readonly cohort: string;
  readonly figures: readonly KeptFigure[];
  readonly files: readonly ReportFile[];
  readonly missing: string | null;
  /** Numbers of the commentary that changed since it was kept, or are no longer there. */
  readonly stale: number;
}

/** Letters every system takes, at most 60 of them. */
export const plainName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '') || 'report';

function documentFor(
  { recipe, commentary, periods, cohort }: AnsweredRecipe,
  figures: readonly Figure[],
): FileDocument {
  // The newest of the figures' own times: equal data give equal files, whenever they are made.
  const made = figures
    .map(({ provenance }) => provenance.generatedAt)
    .toSorted()
    .at(-1);
  return {
    title: recipe.title,
    subtitle: cohort,
    made: made ?? new Date(0).toISOString(),
    publisher: figures[0]?.provenance.publisher ?? '',
    commentary: commentary.map(({ words }, at) => {
      const said = [periods[at] ?? '', words].filter((each) => each !== '');
      return said.length === 0 ? null : said.join('\n');
    }),
    ...(recipe.contact === '' ? {} : { contact: recipe.contact }),
  };
}

/** Why a report would say nothing: every figure lacks people, or none may be shown. */
function nothingToSay(figures: readonly Figure[]): string | null {
  const [first] = figures;
  if (!first?.message || figures.some(({ message }) => message === null)) return null;
  return `${first.message.words} ${first.message.wayOut}`;
}

/** Words to whoever made a report with numbers that may no longer fit the words around them. */
export function staleWords(parts: readonly ReportPart[]): string | null {
  const stale = parts.reduce((sum, part) => sum + part.stale, 0);
  if (stale === 0) return null;
  return stale === 1
    ? 'Read the commentary again: 1 of its numbers changed since it was kept, or is no longer there.'
    : `Read the commentary again: ${stale} of its numbers changed since it was kept, or are no longer there.`;
}

const stopped = (): HttpError => new HttpError('stopped; nothing was made', 409);

/** What a run needs besides its recipe. */
export interface ReportTools {
  /** Where closed quarters are kept. */
  readonly database: Queries;
  /** Told how far it is. */
  readonly step: Step;
  /** Who makes the files; this thread when not said. */
  readonly make?: Make;
  /** Stops the file that is being made. */
  readonly signal?: AbortSignal;
}

interface PartWork extends Pick<ReportTools, 'database' | 'signal'> {
  readonly recipe: Recipe;
  readonly name: string;
  readonly folder: string;
  readonly make: Make;
  /** Says what is being made. @throws HttpError when it should stop */
  say(words: string): Promise<void>;
}

async function makePart(work: PartWork, asking: Asking): Promise<ReportPart> {
  const { recipe, name, folder } = work;
  await work.say(`figures of ${name}`);
  const answered = await answerRecipe(recipe, asking);
  const figures = figuresOf(answered);
  const { cohort } = answered;
  const missing = nothingToSay(figures);
  if (missing !== null) return { name, cohort, figures: [], files: [], missing, stale: 0 };
  const document = documentFor(answered, figures);
  const noted: Figure[] = [];
  for (const figure of figures) noted.push(await withLateNote(figure, work.database));
  const params = new URLSearchParams(recipe.cohort);
  const base = `${plainName(recipe.title)}_${params.get('from')}_${params.get('to')}`;
  const exact = recipe.policy === 'exact' ? '_exact' : '';
  const files: ReportFile[] = [];
  for (const format of reportFormats) {
    await work.say(`${format} of ${name}`);
    const making = { kind: 'report', figures: noted, format, document } as const;
    const bytes = await work.make(making, work.signal);
    files.push({ path: `${folder}${base}${exact}.${format}`, format, bytes });
  }
  const stale = staleIn(answered.commentary);
  return { name, cohort, figures: answered.kept, files, missing: null, stale };
}

/** The cohorts a run is for: the recipe's own, or the recipe's in every PCN of today. */
function partsOf(
  recipe: Recipe,
  each: 'pcn' | null,
  asking: Asking,
): Pick<PartWork, 'recipe' | 'name' | 'folder'>[] {
  if (each === null) return [{ recipe, name: recipe.title, folder: '' }];
  const { label } = offerOf(asking.snapshot);
  const places = asking.snapshot.dictionaries.pcn.flatMap((place) =>
    place?.current ? [place.code] : [],
  );
  return places.map((code) => {
    const params = new URLSearchParams(recipe.cohort);
    for (const key of ['pcn', 'practice', 'team']) params.delete(key);
    params.set('pcn', code);
    const name = label('pcn', code);
    return {
      recipe: {
        ...recipe,
        title: `${recipe.title}: ${name}`.slice(0, 300),
        cohort: params.toString(),
      },
      name,
      folder: `${plainName(name)}/`,
    };
  });
}

/**
 * Makes the PowerPoint, Word document, spreadsheet and PDF of a recipe, once or for every PCN. Nothing leaves here:
 * the caller keeps the figures and hands over whole files.
 * @throws HttpError 409 when there is nothing to show at all, or the work was stopped
 */
export async function makeReport(
  recipe: Recipe,
  each: 'pcn' | null,
  asking: Asking,
  { step, make = makeBytes, ...tools }: ReportTools,
): Promise<readonly ReportPart[]> {
  const wanted = partsOf(recipe, each, asking);
  const total = wanted.length * (reportFormats.length + 1);
  let done = 0;
  const say = async (words: string): Promise<void> => {
    if (!(await step(done++, total, words))) throw stopped();
  };
  const parts: ReportPart[] = [];
  for (const part of wanted) parts.push(await makePart({ ...part, ...tools, make, say }, asking));
  if (parts.some(({ files }) => files.length > 0)) return parts;
  throw new HttpError('the report would be empty', 409, {
    code: 'empty-report',
    wayOut: parts[0]?.missing ?? 'Choose a longer period or a wider area.',
  });
}
