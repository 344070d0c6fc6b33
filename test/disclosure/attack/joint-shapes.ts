import type { JointShape } from './joint-service.ts';
import {
  activities,
  contacts,
  decisions,
  firstCodes,
  greenSteps,
  reached,
  returning,
  scores,
  sex,
  sources,
  valuesOf,
  waits,
} from './joint-traits.ts';

const halfYear = ['2025-04', '2025-06', '2025-07', '2025-09'];
/** A year and the first quarter of the next, some months with nobody. */
const longer = [
  ...['2025-04', '2025-07', '2025-08', '2025-11', '2026-01', '2026-03'],
  ...['2026-04', '2026-05', '2026-06'],
];
/** 31 October 2025 and 30 June 2026. */
const [endOfHalf, endOfLonger] = [20_392, 20_634];

const half = { months: halfYear, dataTo: endOfHalf } as const;
const onePlace = { ...half, practices: [0], filters: [firstCodes('sex', 2)], splits: ['sex'] };
const places = { ...half, filters: [], splits: ['pcn', 'practice'] };

/** Services with people of few kinds, each with the metrics that are solved together. */
const shapes: readonly JointShape[] = [
  {
    ...places,
    name: 'declined by place',
    practices: [0, 0, 1, 1],
    traits: [decisions],
    metrics: ['referrals', 'people', 'declined'],
  },
  {
    ...onePlace,
    name: 'declined by sex',
    traits: [sex, decisions],
    metrics: ['referrals', 'people', 'declined'],
  },
  {
    ...onePlace,
    name: 'returning by sex',
    traits: [sex, returning],
    metrics: ['referrals', 'people'],
  },
  {
    ...places,
    name: 'returning by place',
    practices: [0, 0, 1, 1],
    traits: [returning],
    metrics: ['referrals', 'people'],
  },
  {
    ...places,
    name: 'unplaced',
    practices: [0, 0, 1],
    unplaced: 0.2,
    traits: [decisions],
    metrics: ['referrals', 'people', 'declined'],
  },
  {
    ...places,
    name: 'reached',
    practices: [0, 0, 1],
    traits: [reached],
    metrics: ['referrals', 'declined', 'reached'],
  },
  {
    ...places,
    name: 'sources by place',
    practices: [0, 0, 1, 1],
    traits: [sources],
    metrics: ['referrals', 'people', 'referral-sources'],
    splits: ['pcn', 'practice', 'source'],
  },
  {
    ...onePlace,
    name: 'sources by sex',
    traits: [sex, sources],
    metrics: ['referrals', 'people', 'referral-sources'],
    filters: [firstCodes('sex', 2), firstCodes('source', 3)],
    splits: ['sex', 'source'],
  },
  {
    ...places,
    name: 'green steps',
    practices: [0, 0, 1],
    traits: [greenSteps],
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
    traits: [sex, activities],
    metrics: ['referrals', 'activities'],
    splits: ['sex', 'support'],
  },
  {
    ...onePlace,
    name: 'contacts',
    traits: [sex, contacts],
    metrics: ['referrals', 'contacts'],
  },
  {
    ...places,
    name: 'caseload',
    practices: [0, 0, 1],
    traits: [waits],
    metrics: ['referrals', 'caseload', 'flow'],
    splits: ['pcn', 'practice', 'waiting_band'],
  },
  {
    ...onePlace,
    name: 'wellbeing',
    traits: [sex, scores],
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
