import knexFactory from 'knex';

/**
 * Builds a query whose filters vary, such as a page of records. It has no connection: run what it
 * builds with `query(name, ...)` of a database or a transaction, so that its errors have a name
 * and hold no values (Knex writes them into its own).
 * @example database.query('records of a page', build('referral').where('practice_no', 7).limit(50))
 */
export const build = knexFactory({ client: 'pg' });

/** What `build` makes: SQL in PostgreSQL's own form, with its values apart. */
export interface BuiltQuery {
  toSQL(): { toNative(): { readonly sql: string; readonly bindings: readonly unknown[] } };
}
