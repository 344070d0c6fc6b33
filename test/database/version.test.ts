import { expect, test } from 'vitest';
import { versionProblem } from '../../server/database/open.ts';

test.each([150004, 160000, 170002, 180004])('PostgreSQL %i will do', (version) => {
  expect(versionProblem(version)).toBeNull();
});

test.each([
  [140011, 'PostgreSQL 14; this program needs 15 to 18'],
  [90624, 'PostgreSQL 9;'],
  [190000, 'PostgreSQL 19;'],
])('PostgreSQL %i will not, and the way out is said', (version, words) => {
  expect(versionProblem(version)).toContain(words);
  expect(versionProblem(version)).toContain('unset DATABASE_URL');
});
