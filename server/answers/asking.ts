import type { Registry } from '#metrics/registry.ts';
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

export interface Asking {
  readonly snapshot: Snapshot;
  readonly viewer: Viewer;
  /** Every metric that can be asked for. */
  readonly metrics: Registry;
  /** The one controlled policy of this deployment. */
  readonly controlled: ControlledPolicy;
  readonly notes: readonly PinnedNote[];
  readonly now: () => Date;
}
