import { listed, missing } from './listed.ts';

/** Lists about activities, those who provide them, and what came of an offer. */
export const activityLists = {
  /** 4.5 Kinds of activity. */
  category: [
    listed(
      'social_group_befriending',
      'Social group or befriending',
      'befriending | social group | social | social activities | lunch club',
    ),
    listed(
      'arts_culture',
      'Arts and culture',
      'arts | creative | music | arts and crafts | culture',
    ),
    listed(
      'nature_green',
      'Nature-based',
      'green | nature | gardening | green social prescribing | outdoors | nature based',
    ),
    listed('physical_activity', 'Physical activity', 'exercise | sport | fitness | exercise class'),
    listed(
      'advice_money',
      'Money advice',
      'welfare rights | debt advice | benefits advice | citizens advice | finance',
    ),
    listed('advice_housing', 'Housing advice', 'housing'),
    listed('advice_legal', 'Legal advice', 'legal | immigration advice'),
    listed(
      'employment_volunteering',
      'Employment and volunteering',
      'employment | volunteering | training | employability',
    ),
    listed(
      'learning_digital',
      'Learning and digital skills',
      'education | learning | digital | esol',
    ),
    listed(
      'mental_health_talking',
      'Talking support for mental health',
      'counselling | talking therapy | mental health | iapt | talking therapies',
    ),
    listed('carer_support', 'Support for carers', 'carers | carers support'),
    listed('food_support', 'Food support', 'food bank | food'),
    listed(
      'health_programme',
      'Health programme',
      'weight management | smoking cessation | health improvement | lifestyle',
    ),
    listed(
      'transport_practical',
      'Transport and practical help',
      'transport | practical support | handyperson',
    ),
    listed('peer_support', 'Peer support', 'support group | peer support group'),
    listed('faith_culture', 'Faith or cultural group', 'faith | faith group | church | mosque'),
    listed('other', 'Other activity'),
  ],
  /** 4.5b Kinds of green activity: mainly in or with nature, and that is the purpose. */
  green_type: [
    listed(
      'gardening_food_growing',
      'Gardening and food growing',
      'gardening | allotment | horticulture | therapeutic garden | food growing',
    ),
    listed('care_farming', 'Care farming', 'care farm | city farm'),
    listed('conservation_volunteering', 'Conservation volunteering', 'conservation'),
    listed(
      'nature_walking',
      'Walking in nature',
      'health walk | walking | walking group | health walks',
    ),
    listed(
      'outdoor_exercise',
      'Outdoor exercise',
      'green gym | outdoor activity | outdoor activities',
    ),
    listed('nature_arts_crafts', 'Arts and crafts in nature', 'nature crafts'),
    listed('nature_mindfulness', 'Mindfulness in nature', 'forest bathing | mindfulness'),
    listed('blue_water', 'Water-based', 'blue | swimming | open water | blue prescribing'),
    listed('animal_assisted_outdoor', 'Outdoors with animals', 'animal assisted | equine | horses'),
    listed('other_green', 'Other green activity', 'other | unknown | not known'),
  ],
  green: [
    listed('no', 'Not green', 'n | false | 0 | f'),
    listed('yes', 'Green', 'y | true | 1 | t'),
    missing('unknown', 'Not known whether green', 'not known | not recorded'),
  ],
  provider_kind: [
    listed('vcse', 'Voluntary or community', 'voluntary | charity | community | third sector'),
    listed(
      'statutory',
      'Council or other public body',
      'council | local authority | public sector',
    ),
    listed('nhs', 'NHS'),
    listed('private', 'Private', 'commercial | for profit'),
    listed('faith', 'Faith organisation', 'church | mosque | faith organisation'),
    listed('informal', 'Informal group', 'self organised'),
  ],
  onward_kind: [
    listed('referral', 'Referral', 'outbound referral | referred'),
    listed('signpost', 'Signpost', 'signposted | signposting'),
    listed('booking', 'Booking', 'booked | appointment'),
    listed('in_house', 'In-house activity', 'internal | in house'),
  ],
  onward_response: [
    listed('accepted_by_person', 'Accepted', 'accepted | yes | taken up'),
    listed('declined_by_person', 'Declined', 'declined | no | refused'),
    listed('no_answer', 'No answer', 'no response'),
    listed('pending', 'Answer awaited', 'awaiting | waiting'),
  ],
  provider_response: [
    listed('accepted', 'Accepted', 'yes'),
    listed('rejected', 'Not accepted', 'declined | no'),
    listed('waiting', 'Waiting list', 'pending | waiting list'),
    listed('auto_declined', 'Lapsed unanswered', 'auto declined | expired'),
  ],
  onward_outcome: [
    listed('completed', 'Completed', 'complete | finished'),
    listed('stopped', 'Stopped early', 'dropped out | left early'),
    listed('never_started', 'Never started', 'did not start | did not attend | dna'),
    listed('ongoing', 'Still going', 'active | in progress | attending'),
    missing('unknown', 'Not known', 'not known | not recorded'),
  ],
} as const;
