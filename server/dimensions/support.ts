import type { Code } from './dimension.ts';

/** The Five Ways to Wellbeing (New Economics Foundation, 2008). Ordinal = bit of `ways_mask`. */
export const waysCodes: readonly Code[] = [
  { code: 'connect', label: 'Connect' },
  { code: 'be_active', label: 'Be active' },
  { code: 'take_notice', label: 'Take notice' },
  { code: 'keep_learning', label: 'Keep learning' },
  { code: 'give', label: 'Give' },
];

/** The service's eight kinds of support, then whatever fits none. */
export const supportCodes: readonly Code[] = [
  { code: 'advice', label: 'Housing, benefits and money advice', short: 'Advice' },
  { code: 'applications', label: 'Applications and practical help', short: 'Practical help' },
  {
    code: 'healthy_living',
    label: 'Healthy living and physical activity',
    short: 'Healthy living',
  },
  {
    code: 'arts_outdoors',
    label: 'Arts, music, outdoors and creative',
    short: 'Arts and outdoors',
  },
  { code: 'social', label: 'Social activities and clubs', short: 'Social' },
  { code: 'befriending', label: 'Befriending, counselling and peer support', short: 'Befriending' },
  { code: 'work', label: 'Employment, training and volunteering', short: 'Work' },
  { code: 'learning', label: 'Education and learning', short: 'Learning' },
  { code: 'other', label: 'Other support', short: 'Other', notRecorded: true },
];

/**
 * Where each activity category of the import contract (4.5) belongs: one kind of support, and the
 * ways to wellbeing it serves. Advice and practical help serve none of the five directly.
 */
export const categoryMeaning: Readonly<
  Record<string, { readonly support: string; readonly ways: readonly string[] }>
> = {
  social_group_befriending: { support: 'social', ways: ['connect'] },
  arts_culture: { support: 'arts_outdoors', ways: ['take_notice', 'keep_learning'] },
  nature_green: { support: 'arts_outdoors', ways: ['be_active', 'take_notice'] },
  physical_activity: { support: 'healthy_living', ways: ['be_active'] },
  advice_money: { support: 'advice', ways: [] },
  advice_housing: { support: 'advice', ways: [] },
  advice_legal: { support: 'advice', ways: [] },
  employment_volunteering: { support: 'work', ways: ['keep_learning', 'give'] },
  learning_digital: { support: 'learning', ways: ['keep_learning'] },
  mental_health_talking: { support: 'befriending', ways: ['take_notice'] },
  carer_support: { support: 'befriending', ways: ['connect'] },
  food_support: { support: 'applications', ways: [] },
  health_programme: { support: 'healthy_living', ways: ['be_active', 'keep_learning'] },
  transport_practical: { support: 'applications', ways: [] },
  peer_support: { support: 'befriending', ways: ['connect', 'give'] },
  faith_culture: { support: 'social', ways: ['connect'] },
  other: { support: 'other', ways: [] },
};
