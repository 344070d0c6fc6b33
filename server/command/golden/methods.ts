import { basename } from 'node:path';
import type { GoldenFile, GoldenMethod } from './case.ts';
import { pairedMethod, regressionMethod } from './change.ts';
import { suppressionMethod } from './disclosure.ts';
import { rateRatioMethod } from './events.ts';
import { funnelMethod } from './funnel.ts';
import { byarMethod, dsrMethod, isrMethod, meanMethod, wilsonMethod } from './rates.ts';
import { swemwbsMethod } from './scores.ts';
import { survivalMethod } from './survival.ts';
import { xmrMethod } from './xmr.ts';

/** Every kind of golden file that the project can run. */
export const methods: readonly GoldenMethod[] = [
  wilsonMethod,
  byarMethod,
  dsrMethod,
  isrMethod,
  meanMethod,
  swemwbsMethod,
  pairedMethod,
  regressionMethod,
  rateRatioMethod,
  survivalMethod,
  xmrMethod,
  funnelMethod,
  suppressionMethod,
];

/** The method of a file, by its `method` line, else by its name; throws when neither is known. */
export function methodOf(path: string, file: GoldenFile): GoldenMethod {
  const name = basename(path, '.json');
  const found =
    methods.find(({ method }) => method === file.method) ??
    methods.find((candidate) => candidate.file === name);
  if (found) return found;
  const known = methods.map((method) => method.file).join(', ');
  throw new Error(`unknown golden method: ${file.method}; one of ${known}`);
}
