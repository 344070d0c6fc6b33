import { answerFigure } from '../answers/answer.ts';
import type { Asking } from '../answers/asking.ts';
import { checkFigure, checkedFormats } from './check-figure.ts';
import type { Make } from './check-figure.ts';
import { questionsOf } from './questions.ts';
import type { FileDifference } from './tally.ts';

/** What a run found. */
export interface ExportCheck {
  readonly dataVersion: string;
  readonly questions: number;
  readonly files: number;
  readonly values: number;
  readonly formats: readonly string[];
  readonly seed: number;
  /** How many values differ; the first of them are named. */
  readonly differing: number;
  readonly differences: readonly (FileDifference & { readonly figure: string })[];
}

export interface CheckOptions {
  readonly questions: number;
  readonly seed: number;
  readonly make?: Make;
  /** Told before each question. */
  step?(done: number, total: number, words: string): void;
}

const mostNamed = 50;

/**
 * Asks random questions of the data being served, makes every file of each answer, reads the files
 * back and compares each value with the figure the page draws.
 */
export async function checkExports(asking: Asking, options: CheckOptions): Promise<ExportCheck> {
  const questions = questionsOf(asking, options.questions, options.seed);
  const differences: (FileDifference & { figure: string })[] = [];
  let values = 0;
  let differing = 0;
  for (const [at, { request, viewer }] of questions.entries()) {
    const figure = `${request.metric.id} by ${request.by}`;
    options.step?.(at, questions.length, figure);
    const answer = await answerFigure(request, { ...asking, viewer });
    const tally = await checkFigure(answer, options.make);
    values += tally.values;
    differing += tally.differences.length;
    differences.push(...tally.differences.map((each) => ({ ...each, figure })));
  }
  return {
    dataVersion: asking.snapshot.version,
    questions: questions.length,
    files: questions.length * checkedFormats.length,
    values,
    formats: checkedFormats,
    seed: options.seed,
    differing,
    differences: differences.slice(0, mostNamed),
  };
}
