import { parentPort, workerData } from 'node:worker_threads';
import { metrics, registry } from '#metrics';
import type { ControlledPolicy } from '../../access/scope.ts';
import { snapshotPassed } from '../../episodes/between-threads.ts';
import type { PassedSnapshot } from '../../episodes/between-threads.ts';
import { offerOf } from '../context.ts';
import { readQuestions } from './read-questions.ts';
import { questionsAhead } from './questions.ts';

/** What a thread that reads ahead is given. */
export interface AheadOf {
  readonly snapshot: PassedSnapshot;
  readonly policy: ControlledPolicy;
}

/* The other side of `readAhead`: reads everything, group by group, and ends. */
const { snapshot: passed, policy } = workerData as AheadOf;
const snapshot = snapshotPassed(passed);
for (const group of questionsAhead(metrics, offerOf(snapshot)))
  parentPort?.postMessage(readQuestions(group, snapshot, registry(metrics), policy));
