import type { Scale, ScoreRule } from './instruments.ts';

const numbered = (count: number, prefix = 'q') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);

const sum = (
  items: readonly string[],
  itemMin: number,
  itemMax: number,
  missingAllowed: number,
  total = 'total',
): ScoreRule => ({ kind: 'sum', items, itemMin, itemMax, missingAllowed, total });

const rule = (points: number, unit = 'points'): Scale['meaningful'] => ({
  points,
  basis: `${points} ${unit}, the working rule of this dashboard; no agreed minimum is used here`,
});

const noBands = { bands: [], bandSource: null } as const;
const licensed = (owner: string) =>
  `Scores only; the wording belongs to ${owner} and is not held here.`;

const mycaw = (item: string, label: string): Scale => ({
  code: `mycaw_${item}`,
  instrument: 'mycaw',
  label: `MYCaW: ${label}`,
  score: { kind: 'item', item },
  min: 0,
  max: 6,
  better: 'lower',
  ...noBands,
  meaningful: rule(1, 'point'),
  licence: licensed('Meaningful Measures Ltd'),
});

/** Cut-offs of the two subscales: 0 to 7, 8 to 10, 11 to 21 (Zigmond and Snaith, as used). */
const hads = (subscale: 'anxiety' | 'depression'): Scale => ({
  code: `hads_${subscale}`,
  instrument: 'hads',
  label: `HADS ${subscale}`,
  score: sum(numbered(7, subscale === 'anxiety' ? 'a' : 'd'), 0, 3, 3, subscale),
  min: 0,
  max: 21,
  better: 'lower',
  bands: [
    { code: 'normal', label: '0 to 7', to: 7 },
    { code: 'borderline', label: '8 to 10', to: 10 },
    { code: 'case', label: '11 to 21', to: 21, low: true },
  ],
  bandSource: 'HADS subscale bands in common use',
  meaningful: rule(2),
  licence: licensed('GL Assessment'),
});

const pam13: Scale = {
  code: 'pam13',
  instrument: 'pam13',
  label: 'Patient activation (PAM)',
  score: { kind: 'item', item: 'total' },
  min: 0,
  max: 100,
  better: 'higher',
  bands: [
    { code: 'level_1', label: 'Level 1', to: 47, low: true },
    { code: 'level_2', label: 'Level 2', to: 55.1 },
    { code: 'level_3', label: 'Level 3', to: 72.4 },
    { code: 'level_4', label: 'Level 4', to: 100 },
  ],
  bandSource: 'PAM levels',
  meaningful: rule(5),
  licence: licensed('Insignia Health'),
};

const ucla3: Scale = {
  code: 'ucla3',
  instrument: 'ucla3',
  label: 'Loneliness (UCLA, 3 items)',
  score: sum(numbered(3), 1, 3, 0),
  min: 3,
  max: 9,
  better: 'lower',
  ...noBands,
  meaningful: rule(1, 'point'),
  licence: 'UCLA three-item loneliness scale; scores only.',
};

/** 1 often or always, 2 some of the time, 3 occasionally, 4 hardly ever, 5 never. */
const onsLonely: Scale = {
  code: 'ons_lonely1',
  instrument: 'ons_lonely1',
  label: 'How often people feel lonely',
  score: { kind: 'item', item: 'lonely' },
  min: 1,
  max: 5,
  better: 'higher',
  bands: [
    { code: 'often', label: 'Often or always', to: 1, low: true },
    { code: 'some', label: 'Some of the time', to: 2 },
    { code: 'occasionally', label: 'Occasionally', to: 3 },
    { code: 'hardly', label: 'Hardly ever', to: 4 },
    { code: 'never', label: 'Never', to: 5 },
  ],
  bandSource: 'the answers to the question',
  meaningful: { points: 1, basis: 'one answer category' },
  wording: 'How often do you feel lonely?',
  licence: 'Office for National Statistics harmonised question, Open Government Licence v3.0.',
};

const eq5d = (item: 'index' | 'vas'): Scale => ({
  code: `eq5d5l_${item}`,
  instrument: 'eq5d5l',
  label: item === 'index' ? 'EQ-5D-5L index value' : 'EQ-5D health today (0 to 100)',
  score: { kind: 'item', item },
  min: item === 'index' ? -0.6 : 0,
  max: item === 'index' ? 1 : 100,
  better: 'higher',
  ...noBands,
  meaningful: item === 'index' ? rule(0.07) : rule(7),
  licence: licensed('the EuroQol Group'),
});

const reqol10: Scale = {
  code: 'reqol10',
  instrument: 'reqol10',
  label: 'Recovering quality of life (ReQoL-10)',
  score: sum(numbered(10), 0, 4, 1),
  min: 0,
  max: 40,
  better: 'higher',
  bands: [
    { code: 'clinical', label: 'Below 24', to: 23.99, low: true },
    { code: 'general', label: '24 or more', to: 40 },
  ],
  bandSource: 'ReQoL-10 cut of 24; some guidance puts the line one point higher',
  meaningful: rule(5),
  licence: licensed('Oxford University Innovation'),
};

/** Mean of the eight areas of the Star; every area is needed. */
const wellbeingStar: Scale = {
  code: 'wellbeing_star',
  instrument: 'wellbeing_star',
  label: 'Well-being Star, mean of eight areas',
  score: {
    kind: 'mean',
    items: numbered(8, 'area_'),
    itemMin: 1,
    itemMax: 5,
    need: 8,
    total: 'total',
  },
  min: 1,
  max: 5,
  better: 'higher',
  ...noBands,
  meaningful: rule(0.25),
  licence: licensed('Triangle Consulting Social Enterprise'),
};

const goalConfidence: Scale = {
  code: 'goal_confidence',
  instrument: 'goal_confidence',
  label: 'Confidence in reaching own goal (1 to 10)',
  score: { kind: 'item', item: 'confidence' },
  min: 1,
  max: 10,
  better: 'higher',
  ...noBands,
  meaningful: rule(1, 'point'),
  licence: 'Part of the personalised care and support plan; no licence needed.',
};

export const otherScales: readonly Scale[] = [
  mycaw('concern_1', 'first concern'),
  mycaw('concern_2', 'second concern'),
  mycaw('wellbeing', 'wellbeing'),
  pam13,
  ucla3,
  onsLonely,
  hads('anxiety'),
  hads('depression'),
  eq5d('index'),
  eq5d('vas'),
  reqol10,
  wellbeingStar,
  goalConfidence,
];
