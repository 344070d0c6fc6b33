import { dimensions, onwardDimensions } from '#dimensions';
import type { Code } from '#dimensions';
import { whyOff } from '#metrics/value.ts';
import type { Asking } from '../answers/asking.ts';
import { dataToOf, offerOf } from '../answers/context.ts';
import { latePractices } from '../records/freshness.ts';
import type { Viewer } from '../access/viewer.ts';
import { policyOf } from '../disclosure/policy.ts';
import type { PlaceList, Snapshot } from '../episodes/snapshot.ts';
import { closedPractices } from './closed-practices.ts';
import { everyRole } from './route.ts';
import type { GuardedRoute } from './route.ts';

/** A place as the filter bar needs it: a practice says which PCN it belongs to. */
interface PlaceCodeAnswer extends Code {
  readonly pcn: string | null;
  readonly current: boolean;
}

function placeCodes(list: PlaceList): readonly PlaceCodeAnswer[] {
  return list
    .flatMap((place) => (place ? [place] : []))
    .map(({ code, label, short, pcn, current }) => ({ code, label, short, pcn, current }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'));
}

/** Worker names are for the service's own manager only (metrics.md 4). */
function codesFor(id: string, snapshot: Snapshot, viewer: Viewer): readonly Code[] {
  if (id === 'worker' && viewer.role !== 'manager') return [];
  const list = snapshot.dictionaries[id as keyof Snapshot['dictionaries']];
  return placeCodes(list);
}

/** `GET /api/catalogue`: everything a page needs to ask and to name things; no numbers about people. */
export function catalogueRoute(parts: { asking(viewer: Viewer): Promise<Asking> }): GuardedRoute {
  return {
    method: 'get',
    path: '/catalogue',
    who: everyRole,
    async handle(_request, response, viewer) {
      const { snapshot, controlled, metrics, records } = await parts.asking(viewer);
      const offer = offerOf(snapshot);
      const all = [...dimensions, ...onwardDimensions];
      response.set('cache-control', 'private, no-cache').json({
        version: snapshot.version,
        demonstration: snapshot.demonstration,
        source: snapshot.source,
        dataTo: dataToOf(snapshot),
        latePractices: records ? await latePractices({ snapshot, access: records }) : 0,
        period: { first: offer.first, last: offer.last },
        standard: offer.standard,
        presets: offer.presets,
        viewer: {
          name: viewer.name,
          role: viewer.role,
          pcns: viewer.pcns,
        },
        controlled: policyOf(controlled),
        off: metrics.off.map((metric) => ({
          id: metric.id,
          name: metric.name,
          why: whyOff(metric),
        })),
        metrics: metrics.catalogue().map(({ metric, splits }) => ({ ...metric, splits })),
        closedPractices: closedPractices(snapshot.dictionaries.practice),
        dimensions: all.map((dimension) => ({
          ...dimension,
          codes: dimension.place ? codesFor(dimension.id, snapshot, viewer) : dimension.codes,
        })),
      });
    },
  };
}
