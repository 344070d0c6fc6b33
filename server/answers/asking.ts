import type { Registry } from '#metrics/registry.ts';
import type { ValueAssumptions } from '#metrics/value.ts';
import type { Cohort } from '#figure/cohort.ts';
import type { Queries } from '../database/connect.ts';
import type { ControlledPolicy } from '../access/scope.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Snapshot } from '../episodes/snapshot.ts';

/** Dated notes ("Joy went live") that trends carry. */
export interface PinnedNote {
  /** ISO date. */
  readonly date: string;
  readonly text: string;
  /** The process changed: limits start afresh from that month (Making Data Count). */
  readonly rebase: boolean;
}

/** The record tables, behind the walls of the viewer (server/access/walls.ts). */
export interface Records {
  readonly read: Queries;
  records<T>(
    name: string,
    viewer: Viewer,
    basis: Cohort['pcns'],
    work: (queries: Queries) => Promise<T>,
  ): Promise<T>;
}

export interface Asking {
  readonly snapshot: Snapshot;
  readonly viewer: Viewer;
  /** Every metric that can be asked for. */
  readonly metrics: Registry;
  /** Where metrics read from records are read; null answers them "not available here". */
  readonly records: Records | null;
  /** The one controlled policy of this deployment. */
  readonly controlled: ControlledPolicy;
  readonly notes: readonly PinnedNote[];
  /** What the money figures assume; absent, they have nothing to go by and say so. */
  readonly values?: ValueAssumptions;
  /** Who publishes figures: the name the deployment gave (ORGANISATION); absent or null, the product. */
  readonly publisher?: string | null;
  readonly now: () => Date;
}
