import { describe, expect, it } from 'vitest';
import { dimensionOf } from '#dimensions';
import type { Cell, Row } from '#figure/cell.ts';
import { metrics, registry } from '#metrics';
import { controlledFor, type ControlledPolicy } from '../../../server/access/scope.ts';
import { answerFigure } from '../../../server/answers/answer.ts';
import type { Asking } from '../../../server/answers/asking.ts';
import { policyOf } from '../../../server/disclosure/policy.ts';
import { snapshotFromRows } from '../../../server/episodes/snapshot-from-rows.ts';
import { place, randomFrom } from '../../counting/borough.ts';
import { Notebook, rangeOf } from './reader.ts';

/** People of one PCN who are alike in all that the page splits by, and said no or yes. */
interface Atom {
  readonly pcn: number;
  readonly sex: number;
  readonly green: number;
  readonly declined: number;
}

const atoms: readonly Atom[] = Array.from({ length: 36 }, (_, at) => ({
  pcn: Math.floor(at / 12),
  sex: Math.floor(at / 6) % 2,
  green: Math.floor(at / 2) % 3,
  declined: at % 2,
}));

const places = ['U00001', 'U00002', 'U00003'];
const pcns = places.map((code) => place(code, code));
const keysOf = {
  pcn: places,
  sex: dimensionOf('sex').codes.map(({ code }) => code),
  green: dimensionOf('green').codes.map(({ code }) => code),
} as const;

/** A quarter of three PCNs, as seen by a commissioner or by the director of the first. */
function serviceOf(seed: number, role: 'commissioner' | 'director', controlled: ControlledPolicy) {
  const random = randomFrom(seed);
  const scale = 4 + random(40);
  const rarity = [1, 0.4, 0.1];
  const truth = atoms.map(({ green, declined }) =>
    Math.round((scale * (rarity[green] ?? 0) * (declined ? 0.2 : 1) * (2 * random(1000))) / 1000),
  );
  const episode = atoms.flatMap(({ pcn, sex, green, declined }, at) =>
    Array.from({ length: truth[at] ?? 0 }, (_, person) => ({
      referred_month: 303 + (person % 2),
      pcn_then: pcn,
      sex,
      green,
      decision: declined ? 2 : 1,
    })),
  );
  const asking: Asking = {
    snapshot: snapshotFromRows(
      { episode },
      {
        version: `knowing-${seed}`,
        dataTo: { cases: 20_543, wellbeing: null, appointments: null },
        dictionaries: { practice: [], pcn: pcns, team: [], worker: [], provider: [], ward: [] },
      },
    ),
    viewer: { id: role, name: role, role, pcns: role === 'director' ? ['U00001'] : [] },
    metrics: registry(metrics),
    records: null,
    controlled,
    notes: [],
    now: () => new Date(0),
  };
  return { asking, truth };
}

interface Attacked {
  readonly small: number;
  readonly derived: number;
}

/** Reads the page of two metrics by three splits, knows own rows, and solves it all together. */
async function attack(
  seed: number,
  role: 'commissioner' | 'director',
  controlled: ControlledPolicy,
): Promise<Attacked> {
  const { asking, truth } = serviceOf(seed, role, controlled);
  const policy = policyOf(controlled);
  // A row hidden for one of its numbers is hidden whole under the complementary rule, zeros as well.
  const fewest = policy.complementary ? 0 : 1;
  const book = new Notebook();
  const targets = new Map<string, { at: readonly number[]; n: number }>();
  const sum = (at: readonly number[]): number => at.reduce((all, one) => all + truth[one]!, 0);
  const isOwn = (at: number): boolean => role === 'director' && atoms[at]!.pcn === 0;
  /** Whom a hidden count is about once the people one knows of are taken out. */
  const after = (at: readonly number[]): void => {
    const rest = at.filter((one) => !isOwn(one));
    const n = sum(rest);
    if (n >= 1 && n <= policy.suppressTo) targets.set(rest.join(' '), { at: rest, n });
  };
  const read = (at: readonly number[], cell: Cell | undefined): void => {
    const n = sum(at);
    const half = (policy.roundTo - 1) / 2;
    if (typeof cell?.value === 'number' && cell.value > 0)
      book.note(at, Math.max(policy.suppressTo + 1, cell.value - half), cell.value + half);
    else if (cell?.state === 'suppressed')
      book.note(at, fewest, n > policy.suppressTo ? Number.POSITIVE_INFINITY : policy.suppressTo);
    else book.note(at, n, n);
    after(at);
  };
  const every = [...atoms.keys()];
  every.filter(isOwn).forEach((at) => book.note([at], truth[at]!, truth[at]!));
  const readRow = (group: readonly number[], row: Row | null | undefined): void => {
    read(group, row?.cells['n']);
    const no = group.filter((at) => atoms[at]!.declined === 1);
    const yes = group.filter((at) => atoms[at]!.declined === 0);
    read(no, row?.cells['x']);
    const share = row?.cells['share'];
    if (typeof share?.value === 'number' && share.value > 0 && share.value < 1)
      book.note(yes, policy.suppressTo + 1, Number.POSITIVE_INFINITY);
    after(yes);
  };
  const metric = asking.metrics.metricOf('declined');
  for (const by of ['pcn', 'sex', 'green'] as const) {
    const cohort = {
      basis: 'referred',
      from: '2025-04',
      to: '2026-03',
      pcns: 'then',
      filters: {},
    } as const;
    const figure = await answerFigure({ metric, by, cohort }, asking);
    expect(figure.message?.state).not.toBe('guarded');
    readRow(every, figure.total);
    const groups = new Set(atoms.map((atom) => atom[by]));
    for (const group of groups)
      readRow(
        every.filter((at) => atoms[at]![by] === group),
        figure.rows.find(({ key }) => key === keysOf[by][group]),
      );
  }
  let derived = 0;
  for (const { at, n } of targets.values()) {
    const { least, most } = rangeOf(book.known, at);
    expect(least).toBeLessThanOrEqual(n);
    expect(most).toBeGreaterThanOrEqual(n);
    if (least === most) derived++;
  }
  return { small: targets.size, derived };
}

/** Small counts of 60 services, and how many of them a page gives back. */
async function attackAll(
  role: 'commissioner' | 'director',
  controlled: ControlledPolicy,
): Promise<Attacked> {
  const all = { small: 0, derived: 0 };
  for (let seed = 1; seed <= 60; seed++) {
    const { small, derived } = await attack(seed, role, controlled);
    all.small += small;
    all.derived += derived;
  }
  return all;
}

describe('a page of shares with its counts', () => {
  it.each([
    ['commissioner', 'nhs-sub-national'],
    ['commissioner', 'under-5'],
    ['director', 'nhs-sub-national'],
    ['director', 'under-5'],
  ] as const)(
    'tells a %s no small count of others, in a deployment of %s',
    async (role, policy) => {
      const { small, derived } = await attackAll(role, controlledFor({ role }, policy));
      expect(small).toBeGreaterThan(80);
      expect(derived).toBe(0);
    },
  );

  it('would tell a director many beside totals that are printed exactly', async () => {
    expect((await attackAll('director', 'under-5')).derived).toBeGreaterThan(20);
  });
});
