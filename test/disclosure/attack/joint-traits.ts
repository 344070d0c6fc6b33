import { dimensionOf } from '#dimensions';
import type { FilterKey } from '#figure/cohort.ts';
import type { HandRow } from '../../../server/episodes/snapshot-from-rows.ts';
import type { Trait } from './joint-service.ts';

/**
 * What people of the invented services differ in. A few kinds are common, so that little stands
 * between a small count and the reader; beside them stand kinds that nobody is of. A reader of figures
 * cannot know which kinds there are not, so the answers must be solved for people of every kind that
 * the same data could hold: without, a count would pass as derived that nobody could tell.
 */
const nobody = (traits: readonly Trait[]): readonly Trait[] =>
  traits.map((trait) => ({ ...trait, usual: 0 }));

/** Codes of a filter, the first few. */
export const firstCodes = (key: FilterKey, most: number) =>
  [
    key,
    dimensionOf(key)
      .codes.slice(0, most)
      .map(({ code }) => code),
  ] as const;

/** Values of one column from 0 on, and how usual they are. */
export const valuesOf = (column: string, usual: readonly number[]): readonly Trait[] =>
  usual.map((each, value) => ({ episode: { [column]: value }, usual: each }));

export const sex = valuesOf('sex', [1, 0.4]);
export const sources = valuesOf('source', [1, 0.3, 0.08]);

export const returning: readonly Trait[] = [
  {},
  { again: 0, usual: 0.05 },
  { again: 2, usual: 0.2 },
  ...nobody([{ again: 1 }, { again: 3 }, { again: 5 }]),
];

/** `decision`: none yet, taken up, declined, ended without one. */
export const decisions: readonly Trait[] = [
  { episode: { decision: 1 } },
  { episode: { decision: 2 }, usual: 0.15 },
  { episode: { decision: 0 }, usual: 0.3 },
  ...nobody([{ episode: { decision: 3 } }]),
];

const met = { first_contact: 20_300 };

export const reached: readonly Trait[] = [
  { episode: { decision: 1, ...met } },
  { episode: { decision: 1 }, usual: 0.1 },
  { episode: { decision: 2 }, usual: 0.2 },
  ...nobody(
    [{ decision: 2, ...met }, { decision: 0, ...met }, { decision: 0 }].map((episode) => ({
      episode,
    })),
  ),
];

/** Bits of `green_steps`: 1 offered, 2 answered, 4 accepted, 8 attended, 16 kept up, 64 not due. */
const stepsTaken = [0, 1, 1 + 2, 1 + 2 + 4, 15, 15 + 64, 15 + 16];
/** Whether some other offer is green is not known. */
const notKnown = 32;

export const greenSteps: readonly Trait[] = [
  { episode: { plan: 1, green_steps: 0 } },
  { episode: { plan: 1, green_steps: 1 }, usual: 0.2 },
  { episode: { plan: 1, green_steps: 7 }, usual: 0.3 },
  { episode: { plan: 1, green_steps: 31 }, usual: 0.2 },
  { episode: { green_steps: 0 }, usual: 0.1 },
  ...nobody(
    [3, 15, 15 + 64, ...stepsTaken.map((bits) => bits + notKnown)].map((bits) => ({
      episode: { plan: 1, green_steps: bits },
    })),
  ),
];

const activity = (support: number, response: number, attended = 0, sustained = 0): HandRow => ({
  ...{ kind: 0, support, response, attended, sustained },
});
/** Ordinals of `onward_response`, and of signposts in `onward_kind`. */
const [yes, no, unanswered, signpost] = [0, 1, 2, 1];
const everyOutcome = (support: number): readonly HandRow[] => [
  activity(support, yes),
  activity(support, yes, 1, 0),
  activity(support, yes, 1, 1),
  activity(support, yes, 1, 2),
  activity(support, no),
  activity(support, unanswered),
  { ...activity(support, unanswered), kind: signpost },
];

export const activities: readonly Trait[] = [
  {},
  { onward: [activity(0, no, 1, 1)] },
  { onward: [activity(1, no)], usual: 0.3 },
  { onward: [activity(1, unanswered)], usual: 0.1 },
  { onward: [activity(0, no)], usual: 0.2 },
  { onward: [activity(1, no, 1, 1)], usual: 0.2 },
  ...nobody([
    ...[0, 1, 2].flatMap((support) => everyOutcome(support).map((one) => ({ onward: [one] }))),
    { onward: [activity(0, yes, 1, 1), activity(1, no)] },
    { onward: [activity(0, no), activity(0, unanswered)] },
  ]),
];

const closed = { ...met, closed: 20_340 };
const contacted = (came: number, missed: number, rest: HandRow = {}): HandRow => ({
  ...{ contacts_attended: came, contacts_missed: missed, ...rest },
});

export const contacts: readonly Trait[] = [
  { episode: contacted(0, 0) },
  { episode: contacted(7, 0, closed) },
  { episode: contacted(3, 1, closed), usual: 0.3 },
  ...nobody(
    [
      ...[contacted(0, 1), contacted(3, 0, met), contacted(7, 1, met)],
      ...[contacted(0, 0, { closed: closed.closed }), contacted(0, 2, { closed: closed.closed })],
      ...[contacted(3, 0, closed), contacted(7, 1, closed), contacted(13, 1, closed)],
    ].map((episode) => ({ episode })),
  ),
];

/** `wait_end`: still waiting, seen, closed unseen. */
const [waiting, seen, unseen] = [0, 1, 2];
const wait = (end: number, days: number, after: Readonly<Record<string, number>> = {}): Trait => ({
  episode: { wait_end: end, wait_days: days },
  after,
});

export const waits: readonly Trait[] = [
  wait(seen, 20, { accepted: 2, first_contact: 20 }),
  { ...wait(seen, 20, { accepted: 2, first_contact: 20, closed: 50 }), usual: 0.5 },
  { ...wait(waiting, 50), usual: 0.15 },
  ...nobody([
    ...[wait(waiting, 50, { accepted: 2 }), wait(waiting, 50, { accepted: 40 })],
    ...[wait(unseen, 10, { closed: 10 }), wait(unseen, 50, { accepted: 2, closed: 50 })],
    wait(seen, 20, { accepted: 2, first_contact: 20, closed: 25 }),
    wait(seen, 70, { accepted: 2, first_contact: 70 }),
    wait(seen, 70, { accepted: 65, first_contact: 70, closed: 120 }),
  ]),
];

const measured = (before: number | null, after: number | null, state = 3): Trait => ({
  episode: { index_referral: 1, ...met },
  score: [{ scale: 0, before, after, state }],
});

/** Scores in hundredths; one of each band of the scale, with room for better and worse inside it. */
const insideBands = [
  [200, 400],
  [500, 600],
  [700, 800],
  [900, 1000],
] as const;

/** Every band at first with every band later; who stays in a band better, the same or worse. */
const everyMove: readonly Trait[] = insideBands.flatMap(([from, better], at) =>
  insideBands.flatMap(([to], into) =>
    at === into
      ? [measured(from, better), measured(from, from), measured(better, from)]
      : [measured(from, to)],
  ),
);

export const scores: readonly Trait[] = [
  {},
  measured(500, 600),
  { ...measured(500, 400), usual: 0.2 },
  { ...measured(500, 540), usual: 0.3 },
  { ...measured(400, 400), usual: 0.15 },
  { ...measured(800, 600), usual: 0.15 },
  // A first score whose second is not due, or overdue; a later score without a first.
  ...nobody([...everyMove, measured(400, null, 1), measured(400, null, 2), measured(null, 400, 0)]),
];
