import express from 'express';
import type { RequestHandler } from 'express';
import type { Viewer } from '../access/viewer.ts';
import type { Asking } from '../answers/asking.ts';
import type { Queries } from '../database/connect.ts';
import type { Make } from '../exports/make-bytes.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { answerRecipe, figuresOf, withBound } from '../reports/answer-recipe.ts';
import { tokensOf } from '../reports/commentary.ts';
import { makeReport, staleWords } from '../reports/make-report.ts';
import { parseRecipe } from '../reports/recipe.ts';
import { deleteRecipe, recipesOf, saveRecipe } from '../reports/saved-recipes.ts';
import { zipReport } from '../reports/send-report.ts';
import { recipeOf, templates } from '../reports/templates.ts';
import { bodyOf, choiceOf, flagOf, onlyKeys, textOf } from './body.ts';
import { oneLine } from './notes.ts';
import type { GuardedRoute } from './route.ts';

export interface ReportParts {
  asking(viewer: Viewer): Promise<Asking>;
  readonly database: Queries;
  readonly jobs: Jobs;
  readonly make: Make;
  readonly limit: RequestHandler;
}

const who = ['manager', 'director', 'commissioner'] as const;

/** Forty cards with commentary, and room to spare. */
const recipeBody = express.json({ limit: '256kb' });

/** `GET /api/reports`: templates as recipes of today, and the recipes kept; nothing else is made. */
function list({ asking, database }: ReportParts): GuardedRoute {
  return {
    method: 'get',
    path: '/reports',
    who,
    async handle(_request, response, viewer) {
      const here = await asking(viewer);
      response.json({
        templates: templates.map((template) => ({
          id: template.id,
          name: template.name,
          words: template.words,
          recipe: recipeOf(template, here),
        })),
        recipes: await recipesOf(database, viewer),
      });
    },
  };
}

/** `POST /api/reports/preview` `{ recipe }`: findings, commentary filled in, and what is stale. */
function preview({ asking, limit }: ReportParts): GuardedRoute {
  return {
    method: 'post',
    path: '/reports/preview',
    who,
    limits: [limit, recipeBody],
    async handle(request, response, viewer) {
      const body = bodyOf(request);
      onlyKeys(body, ['recipe']);
      const here = await asking(viewer);
      const answered = await answerRecipe(parseRecipe(body['recipe'], here), here);
      response.json({
        cards: figuresOf(answered).map((figure, at) => ({
          title: figure.title,
          headline: figure.headline,
          subtitle: figure.subtitle,
          message: figure.message,
          cohort: figure.cohort.words,
          policy: figure.provenance.policyWords,
          commentary: answered.commentary[at],
          period: answered.periods[at] ?? null,
          tokens: tokensOf(figure),
        })),
      });
    },
  };
}

/** `POST /api/reports/run` `{ recipe, each: "pcn" | "none" }`: begins making it; answers with the job. */
function run({ asking, database, jobs, make, limit }: ReportParts): GuardedRoute {
  return {
    method: 'post',
    path: '/reports/run',
    who,
    limits: [limit, recipeBody],
    async handle(request, response, viewer) {
      const body = bodyOf(request);
      onlyKeys(body, ['recipe', 'each']);
      const each = choiceOf(body, 'each', ['pcn', 'none']) === 'pcn' ? 'pcn' : null;
      const here = await asking(viewer);
      const recipe = parseRecipe(body['recipe'], here);
      const job = jobs.begin(viewer, `making ${recipe.title}`, async (step, signal) => {
        const tools = { database, step, make, signal };
        const parts = await makeReport(recipe, each, here, tools);
        const file = await zipReport(database, { recipe, parts, viewer });
        const made = parts.filter(({ files }) => files.length > 0).length;
        const without = parts.length - made;
        const words = `${recipe.title}: ${each === null ? 'the report is ready' : `${made} reports are ready`}`;
        const ready = without > 0 ? `${words}; ${without} had nothing to show.` : `${words}.`;
        return { words: [ready, staleWords(parts)].filter(Boolean).join(' '), file };
      });
      response.status(202).json(job);
    },
  };
}

/** `POST /api/reports` `{ name, shared, recipe }` keeps a recipe; `DELETE /api/reports/:id` forgets it. */
function keep({ asking, database }: ReportParts): readonly GuardedRoute[] {
  return [
    {
      method: 'post',
      path: '/reports',
      who,
      limits: [recipeBody],
      async handle(request, response, viewer) {
        const body = bodyOf(request);
        onlyKeys(body, ['name', 'shared', 'recipe']);
        const here = await asking(viewer);
        const answered = await answerRecipe(parseRecipe(body['recipe'], here), here);
        const recipe = withBound(answered);
        const name = oneLine(textOf(body, 'name', 300), 'the name');
        const shared = flagOf(body, 'shared');
        const id = await saveRecipe(database, { name, shared, recipe }, viewer);
        response.status(201).json({ id, recipe });
      },
    },
    {
      method: 'delete',
      path: '/reports/:id',
      who,
      async handle(request, response, viewer) {
        await deleteRecipe(database, String(request.params['id']), viewer);
        response.status(204).end();
      },
    },
  ];
}

export function reportRoutes(parts: ReportParts): readonly GuardedRoute[] {
  return [list(parts), preview(parts), run(parts), ...keep(parts)];
}
