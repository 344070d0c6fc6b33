import { listed } from './listed.ts';

/** Lists about wellbeing measures. */
export const measureLists = {
  /** 4.10 Wellbeing and activation measures. */
  instrument: [
    listed('ons4', 'ONS4 personal wellbeing', 'ons 4 | ons wellbeing | ons personal wellbeing'),
    listed('swemwbs', 'Short Warwick-Edinburgh (SWEMWBS)', 'short wemwbs | swemwebs | 718466001'),
    listed('wemwbs', 'Warwick-Edinburgh (WEMWBS)', 'wemwebs | 718426000'),
    listed(
      'mycaw',
      'MYCaW concerns and wellbeing',
      'my caw | measure yourself concerns and wellbeing',
    ),
    listed('pam13', 'Patient Activation Measure', 'pam | pam 13 | patient activation'),
    listed('ucla3', 'UCLA three-item loneliness', 'ucla | ucla 3 | ucla loneliness'),
    listed('ons_lonely1', 'ONS direct loneliness', 'ons loneliness | loneliness'),
    listed('hads', 'Hospital anxiety and depression (HADS)'),
    listed('eq5d5l', 'EQ-5D-5L', 'eq 5d | eq5d | eq 5d 5l'),
    listed('wellbeing_star', 'Well-being Star', 'outcomes star | well being star | wellbeing star'),
    listed('reqol10', 'ReQoL-10', 'reqol | reqol 10'),
    listed('ons1', 'ONS life satisfaction alone', 'ons 1'),
    listed('goal_confidence', 'Confidence in a goal (1 to 10)', 'goal confidence'),
    listed('other', 'Other measure'),
  ],
  assessment_stage: [
    listed('baseline', 'Baseline', 'pre | initial | start | first | before'),
    listed('review', 'Review', 'mid | interim | midpoint'),
    listed('end', 'End', 'final | exit | closing | discharge'),
    listed('followup', 'Follow-up', 'follow up | post | after | second'),
  ],
  assessment_mode: [
    listed('self', 'Self-completed', 'paper | self completed | self reported'),
    listed('phone', 'Telephone', 'telephone | tel'),
    listed('face', 'Face-to-face', 'face to face | in person | f2f'),
    listed('online', 'Online', 'email | web | digital | video'),
    listed('proxy', 'By somebody else', 'carer | on behalf'),
  ],
  scale_form: [
    listed('raw', 'Raw total', 'raw score'),
    listed('metric', 'Metric score', 'transformed | metric score'),
  ],
} as const;
