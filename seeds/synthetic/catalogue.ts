import type { Need } from './cases.ts';
import { runningTotals, type Weighted } from './random.ts';

export interface Service {
  id: string;
  provider: string;
  name: string;
  category: string;
  green: string;
  /** Relative use. */
  use: number;
  waitDays: number;
  perMonth: number;
}

/** Invented providers: id, name, kind, still active. */
export const PROVIDERS: readonly [string, string, string, boolean][] = [
  ['P01', 'Ravenhill Garden Project', 'vcse', true],
  ['P02', 'Borough Health Walks', 'statutory', true],
  ['P03', 'Pool River Conservation Volunteers', 'vcse', true],
  ['P04', 'Honeybourne City Farm', 'vcse', true],
  ['P05', 'Quaggy Outdoor Arts', 'vcse', true],
  ['P06', 'Open Air Fitness', 'private', true],
  ['P07', 'Riverside Advice Centre', 'vcse', true],
  ['P08', 'Council Housing Options', 'statutory', true],
  ['P09', 'Migrant Legal Advice', 'vcse', true],
  ['P10', 'Lantern Befriending', 'vcse', true],
  ['P11', 'Elder Lunch Clubs', 'faith', true],
  ['P12', 'Makers Studio', 'vcse', true],
  ['P13', 'Borough Leisure', 'private', true],
  ['P14', 'Adult Learning', 'statutory', true],
  ['P15', 'Stepping Stones Employment', 'vcse', true],
  ['P16', 'Mind the Gap Peer Support', 'vcse', true],
  ['P17', 'NHS Talking Therapies', 'nhs', true],
  ['P18', 'Carers Hub', 'vcse', true],
  ['P19', 'Community Pantry', 'vcse', true],
  ['P20', 'Handy Help', 'vcse', false],
  ['P21', 'Healthy Living Team', 'nhs', true],
];

const service = (
  id: string,
  provider: string,
  name: string,
  category: string,
  green: string,
  use: number,
  waitDays: number,
  perMonth: number,
): Service => ({ id, provider, name, category, green, use, waitDays, perMonth });

export const SERVICES: readonly Service[] = [
  service('S01', 'P01', 'Therapeutic garden', 'nature_green', 'gardening_food_growing', 3, 24, 12),
  service('S02', 'P02', 'Weekly health walk', 'nature_green', 'nature_walking', 4, 7, 60),
  service(
    'S03',
    'P03',
    'Conservation mornings',
    'nature_green',
    'conservation_volunteering',
    1.6,
    10,
    20,
  ),
  service('S04', 'P04', 'Farm placement', 'nature_green', 'care_farming', 0.8, 30, 6),
  service('S05', 'P05', 'Drawing in the park', 'arts_culture', 'nature_arts_crafts', 0.9, 14, 15),
  service('S06', 'P06', 'Green gym', 'physical_activity', 'outdoor_exercise', 1.6, 9, 25),
  service('S07', 'P05', 'Slow walk and breathe', 'nature_green', 'nature_mindfulness', 0.6, 12, 12),
  service('S08', 'P01', 'Allotment group', 'nature_green', 'gardening_food_growing', 1.2, 15, 15),
  service('S10', 'P07', 'Benefits and debt advice', 'advice_money', '', 5, 16, 90),
  service('S11', 'P08', 'Housing advice', 'advice_housing', '', 4, 18, 80),
  service('S12', 'P09', 'Immigration advice', 'advice_legal', '', 0.8, 21, 20),
  service('S13', 'P10', 'Befriending', 'social_group_befriending', '', 3, 28, 25),
  service('S14', 'P11', 'Lunch club', 'social_group_befriending', '', 2, 9, 40),
  service('S15', 'P12', 'Creative workshop', 'arts_culture', '', 1.6, 12, 30),
  service('S16', 'P13', 'Exercise on referral', 'physical_activity', '', 2.4, 14, 60),
  service('S17', 'P14', 'English and digital skills', 'learning_digital', '', 1.2, 20, 40),
  service('S18', 'P15', 'Employability course', 'employment_volunteering', '', 1.4, 15, 30),
  service('S19', 'P16', 'Peer support group', 'peer_support', '', 2.4, 11, 40),
  service('S20', 'P17', 'Talking therapies', 'mental_health_talking', '', 3, 32, 80),
  service('S21', 'P18', 'Carers support', 'carer_support', '', 0.9, 10, 30),
  service('S22', 'P19', 'Pantry membership', 'food_support', '', 1.5, 5, 60),
  service('S23', 'P20', 'Help at home', 'transport_practical', '', 1.2, 14, 30),
  service('S24', 'P21', 'Healthy weight course', 'health_programme', '', 1, 22, 40),
];

/** Services a need points to first; anything else is drawn by use. */
const FOR_NEED: Partial<Record<Need, readonly string[]>> = {
  mental_wellbeing: ['S19', 'S20', 'S15'],
  loneliness_isolation: ['S13', 'S14', 'S19'],
  housing: ['S11'],
  money_debt_benefits: ['S10', 'S22'],
  long_term_condition: ['S16', 'S24'],
  physical_activity: ['S16'],
  healthy_weight_lifestyle: ['S24', 'S16'],
  practical_help_home: ['S23'],
  work_training: ['S18', 'S17'],
  caring: ['S21'],
  immigration_legal: ['S12'],
};

const choice = (services: readonly Service[]): Weighted<Service> => ({
  values: services,
  totals: runningTotals(services.map((each) => each.use)),
});

export const GREEN_SERVICES = choice(SERVICES.filter((each) => each.green !== ''));
export const OTHER_SERVICES = choice(SERVICES.filter((each) => each.green === ''));

const byNeed = new Map(
  Object.entries(FOR_NEED).map(([need, ids]) => [
    need,
    choice(SERVICES.filter((each) => ids.includes(each.id))),
  ]),
);

/** Non-green services that fit a need. */
export const servicesFor = (need: Need): Weighted<Service> => byNeed.get(need) ?? OTHER_SERVICES;
