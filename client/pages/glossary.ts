export interface Entry {
  readonly word: string;
  readonly meaning: string;
  /** How it is written in findings and headings, where that is not the word itself. */
  readonly forms?: readonly string[];
}

/** Words of the dashboard, each in a sentence or two, in the order of the alphabet. */
export const glossary: readonly Entry[] = [
  {
    word: 'Baseline',
    meaning: 'The first wellbeing score, taken around the start of support.',
  },
  {
    word: 'Censored',
    meaning:
      'Still waiting when the data end. These people count up to that day, so that long waits are not lost.',
  },
  {
    word: 'Cohort',
    meaning:
      'The group of referrals counted: a period and any filters, as written on every figure.',
  },
  {
    word: 'Comparison',
    forms: ['matched patients', 'matched comparison'],
    meaning:
      'Registered patients not referred by then, matched on age, sex, practice and recent appointments. They may differ in ways no record shows.',
  },
  {
    word: 'Deprivation fifth',
    forms: ['deprivation fifth', 'deprivation fifths', 'England fifths', 'local fifths'],
    meaning:
      'Small areas sorted by deprivation and cut into five equal groups. Fifth 1 is the most deprived.',
  },
  {
    word: 'Funnel plot',
    meaning:
      'Places drawn by their size, with lines that show how far chance alone would spread them. One place in twenty is outside the 95% lines by chance; only places outside the 99.8% lines are named.',
  },
  {
    word: 'Green activity',
    forms: ['green activity', 'green activities', 'green offer'],
    meaning: 'Support in nature: walking groups, green gyms, gardening and the like.',
  },
  {
    word: 'Index referral',
    forms: ['index referral', 'index referrals'],
    meaning:
      'A person’s referral with no other in the 365 days before it. It stops anyone counting twice.',
  },
  {
    word: 'Interval',
    forms: ['interval', 'intervals'],
    meaning: 'The range in which the true value probably lies. More people make it narrower.',
  },
  {
    word: 'Link worker',
    forms: ['link worker', 'link workers'],
    meaning: 'The social prescriber who meets the person, listens and agrees a plan.',
  },
  { word: 'Median', meaning: 'The middle value: half of people are at or below it.' },
  {
    word: 'Not yet due',
    meaning: 'Too recent: the later score or appointment could not have happened yet.',
  },
  {
    word: 'Paired',
    forms: ['paired', 'measured twice'],
    meaning: 'Measured twice in the same person, so that a change is theirs.',
  },
  {
    word: 'PCN',
    forms: ['PCN', 'PCNs', 'Primary Care Network'],
    meaning: 'Primary Care Network: a group of GP practices that work together.',
  },
  {
    word: 'Run-in',
    meaning:
      'The 30 days before referral. They are left out of before and after, since people are often referred when they see the GP most.',
  },
  {
    word: 'Suppressed',
    meaning: 'A small number, hidden so that nobody can be recognised. Written [c] in tables.',
  },
  {
    word: 'Usual variation',
    meaning:
      'The ups and downs a series has when nothing has changed. Limits on a trend show how far they reach.',
  },
  {
    word: 'Whole-time equivalent (WTE)',
    forms: ['whole-time equivalent', 'WTE'],
    meaning: 'Staff counted by hours: two people on half-time are one WTE.',
  },
];

/** Where a word stands on the page of the glossary. */
export function anchorOf(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replace(/-$/, '');
}
