import { listed, missing } from './listed.ts';

/** Lists about practices and link workers. */
export const placeLists = {
  gp_system: [
    listed('emis', 'EMIS', 'emis web | emis evergreenlife | evergreenlife emis'),
    listed('systmone', 'SystmOne', 'tpp | systm one'),
    listed('medicus', 'Medicus', 'medicus emis'),
    listed('vision', 'Vision', 'cegedim | in practice systems'),
    missing('unknown', 'System not known', 'not known'),
  ],
  worker_role: [
    listed(
      'splw',
      'Social prescribing link worker',
      'link worker | social prescribing link worker | social prescriber',
    ),
    listed('care_coordinator', 'Care coordinator', 'care co ordinator'),
    listed('hwb_coach', 'Health and wellbeing coach', 'health coach'),
    listed('volunteer', 'Volunteer'),
    listed('other', 'Other role'),
  ],
  date_quality: [
    listed('actual', 'Recorded date'),
    listed('between', 'Some day between two known dates'),
    listed('assumed', 'Assumed date'),
  ],
} as const;
