import type { Viewer } from '../access/viewer.ts';
import type { Queries } from '../database/connect.ts';
import type { Question } from '../kinds/kind.ts';

/** The parts of the walls (server/access/walls.ts) that a question about records needs. */
export interface RecordAccess {
  /** Places, code lists, bookkeeping of loads. */
  readonly read: Queries;
  /** Rows about people, inside the PCNs of the viewer: the manager's and directors' alone. */
  records<T>(name: string, work: (queries: Queries) => Promise<T>): Promise<T>;
}

/** A question that the snapshot alone cannot answer. */
export interface RecordQuestion extends Question {
  readonly viewer: Viewer;
  readonly access: RecordAccess;
  /** True when the answer leaves under the policy `exact`: only then may it name cases. */
  readonly exact: boolean;
}

/** Lists of cases: the manager's, exact. A row is a person, and no policy can make it less. */
export const mayListCases = ({ viewer, exact }: RecordQuestion): boolean =>
  exact && viewer.role === 'manager';

/** Only the service's own manager sees every case, those left out of all figures among them. */
export const seesEveryRecord = ({ viewer }: RecordQuestion): boolean => viewer.role === 'manager';
