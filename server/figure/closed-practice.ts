/** A practice that closed or merged, for readers of an old link. */
export interface ClosedPractice {
  readonly code: string;
  readonly label: string;
  /** ISO date it closed, or by which it had. */
  readonly on: string;
  /** Whether the date is only the latest it can have been. */
  readonly by: boolean;
  /** Code of the practice open today that its patients moved to, where that is known. */
  readonly successor: string | null;
}
