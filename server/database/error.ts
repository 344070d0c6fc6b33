import pg from 'pg';

/**
 * A failed query, by the name of the query. Rows here are about people, so neither parameters nor
 * PostgreSQL's own words about values (detail, context, hint) are kept, and the original error is
 * not attached: a logger would print it.
 */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly query: string;
  /** SQLSTATE, five characters; null when the server was never reached. */
  readonly code: string | null;
  readonly table: string | null;
  readonly column: string | null;
  readonly constraint: string | null;

  constructor(query: string, words: string, fields: Partial<pg.DatabaseError> = {}) {
    super(`query failed: ${query}; ${words}`);
    this.query = query;
    this.code = fields.code ?? null;
    this.table = fields.table ?? null;
    this.column = fields.column ?? null;
    this.constraint = fields.constraint ?? null;
  }
}

/**
 * SQLSTATE classes whose message speaks of names only (tables, columns, constraints, the server),
 * never of a value. Class 22 (data exception) is the one that quotes cells.
 * Source: PostgreSQL manual, appendix A.
 */
const classesWithoutValues = new Set(
  '08 0A 23 25 28 2B 2D 3D 3F 40 42 53 54 55 57 58 F0 XX'.split(' '),
);

/** The same failure as a DatabaseError that can be logged. */
export function nameFailure(query: string, failure: unknown): DatabaseError {
  if (failure instanceof DatabaseError) return failure;
  if (failure instanceof pg.DatabaseError)
    return new DatabaseError(query, wordsOf(failure), failure);
  if (!(failure instanceof Error)) return new DatabaseError(query, 'unknown failure');
  const code = 'code' in failure && typeof failure.code === 'string' ? failure.code : null;
  return new DatabaseError(query, code ? `connection: ${code}` : failure.message);
}

function wordsOf(failure: pg.DatabaseError): string {
  const code = failure.code ?? 'XX000';
  const where = [failure.table, failure.column].filter(Boolean).join('.');
  const words = classesWithoutValues.has(code.slice(0, 2))
    ? failure.message
    : `a value was refused${where ? ` in ${where}` : ''}`;
  return `${words} (${code})`;
}
