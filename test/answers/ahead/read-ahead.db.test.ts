import { afterAll, beforeAll, expect, it } from 'vitest';
import { rolesInUse } from '../../../server/access/accounts.ts';
import type { ControlledPolicy } from '../../../server/access/scope.ts';
import type { Snapshot } from '../../../server/episodes/snapshot.ts';
import { withDatabase } from '../../support/database.ts';
import { serveRoutes } from '../../support/served.ts';
import type { ServedRoutes } from '../../support/served.ts';

const database = withDatabase({ from: 'tiny' });
let served: ServedRoutes;
const expected: (readonly [Snapshot | null, ControlledPolicy])[] = [];

beforeAll(async () => {
  served = await serveRoutes(database(), {
    expect: (snapshot, policy) => expected.push([snapshot, policy]),
  });
});
afterAll(() => served.close());

it('reads ahead for those who are shown controlled figures, of the version they ask of, not for a manager', async () => {
  expect(await rolesInUse(database())).toEqual([]);
  const manager = await served.as('manager');
  await manager.get('/api/catalogue');
  await manager.get('/api/figures?figures=referrals:month');
  expect(expected).toEqual([]);
  expect(await rolesInUse(database())).toEqual(['manager']);

  const commissioner = await served.as('commissioner');
  await commissioner.get('/api/catalogue');
  expect(expected).toEqual([[served.snapshot(), 'nhs-sub-national']]);
  served.serveSnapshot((snapshot) => ({ ...snapshot, version: 'next' }));
  await commissioner.get('/api/figures?figures=referrals:month');
  expect(expected[1]?.[0]?.version).toBe('next');
  expect([...(await rolesInUse(database()))].sort()).toEqual(['commissioner', 'manager']);
});
