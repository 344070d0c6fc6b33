import { dimensionOf } from '#dimensions';
import type { FilterKey } from '#figure/cohort.ts';
import type { JointShape, Trait } from './joint-service.ts';

const halfYear = ['2025-04', '2025-06', '2025-07', '2025-09'];
/** A year and the first quarter of the next, some months with nobody. */
const longer = [
  ...['2025-04', '2025-07', '2025-08', '2025-11', '2026-01', '2026-03'],
  ...['2026-04', '2026-05', '2026-06'],
];
/** 31 October 2025 and 30 June 2026. */
const [endOfHalf, endOfLonger] = [20_392, 20_634];
const day = 20_300;

const firstCodes = (key: FilterKey, most: number) =>
  [
    key,
    dimensionOf(key)
      .codes.slice(0, most)
      .map(({ code }) => code),
  ] as const;
const valuesOf = (column: string, usual: readonly number[]): readonly Trait[] =>
  usual.map((each, value) => ({ episode: { [column]: value }, usual: each }));
const sex = valuesOf('sex', [1, 0.4]);
const source = valuesOf('source', [1, 0.3, 0.08]);
const decision: readonly Trait[] = [
  { episode: { decision: 1 } },
  { episode: { decision: 2 }, usual: 0.15 },
  { episode: { decision: 0 }, usual: 0.3 },
];
const seen = { first_contact: day, closed: day + 40 };
const activity = (support: number, response: number, attended: number) => [
  { kind: 0, support, response, attended, sustained: attended },
];
const measured = (after: number, usual: number, before = 500): Trait => ({
  episode: { index_referral: 1, first_contact: day },
  score: [{ scale: 0, before, after }],
  usual,
});

const half = { months: halfYear, dataTo: endOfHalf } as const;
const onePlace = { ...half, practices: [0], filters: [firstCodes('sex', 2)], splits: ['sex'] };
const places = { ...half, filters: [], splits: ['pcn', 'practice'] };

/** Services of few kinds of people, each with the metrics that are solved together. */
const shapes: readonly JointShape[] = [
  {
    ...places,
    name: 'declined by place',
    practices: [0, 0, 1, 1],
    traits: [decision],
    metrics: ['referrals', 'people', 'declined'],
  },
  {
    ...onePlace,
    name: 'declined by sex',
    traits: [sex, decision],
    metrics: ['referrals', 'people', 'declined'],
  },
  {
    ...places,
    name: 'reached',
    practices: [0, 0, 1],
    traits: [
      [
        { episode: { decision: 1, first_contact: day } },
        { episode: { decision: 1 }, usual: 0.1 },
        { episode: { decision: 2 }, usual: 0.2 },
      ],
    ],
    metrics: ['referrals', 'declined', 'reached'],
  },
  {
    ...places,
    name: 'sources by place',
    practices: [0, 0, 1, 1],
    traits: [source],
    metrics: ['referrals', 'people', 'referral-sources'],
    splits: ['pcn', 'practice', 'source'],
  },
  {
    ...onePlace,
    name: 'sources by sex',
    traits: [sex, source],
    metrics: ['referrals', 'people', 'referral-sources'],
    filters: [firstCodes('sex', 2), firstCodes('source', 3)],
    splits: ['sex', 'source'],
  },
  {
    ...places,
    name: 'green steps',
    practices: [0, 0, 1],
    traits: [
      [
        { episode: { plan: 1, green_steps: 0 } },
        { episode: { plan: 1, green_steps: 1 }, usual: 0.2 },
        { episode: { plan: 1, green_steps: 7 }, usual: 0.3 },
        { episode: { plan: 1, green_steps: 31 }, usual: 0.2 },
        { episode: { green_steps: 0 }, usual: 0.1 },
      ],
    ],
    metrics: ['referrals', 'green-uptake'],
    splits: ['step', 'pcn', 'practice'],
  },
  {
    ...onePlace,
    name: 'green people',
    traits: [
      sex,
      [
        { episode: { onward: 0, onward_green: 0 } },
        { episode: { onward: 1, onward_green: 0 }, usual: 0.6 },
        { episode: { onward: 1, onward_green: 1 }, usual: 0.1 },
      ],
    ],
    metrics: ['referrals', 'people', 'green-share'],
  },
  {
    ...onePlace,
    name: 'activities',
    traits: [
      sex,
      [
        {},
        { onward: activity(0, 1, 1) },
        { onward: activity(1, 1, 0), usual: 0.3 },
        { onward: activity(1, 2, 0), usual: 0.1 },
        // So that no kind of support is everybody who accepted.
        { onward: activity(0, 1, 0), usual: 0.2 },
        { onward: activity(1, 1, 1), usual: 0.2 },
      ],
    ],
    metrics: ['referrals', 'activities'],
    splits: ['sex', 'support'],
  },
  {
    ...onePlace,
    name: 'contacts',
    traits: [
      sex,
      [
        { episode: { contacts_attended: 0, contacts_missed: 0 } },
        { episode: { ...seen, contacts_attended: 7, contacts_missed: 0 } },
        { episode: { ...seen, contacts_attended: 3, contacts_missed: 1 }, usual: 0.3 },
      ],
    ],
    metrics: ['referrals', 'contacts'],
  },
  {
    ...places,
    name: 'caseload',
    practices: [0, 0, 1],
    traits: [
      [
        { episode: { accepted: 20_250, first_contact: 20_270, wait_end: 1, wait_days: 20 } },
        {
          episode: {
            ...{ accepted: 20_250, first_contact: 20_270, closed: day },
            ...{ wait_end: 1, wait_days: 20 },
          },
          usual: 0.5,
        },
        { episode: { wait_end: 0, wait_days: 50 }, usual: 0.15 },
      ],
    ],
    metrics: ['referrals', 'caseload', 'flow'],
    splits: ['pcn', 'practice', 'waiting_band'],
  },
  {
    ...onePlace,
    name: 'wellbeing',
    // Some stay where they are, so that no band is everybody who got better or worse.
    traits: [
      sex,
      [
        {},
        measured(600, 1),
        measured(400, 0.2),
        measured(540, 0.3),
        measured(400, 0.15, 400),
        measured(600, 0.15, 800),
      ],
    ],
    metrics: ['referrals', 'wellbeing-change'],
    splits: ['sex', 'scale', 'band'],
  },
  {
    ...places,
    name: 'longer by place',
    months: longer,
    dataTo: endOfLonger,
    practices: [0, 0, 0, 1, 1],
    traits: [],
    metrics: ['referrals'],
  },
  {
    ...onePlace,
    name: 'longer by group',
    months: longer,
    dataTo: endOfLonger,
    traits: [sex, valuesOf('ethnicity', [1, 0.2, 0.05])],
    metrics: ['referrals'],
    filters: [firstCodes('sex', 2), firstCodes('ethnicity', 3)],
    splits: ['sex', 'ethnicity'],
  },
];

export const shapeNames: readonly string[] = shapes.map(({ name }) => name);

/** @throws Error when there is no shape of the name */
export function jointShapeOf(name: string): JointShape {
  const found = shapes.find((shape) => shape.name === name);
  if (!found) throw new Error(`unknown shape: ${name}; one of ${shapeNames.join(', ')}`);
  return found;
}
