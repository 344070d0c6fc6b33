import { emisSearch, gpAppointments, gpAppointmentsAgg } from './appointments.ts';
import { assessments, assessmentsWide } from './assessments.ts';
import { contacts, feedback, onward, referralNeeds, referrals } from './cases.ts';
import type { Contract } from './contract.ts';
import { people } from './people.ts';
import { gpCoverage, listSizes, pcnMembership, pcns, practices } from './places.ts';
import { costs, linkWorkers, providers, serviceCapacity, services, targets } from './service.ts';

/** Every kind of file, in the order they are loaded: what is referred to comes first. */
export const contracts: readonly Contract[] = [
  pcns,
  practices,
  pcnMembership,
  gpCoverage,
  linkWorkers,
  providers,
  services,
  people,
  referrals,
  referralNeeds,
  contacts,
  onward,
  assessments,
  assessmentsWide,
  feedback,
  gpAppointments,
  listSizes,
  gpAppointmentsAgg,
  emisSearch,
  serviceCapacity,
  costs,
  targets,
];

/** The contract by its name; refuses others, naming what exists. */
export function contractOf(name: string): Contract {
  const found = contracts.find((each) => each.name === name);
  if (found) return found;
  throw new Error(
    `unknown contract file: ${name}; one of ${contracts.map((each) => each.name).join(', ')}`,
  );
}
