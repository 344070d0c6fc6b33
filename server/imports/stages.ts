import { loadAggregates, loadAppointments } from './stage/appointments.ts';
import { loadAssessments, nameAssessments } from './stage/assessments.ts';
import { loadContacts, loadFeedback, loadNeeds, loadOnward, loadReferrals } from './stage/cases.ts';
import { loadCoverage, loadListSizes } from './stage/lists.ts';
import { loadMembership } from './stage/membership.ts';
import { keepAliases, loadPeople } from './stage/people.ts';
import { loadPcns, loadPractices } from './stage/practices.ts';
import {
  loadCapacity,
  loadCosts,
  loadProviders,
  loadServices,
  loadTargets,
  loadWorkers,
} from './stage/service.ts';
import type { Stage } from './stage/stage.ts';

/** What is done with a staging table once all its files are in it. */
export interface StageSteps {
  /** Before repeated keys are looked for. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  /** Checks across rows, then the merge. `national` = files recognised by headings, not by name. */
  readonly load: (stage: Stage, national: readonly number[]) => Promise<void>;
}

/** Every staging table, in the order they are loaded: what is referred to comes first. */
export const stages: Readonly<Record<string, StageSteps>> = {
  pcns: { load: loadPcns },
  practices: { load: loadPractices },
  pcn_membership: { load: loadMembership },
  gp_coverage: { load: loadCoverage },
  link_workers: { load: loadWorkers },
  providers: { load: loadProviders },
  services: { load: loadServices },
  people: { prepare: keepAliases, load: loadPeople },
  referrals: { load: loadReferrals },
  referral_needs: { load: loadNeeds },
  contacts: { load: loadContacts },
  onward: { load: loadOnward },
  assessments: { prepare: nameAssessments, load: loadAssessments },
  feedback: { load: loadFeedback },
  gp_appointments: { load: loadAppointments },
  list_sizes: { load: loadListSizes },
  gp_appointments_agg: { load: loadAggregates },
  service_capacity: { load: loadCapacity },
  costs: { load: loadCosts },
  targets: { load: loadTargets },
};
