import { listed, missing, sensitive } from './listed.ts';

/** Lists about a case and the contacts in it. */
export const caseLists = {
  /** 4.1 Who made the referral. */
  source_type: [
    listed('gp', 'GP', 'general practitioner | doctor | gp referral | salaried gp | gp partner'),
    listed('practice_nurse', 'Practice nurse', 'nurse | advanced nurse practitioner | anp'),
    listed(
      'practice_other',
      'Other practice staff',
      'receptionist | practice manager | gp practice | surgery | practice staff | healthcare assistant | hca',
    ),
    listed(
      'pcn_arrs_staff',
      'PCN staff',
      'pcn | arrs | care coordinator | clinical pharmacist | first contact physio | health and wellbeing coach | paramedic | social prescribing link worker',
    ),
    listed(
      'proactive_cohort',
      'Proactive offer to a cohort',
      'proactive | proactive offer | case finding',
    ),
    listed('hospital', 'Hospital', 'acute trust | a e | secondary care | hospital discharge'),
    listed('mental_health_trust', 'Mental health trust', 'slam | cmht | talking therapies | iapt'),
    listed(
      'community_health',
      'Community health service',
      'district nurse | community nurse | health visitor | community services',
    ),
    listed(
      'social_care',
      'Social care',
      'social worker | adult social care | social services | council | local authority',
    ),
    listed('housing', 'Housing', 'housing association | housing officer | housing provider'),
    listed(
      'vcse',
      'Voluntary or community organisation',
      'voluntary sector | charity | third sector | community organisation | age uk',
    ),
    listed('self', 'Self-referral', 'self referral | self referred | client | patient'),
    listed(
      'family_carer',
      'Family member or carer',
      'family | carer | relative | friend | family or carer',
    ),
    listed('pharmacy', 'Community pharmacy', 'pharmacist | community pharmacist | chemist'),
    listed('police_probation', 'Police or probation', 'police | probation | criminal justice'),
    listed('school', 'School or college', 'education | college'),
    listed('job_centre', 'Jobcentre', 'jobcentre plus | dwp | job centre plus'),
    listed('other', 'Other source'),
    missing('unknown', 'Source not recorded', 'not known | not recorded | n a'),
  ],
  /** 4.2 Where the case stands. */
  referral_status: [
    listed('received', 'Received', 'new | pending | draft | created | open'),
    listed('waiting', 'Waiting', 'waiting list | on waiting list | queued | allocated'),
    listed('contacting', 'Being contacted', 'attempting contact | contact attempted | contacted'),
    listed('active', 'Active', 'in progress | accepted | engaged | ongoing | current'),
    listed('on_hold', 'On hold', 'on hold | paused | suspended'),
    listed('closed', 'Closed', 'completed | complete | discharged | finished'),
    listed('declined', 'Declined by the person', 'patient declined | client declined | refused'),
    listed(
      'rejected',
      'Not accepted by the service',
      'inappropriate | service declined | not accepted',
    ),
    listed('withdrawn', 'Withdrawn', 'cancelled | revoked'),
    listed('entered_in_error', 'Entered in error', 'error | entered in error | test'),
  ],
  /** 4.3 Why the case was closed. */
  closure_reason: [
    listed(
      'plan_completed',
      'Plan completed',
      'completed | goals met | successful discharge | completed plan',
    ),
    listed('goals_met_early', 'Goals met early'),
    listed('signposted_only', 'Signposted only', 'signposted | advice only | information only'),
    listed(
      'declined_support',
      'Declined support',
      'declined | client declined | patient declined | refused',
    ),
    listed(
      'could_not_contact',
      'Could not be contacted',
      'no contact | unable to contact | uncontactable',
    ),
    listed('disengaged', 'Disengaged', 'dna | did not engage | stopped engaging | non engagement'),
    listed('moved_away', 'Moved away', 'moved | moved out of area | out of area'),
    listed('referred_elsewhere', 'Referred elsewhere', 'transferred | referred on'),
    listed(
      'inappropriate_referral',
      'Referral not suitable',
      'inappropriate | not suitable | does not meet criteria',
    ),
    listed('unsafe', 'Not safe to continue', 'risk | unsafe'),
    listed('duplicate', 'Duplicate referral', 'duplicate case'),
    listed('deceased', 'Died', 'death | died'),
    listed('other', 'Other reason'),
    missing('not_recorded', 'Reason not recorded', 'unknown | not known'),
  ],
  /** 4.4 What the person was referred for. */
  need: [
    listed(
      'loneliness_isolation',
      'Loneliness or isolation',
      'loneliness | social isolation | isolation | lonely | befriending',
    ),
    listed(
      'mental_wellbeing',
      'Mental wellbeing',
      'mental health | anxiety | depression | low mood | stress | emotional wellbeing | wellbeing',
    ),
    listed(
      'money_debt_benefits',
      'Money, debt or benefits',
      'finance | finances | debt | benefits | money | welfare rights | cost of living | pip',
    ),
    listed('housing', 'Housing', 'homelessness | accommodation | housing advice'),
    listed('food', 'Food', 'food bank | food poverty | food insecurity'),
    listed(
      'work_training',
      'Work and training',
      'employment | training | volunteering | work | unemployment',
    ),
    listed('physical_activity', 'Physical activity', 'exercise | physical inactivity | fitness'),
    listed(
      'healthy_weight_lifestyle',
      'Healthy weight and lifestyle',
      'weight management | lifestyle | healthy living | diet | smoking | obesity',
    ),
    listed(
      'long_term_condition',
      'Long-term condition',
      'ltc | long term conditions | diabetes | chronic pain',
    ),
    listed('caring', 'Caring for someone', 'carer | carer support | caring responsibilities'),
    listed('bereavement', 'Bereavement', 'grief | loss'),
    listed('family_parenting', 'Family and parenting', 'family | parenting | family support'),
    listed('relationships', 'Relationships', 'relationship breakdown'),
    sensitive('domestic_abuse', 'Domestic abuse', 'domestic violence | dv'),
    sensitive(
      'immigration_legal',
      'Immigration or legal',
      'immigration | asylum | legal | legal advice',
    ),
    sensitive(
      'substance_use',
      'Alcohol or drug use',
      'substance misuse | alcohol | drugs | substance abuse',
    ),
    listed('digital', 'Getting online', 'digital exclusion | digital skills | it skills'),
    listed('transport', 'Transport', 'transport and travel | mobility'),
    listed(
      'practical_help_home',
      'Practical help at home',
      'practical support | home help | shopping | aids and adaptations',
    ),
    listed('memory_dementia', 'Memory or dementia', 'dementia | memory'),
    listed(
      'neurodiversity_learning',
      'Neurodiversity or learning disability',
      'learning disability | autism | adhd | neurodiversity',
    ),
    listed('language', 'Language', 'esol | english language'),
    listed('falls_frailty', 'Falls or frailty', 'falls | frailty'),
    listed('other', 'Other need'),
  ],
  need_stage: [listed('referral', 'At referral'), listed('assessment', 'At assessment')],
  urgency: [listed('routine', 'Routine', 'normal | standard'), listed('urgent', 'Urgent', 'high')],
  complexity: [
    listed('low', 'Low', '1 | simple'),
    listed('medium', 'Medium', '2 | moderate'),
    listed('high', 'High', '3 | complex'),
  ],
  /** 4.8 How a contact was made. */
  contact_mode: [
    listed(
      'face_practice',
      'At the practice',
      'face to face | in person | 01 | f2f | surgery | gp surgery | clinic',
    ),
    listed('face_home', 'Home visit', 'home | at home'),
    listed('face_community', 'In the community', 'community | community venue | outreach'),
    listed('phone', 'Telephone', '02 | call | telephone call | phone call | tel'),
    listed('video', 'Video call', '03 | teams | zoom | telemedicine | video consultation | online'),
    listed('text', 'Text message', 'sms | text | whatsapp'),
    listed('email', 'Email', 'e mail'),
    listed('letter', 'Letter', 'post'),
    listed('group', 'Group session', 'group'),
    listed('other', 'Other'),
  ],
  /** 4.9 What came of a contact. */
  contact_outcome: [
    listed(
      'attended',
      'Attended',
      'completed | seen | spoke to client | contact made | successful',
    ),
    listed('dna', 'Did not attend', 'did not attend | missed | no show | not attended'),
    listed(
      'cancelled_by_person',
      'Cancelled by the person',
      'cancelled | client cancelled | patient cancelled',
    ),
    listed(
      'cancelled_by_service',
      'Cancelled by the service',
      'service cancelled | worker cancelled',
    ),
    listed('no_answer', 'No answer', 'no reply | unanswered'),
    listed('left_message', 'Left a message', 'voicemail | message left'),
    listed('not_applicable', 'Not applicable', 'n a | not applicable'),
  ],
  contact_direction: [
    listed('in', 'From the person', 'inbound | incoming'),
    listed('out', 'From the service', 'outbound | outgoing'),
  ],
  location_type: [
    listed('practice', 'GP practice', 'surgery | gp practice | gp surgery'),
    listed('home', 'Home', 'client home | patient home'),
    listed('community', 'Community venue', 'community venue'),
    listed('phone', 'Telephone', 'telephone'),
    listed('online', 'Online', 'video'),
    listed('other', 'Other place'),
  ],
} as const;
