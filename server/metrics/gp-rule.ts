/**
 * Which rows of an appointment feed count as a GP appointment. Data, not code: the SQL that counts
 * them, the About panel that prints them and the tests all read this list. Codes are those of the
 * import contract (lists 4.11 appointment status, 4.12 staff group, 4.14 national category).
 */
export const gpRule = {
  version: 1,
  statuses: [{ code: 'attended', label: 'Attended' }],
  staff: [{ code: 'gp', label: 'GP' }],
  categories: [
    { code: 'general_consultation_acute', label: 'General Consultation Acute' },
    { code: 'general_consultation_routine', label: 'General Consultation Routine' },
    { code: 'unplanned_clinical_activity', label: 'Unplanned Clinical Activity' },
    { code: 'clinical_triage', label: 'Clinical Triage' },
    { code: 'walk_in', label: 'Walk-in' },
    { code: 'home_visit', label: 'Home Visit' },
  ],
  /** Named because they are the usual mistakes, though leaving them off the lists above is enough. */
  never: [
    {
      code: 'social_prescribing_service',
      label: 'Social Prescribing Service',
      why: "the link worker's own contacts would look like extra demand on GPs",
    },
    { code: 'dna', label: 'Did not attend', why: 'the appointment did not take place' },
    { code: 'cancelled', label: 'Cancelled', why: 'the appointment did not take place' },
  ],
  /** Day 0 is the referral day. The contact at which the referral is made belongs to neither side. */
  referralDay: 'left out of both sides',
  runInDays: 30,
  windowDays: 182,
} as const;

/** The rule as one sentence, for the About panel and the foot of a file. */
export function gpRuleWords(): string {
  const categories = gpRule.categories.map((each) => each.label).join(', ');
  return (
    `Counted: appointments with status ${gpRule.statuses.map((each) => each.label).join(', ')}, ` +
    `staff type ${gpRule.staff.map((each) => each.label).join(', ')}, ` +
    `and national category ${categories}. ` +
    `Never counted: ${gpRule.never.map((each) => each.label).join(', ')}. ` +
    `The referral day and the ${gpRule.runInDays} days before it belong to neither side.`
  );
}
