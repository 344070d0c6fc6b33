import { expect, test } from 'vitest';
import { explain, portTaken } from '../../server/database/embedded/explain.ts';
import { placeIn } from '../../server/database/embedded/place.ts';

const place = placeIn('/home/ohl/impact/.data');

/** Lines as PostgreSQL 18 writes them. */
const logs: readonly (readonly [string, RegExp])[] = [
  [
    'FATAL:  could not write lock file "postmaster.pid": No space left on device',
    /^no space left for the database in \/home\/ohl\/impact\/.data; free some/,
  ],
  [
    'FATAL:  could not open file "pg_wal/000000010000000000000001": Permission denied',
    /^PostgreSQL may not write in .*DATA_FOLDER/,
  ],
  ['FATAL:  lock file "postmaster.pid" already exists', /is in use by another process/],
  [
    'FATAL:  could not map anonymous shared memory: Cannot allocate memory',
    /^not enough memory for PostgreSQL/,
  ],
  ['PANIC:  could not locate a valid checkpoint record at 0/1', /is damaged; restore a backup/],
  [
    'LOG:  starting\nFATAL:  data directory "x" has wrong ownership',
    /^PostgreSQL did not start: data directory "x" has wrong ownership; its log is .*postgres.log/,
  ],
  ['', /^PostgreSQL did not start; its log is/],
];

test.each(logs)('%s', (log, expected) => {
  expect(explain(log, place).message).toMatch(expected);
});

test('a port that was taken meanwhile is known, and is not a failure to explain', () => {
  expect('LOG:  could not bind IPv4 address "127.0.0.1": Address already in use').toMatch(
    portTaken,
  );
});
