import type { Cohort } from '#figure/cohort.ts';
import type { PolicyId } from '#figure/figure.ts';
import { dimensionOf } from '#dimensions';
import { splitsOf } from '#metrics/splits.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Against } from '../answers/compare.ts';
import type { Asking } from '../answers/asking.ts';
import { offerOf } from '../answers/context.ts';
import type { FigureRequest } from '../answers/request.ts';
import { seededRandom } from '../statistics/resample.ts';

/** A question somebody might put, and who. */
export interface CheckQuestion {
  readonly request: FigureRequest;
  readonly viewer: Viewer;
}

const roles = [
  { role: 'manager', policy: undefined },
  { role: 'manager', policy: 'exact' },
  { role: 'director', policy: undefined },
  { role: 'commissioner', policy: undefined },
] as const satisfies readonly { role: Viewer['role']; policy: PolicyId | undefined }[];

/**
 * Questions drawn at random from every metric, split, role, period, place, sex and comparison. Lists
 * read from live records leave in no file of figures, so they are left out.
 * @param seed equal seeds give equal questions of equal data
 */
export function questionsOf(asking: Asking, count: number, seed: number): readonly CheckQuestion[] {
  const random = seededRandom(seed);
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const offer = offerOf(asking.snapshot);
  const pcns = offer.places['pcn'] ?? [];
  const splits = asking.metrics.list
    .filter(({ statistic }) => statistic.kind !== 'records')
    .flatMap((metric) => splitsOf(metric).map((by) => ({ metric, by })));
  const filtersOf = (): Cohort['filters'] => {
    const dice = random();
    if (dice < 0.3 && pcns.length > 0) return { pcn: [one(pcns)] };
    if (dice < 0.4) return { sex: [one(dimensionOf('sex').codes).code] };
    return {};
  };
  return Array.from({ length: count }, (): CheckQuestion => {
    const { role, policy } = one(roles);
    const { from, to } = one(offer.presets);
    const against: Against | undefined = random() < 0.2 ? { kind: 'previous' } : undefined;
    const cohort = { basis: 'referred', from, to, pcns: 'then', filters: filtersOf() } as const;
    return {
      request: { ...one(splits), cohort, policy, against, purpose: 'file' },
      viewer: {
        id: `check-${role}`,
        name: role,
        role,
        pcns: role === 'director' ? pcns.slice(0, 1) : [],
      },
    };
  });
}
