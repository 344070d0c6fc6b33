import { expect, inject, test } from 'vitest';
import { connect } from '../../server/database/connect.ts';
import { databaseUrl } from '../support/postgres.ts';

test('a database nobody asked for cannot be touched', async () => {
  const { url, template } = inject('postgres');
  const database = connect(databaseUrl(url, template));
  await expect(database.query('look', 'select 1')).rejects.toThrow(
    /no test asked for the database/,
  );
  await database.close();
});
