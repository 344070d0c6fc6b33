import { expect, test } from 'vitest';
import { build } from '../../server/database/build.ts';
import { connect } from '../../server/database/connect.ts';
import { DatabaseError } from '../../server/database/error.ts';
import { withDatabase } from '../support/database.ts';

const database = withDatabase({ from: 'empty' });

/** Everything a logger could print of an error, walked to the end. */
function everythingSaid(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const own = Object.getOwnPropertyNames(failure).map(
    (key) => Reflect.get(failure, key) as unknown,
  );
  return [...own.map(String), everythingSaid(failure.cause)].join('\n');
}

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('it did not fail'),
    (failure: unknown) => failure,
  );

test('a failed query is known by its name and code, never by its values', async () => {
  const failure = await failureOf(
    database().query('age of a person', 'select $1::text::integer', ['Deptford']),
  );
  expect(failure).toBeInstanceOf(DatabaseError);
  expect(failure).toMatchObject({ query: 'age of a person', code: '22P02' });
  expect(everythingSaid(failure)).not.toContain('Deptford');
});

test('a broken constraint is named without the row that broke it', async () => {
  await database().query('make', 'create table person (id text constraint one_each unique)');
  await database().query('first', `insert into person values ('ZE1')`);
  const failure = await failureOf(
    database().query('second', 'insert into person values ($1)', ['ZE1']),
  );
  expect(failure).toMatchObject({ code: '23505', constraint: 'one_each', table: 'person' });
  expect(everythingSaid(failure)).not.toContain('ZE1');
});

test('a built query runs under its name, and its errors hold no values', async () => {
  await database().query('make', 'create table place (name text, practice integer)');
  await database().query('fill', build('place').insert({ name: 'Deptford', practice: 7 }));
  expect(
    await database().query('places', build('place').where({ practice: 7 }).select('name')),
  ).toEqual([{ name: 'Deptford' }]);
  const failure = await failureOf(
    database().query('wrong', build('place').where({ practice: 'Deptford' })),
  );
  expect(failure).toMatchObject({ query: 'wrong', code: '22P02' });
  expect(everythingSaid(failure)).not.toContain('Deptford');
});

test('a transaction commits when its work resolves and leaves nothing when it throws', async () => {
  await database().query('make', 'create table thing (n integer)');
  const seven = await database().transaction('fill', async (transaction) => {
    await transaction.query('one', 'insert into thing values (1)');
    return 7;
  });
  expect(seven).toBe(7);
  const work = database().transaction('fill', async (transaction) => {
    await transaction.query('two', 'insert into thing values (2)');
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  expect(await database().query('things', 'select n from thing')).toEqual([{ n: 1 }]);
});

test('a connection lost in a transaction is thrown away, and the pool goes on', async () => {
  const work = database().transaction('lose it', async (transaction) => {
    await transaction.query('end myself', 'select pg_terminate_backend(pg_backend_pid())');
  });
  await expect(work).rejects.toThrow(DatabaseError);
  expect(await database().query('still here', 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('dates stay days and counts are numbers', async () => {
  const [row] = await database().query<{ day: unknown; n: unknown }>(
    'types',
    `select date '2026-03-29' as day, count(*) as n from generate_series(1, 3)`,
  );
  expect(row).toEqual({ day: '2026-03-29', n: 3 });
});

test('a server that is not there is an error with the name of the query', async () => {
  const nowhere = connect(database().url.replace(/:\d+\//, ':1/'));
  await expect(nowhere.query('look', 'select 1')).rejects.toThrow(
    'query failed: look; connection: ECONNREFUSED',
  );
  await nowhere.close();
});

test('settings of the session reach every connection', async () => {
  const careless = connect(database().url, { session: { synchronous_commit: 'off' } });
  expect(await careless.query('setting', 'show synchronous_commit')).toEqual([
    { synchronous_commit: 'off' },
  ]);
  await careless.close();
});
