import type { Column, Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell } from '#figure/format.ts';
import type { BoundNumber, ResolvedCommentary, Token } from '#figure/recipe.ts';
import { HttpError } from '../http-error.ts';

const braces = /\{\{([^{}]*)\}\}/g;
/** metric, split where it matters, column, and row where it is not the total. */
const grammar = /^([a-z0-9-]+)(?::([a-z0-9_-]+))?\.([A-Za-z0-9_.-]+)(?:@(.+))?$/;

const mostTokens = 60;

/** The row without a name: the total, or the only row. */
function plainRow({ rows, total }: Figure): Row | undefined {
  return total ?? (rows.length === 1 ? rows[0] : undefined);
}

/** Numbers of a figure, total first: what can be offered for its commentary. */
export function tokensOf(figure: Figure): readonly Token[] {
  const plain = plainRow(figure);
  const named = (row: Row, column: Column): Token => ({
    token: `${figure.metric}:${figure.by}.${column.key}${row === plain ? '' : `@${row.key}`}`,
    label: `${row.label}: ${column.label}`,
    value: writeCell(row.cells[column.key], column),
  });
  const rows = [...(plain ? [plain] : []), ...figure.rows.filter((row) => row !== plain)];
  return rows
    .flatMap((row) =>
      figure.columns.flatMap((column) => (row.cells[column.key] ? [named(row, column)] : [])),
    )
    .slice(0, mostTokens);
}

/** Stands where a figure or a row of it is gone. */
const gone = 'not available';

/** How many numbers need a look: changed since they were kept, or gone. */
export const staleIn = (commentary: readonly ResolvedCommentary[]): number =>
  commentary.flatMap(({ numbers }) => numbers).filter(({ stale, now }) => stale || now === gone)
    .length;

function unknown(token: string, wayOut: string): HttpError {
  return new HttpError(`no such number in the commentary: {{${token}}}`, 400, {
    code: 'unknown-number',
    wayOut,
  });
}

/** The words of one token. A figure that shows nothing has no numbers, which is no mistake. */
function valueOf(token: string, figures: readonly Figure[]): string {
  const [, metric, by, key, rowKey] = grammar.exec(token) ?? [];
  if (metric === undefined)
    throw unknown(token, 'Write {{figure.column}} or {{figure.column@row}}.');
  const figure = figures.find(
    (each) => each.metric === metric && (by === undefined || each.by === by),
  );
  if (!figure) throw unknown(token, `Add the figure ${metric} to the report first.`);
  if (key === 'headline') return figure.headline;
  if (figure.message) return gone;
  const column = figure.columns.find((each) => each.key === key);
  if (!column)
    throw unknown(token, `Its columns: ${figure.columns.map((each) => each.key).join(', ')}.`);
  if (rowKey === undefined) {
    const row = plainRow(figure);
    if (row) return writeCell(row.cells[column.key], column);
    throw unknown(token, 'This figure has no total; name a row after @.');
  }
  const row = figure.rows.find((each) => each.key === rowKey);
  return row ? writeCell(row.cells[column.key], column) : gone;
}

/**
 * Commentary with its numbers filled in from the published figures of the report: no number is
 * typed, so none can go out of date unseen.
 * @param bound what each was when the recipe was saved
 * @throws HttpError 400 naming a number that no figure of the report has
 */
export function resolveCommentary(
  commentary: string,
  bound: Readonly<Record<string, string>>,
  figures: readonly Figure[],
): ResolvedCommentary {
  const numbers = new Map<string, BoundNumber>();
  const words = commentary.replace(braces, (_whole, inside: string) => {
    const token = inside.trim();
    const now = valueOf(token, figures);
    const was = Object.hasOwn(bound, token) ? (bound[token] ?? null) : null;
    numbers.set(token, { token, now, was, stale: was !== null && was !== now });
    return now;
  });
  return { words, numbers: [...numbers.values()] };
}
