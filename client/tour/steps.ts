import type { Role } from '../shell/session.ts';

/** One stop of a tour: what it points at, and what is said there. */
export interface TourStep {
  /** Page it is on; the filters in use go along. */
  readonly path: string;
  /** Selects what is pointed at. Where the page has none now, the words stand alone. */
  readonly target: string;
  readonly title: string;
  readonly words: string;
}

const finding = (metric: string): string => `.cards [data-metric="${metric}"] .card-head`;

const beginning: TourStep = {
  path: 'overview',
  target: finding('referrals'),
  title: 'Each card starts with what was found',
  words: 'The bold words are the finding. The line below says what was counted, for whom and when.',
};

/** The last stop, on the page where the one before it was: where the tour is to be found again. */
const theEnd = (path: string): TourStep => ({
  path,
  target: '.user-menu',
  title: 'That is all',
  words: 'You can take this tour again from this menu, or from the foot of any page.',
});

const manager: readonly TourStep[] = [
  beginning,
  {
    path: 'overview',
    target: '.filter-bar',
    title: 'Choose who is counted',
    words:
      'Pick the months, a PCN, a practice or more. Every figure follows. Copy the link to show someone the same page.',
  },
  {
    path: 'overview',
    target: '.cohort-line',
    title: 'See who is left out, and why',
    words: 'Open this to explain to the board why a total is lower than they expect.',
  },
  {
    path: 'data-quality',
    target: finding('freshness'),
    title: 'Did the last files load?',
    words: 'Look here on a Monday. It shows how fresh each practice is, and if one is missing.',
  },
  {
    path: 'data-quality',
    target: finding('follow-up-due'),
    title: 'Who is due a second score?',
    words: 'Chase these before the quarter ends. It shows how much they would raise the response.',
  },
  {
    path: 'wellbeing',
    target: finding('attrition-bridge'),
    title: 'Why does the supplier show another number?',
    words:
      'Here wellbeing only changes in people with two scores. This card walks from one number to the other.',
  },
  {
    path: 'reports',
    target: '#main h2',
    title: 'Make the contract report',
    words:
      'Choose the cards once. Get slides, a spreadsheet and a document with the same numbers, for one PCN or for all.',
  },
  theEnd('reports'),
];

const director: readonly TourStep[] = [
  {
    path: 'workload',
    target: finding('annual-people'),
    title: 'Are my link workers over capacity?',
    words: 'The pale band is the national guide, 200 to 250 people a year for a full-time worker.',
  },
  {
    path: 'workload',
    target: '.filter-bar',
    title: 'Your PCN is already chosen',
    words: 'Change the months, or pick one practice. Undo takes you back one step.',
  },
  {
    path: 'workload',
    target: finding('wait'),
    title: 'How long do people wait?',
    words: 'People who are still waiting count too, so a long queue cannot hide.',
  },
  {
    path: 'workload',
    target: finding('queue-forecast'),
    title: 'What would one more link worker do?',
    words:
      'While the queue shrinks, it shows how many weeks are left to clear it, now and with one more worker.',
  },
  {
    path: 'workload',
    target: finding('referral-rate'),
    title: 'Which practices refer few for their size?',
    words: 'Only those outside the curved lines stand out. The others may differ by chance.',
  },
  {
    path: 'equity',
    target: finding('equity'),
    title: 'Who are we not reaching?',
    words: 'This sets the people referred beside all the people on your practice lists.',
  },
  {
    path: 'gp-appointments',
    target: finding('gp-event-study'),
    title: 'Is it freeing GP appointments?',
    words:
      'People are often referred when they see the GP most. So part of a fall would come without any help.',
  },
  theEnd('gp-appointments'),
];

const commissioner: readonly TourStep[] = [
  beginning,
  {
    path: 'overview',
    target: '.filter-bar',
    title: 'Choose who is counted',
    words:
      'Pick the months, a PCN or more. Every figure follows. Copy the link to show it to others.',
  },
  {
    path: 'overview',
    target: finding('wellbeing-life-satisfaction'),
    title: 'Compare the PCNs fairly',
    words:
      'The thin lines show the likely range. Where two ranges overlap, the gap may be chance, so nothing is ranked.',
  },
  {
    path: 'overview',
    target: '.cards .card-tabs',
    title: 'Take the chart, the table or the file',
    words:
      'Small numbers are hidden here and in each file, so nobody can be known from it. About says what it does not show.',
  },
  {
    path: 'reports',
    target: '#main h2',
    title: 'All your charts in one go',
    words: 'Choose the cards for your report once. Make the files again when new data come.',
  },
  {
    path: 'verify',
    target: '#main form',
    title: 'Trace a number in last year’s paper',
    words:
      'Each file carries a code. Type it here to see what it was, and if it is still the same.',
  },
  theEnd('verify'),
];

const admin: readonly TourStep[] = [
  {
    path: 'loads',
    target: '#main .page-question',
    title: 'Load the files of the service',
    words:
      'Send new files from this page. Each load says what it took and what it refused. The last one can be taken back.',
  },
  {
    path: 'users',
    target: '#main form',
    title: 'Let someone in',
    words:
      'Choose a role for each person. A director also gets PCNs of their own. The role decides what they see.',
  },
  {
    path: 'audit',
    target: '#main table',
    title: 'See who did what',
    words: 'Each sign-in, page and file is listed here. No line holds the data of a person.',
  },
  theEnd('audit'),
];

/** The tour of each role, in the words of what its people come to ask (two minutes at most). */
export const tours: Readonly<Record<Role, readonly TourStep[]>> = {
  manager,
  director,
  commissioner,
  admin,
};
