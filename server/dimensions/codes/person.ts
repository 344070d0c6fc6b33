import { listed, missing } from './listed.ts';

/** Lists about a person. */
export const personLists = {
  /** 4.6 NHS person stated gender, and what sources have beside it. */
  sex: [
    listed('female', 'Female', 'f | 2 | woman | women | females'),
    listed('male', 'Male', 'm | 1 | man | men | males'),
    listed('non_binary', 'Non-binary', 'nonbinary | non binary | genderqueer'),
    listed('other', 'Other', 'o | other gender | transgender | trans'),
    listed('indeterminate', 'Indeterminate', '9 | i | intersex'),
    missing(
      'not_stated',
      'Not stated',
      'prefer not to say | declined to say | refused | prefer not to answer',
    ),
    missing('not_known', 'Not known', 'x | u | 0 | unknown | not recorded'),
  ],
  /** 4.7 NHS ethnic category 16+ (2001). */
  ethnic: [
    listed(
      'A',
      'White British',
      'british | white british | english | welsh | scottish | northern irish | white english',
    ),
    listed('B', 'White Irish', 'irish'),
    listed(
      'C',
      'Any other White background',
      'other white | white other | white | gypsy | irish traveller | roma | polish | white european',
    ),
    listed('D', 'White and Black Caribbean', 'mixed white and black caribbean'),
    listed('E', 'White and Black African', 'mixed white and black african'),
    listed('F', 'White and Asian', 'mixed white and asian'),
    listed('G', 'Any other mixed background', 'mixed | other mixed | mixed other'),
    listed('H', 'Indian', 'asian indian | british indian | indian or british indian'),
    listed('J', 'Pakistani', 'asian pakistani | pakistani or british pakistani'),
    listed('K', 'Bangladeshi', 'asian bangladeshi | bangladeshi or british bangladeshi'),
    listed(
      'L',
      'Any other Asian background',
      'asian | other asian | asian other | tamil | sri lankan',
    ),
    listed('M', 'Caribbean', 'black caribbean | black british caribbean'),
    listed('N', 'African', 'black african | black british african'),
    listed('P', 'Any other Black background', 'black | other black | black other | black british'),
    listed('R', 'Chinese', 'asian chinese'),
    listed('S', 'Any other ethnic group', 'other | other ethnic group | arab | latin american'),
    missing(
      'Z',
      'Not stated',
      'not stated | prefer not to say | declined to say | refused | declined',
    ),
    missing('99', 'Not known', 'not known | unknown | not recorded | x'),
  ],
  yes_no: [
    listed('yes', 'Yes', 'y | true | 1 | t'),
    listed('no', 'No', 'n | false | 0 | f'),
    missing('not_stated', 'Not stated', 'prefer not to say | declined to say'),
  ],
  employment: [
    listed('employed', 'Employed', 'full time | part time | working | in work'),
    listed('self_employed', 'Self-employed', 'self employed'),
    listed('unemployed', 'Unemployed', 'not working | looking for work'),
    listed(
      'long_term_sick',
      'Long-term sick or disabled',
      'long term sick | unable to work | sick',
    ),
    listed('retired', 'Retired'),
    listed('student', 'Student', 'in education'),
    listed('carer', 'Caring full time', 'homemaker | looking after home'),
    listed('other', 'Other'),
    missing('not_stated', 'Not stated', 'prefer not to say | declined to say'),
  ],
  housing_tenure: [
    listed('owner', 'Owner', 'owner occupied | owned | mortgage | owned outright'),
    listed(
      'social_rent',
      'Social rent',
      'council | housing association | council tenant | social housing',
    ),
    listed('private_rent', 'Private rent', 'private | privately rented | private tenant'),
    listed(
      'temporary',
      'Temporary accommodation',
      'hostel | temporary accommodation | sofa surfing',
    ),
    listed('homeless', 'Homeless', 'rough sleeping | no fixed abode | nfa'),
    listed(
      'care_home',
      'Care home or supported housing',
      'care home | sheltered | supported living | nursing home',
    ),
    listed('other', 'Other'),
    missing('not_stated', 'Not stated', 'prefer not to say | declined to say'),
  ],
} as const;
