import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { dimensionOf, ordinalOf } from '#dimensions';
import type { Dimension } from '#dimensions';
import type { Dictionaries, PlaceCode, PlaceList, Snapshot } from '../episodes/snapshot.ts';

/** Code of the rows whose practice, PCN, team or worker is not known. */
export const NOT_KNOWN = 'not_known';

/** The list of codes that comes with the data for a place dimension. */
export function placesOf(snapshot: Snapshot, dimension: Dimension): PlaceList {
  const list = snapshot.dictionaries[dimension.id as keyof Dictionaries];
  if (!list) throw new Error(`no list of places for dimension: ${dimension.id}`);
  return list;
}

/** Column of the episode table a dimension is read from, given which PCNs the cohort means. */
export function columnOf(dimension: Dimension, cohort: Pick<Cohort, 'pcns'>): string {
  return dimension.id === 'pcn' && cohort.pcns === 'today' ? 'pcn_today' : dimension.column;
}

const numberings = new WeakMap<PlaceList, ReadonlyMap<string, number>>();

function numbering(list: PlaceList): ReadonlyMap<string, number> {
  let numbers = numberings.get(list);
  if (!numbers) {
    numbers = new Map(
      list.flatMap((place: PlaceCode | null, number) => (place ? [[place.code, number]] : [])),
    );
    numberings.set(list, numbers);
  }
  return numbers;
}

/** Numbers of place codes as stored in columns. Throws `unknown PCN: X; ...` for one not loaded. */
export function placeNumbers(
  snapshot: Snapshot,
  dimension: Dimension,
  codes: readonly string[],
  missing: number,
): ReadonlySet<number> {
  const numbers = numbering(placesOf(snapshot, dimension));
  return new Set(
    codes.map((code) => {
      const number = code === NOT_KNOWN ? missing : numbers.get(code);
      if (number === undefined) {
        throw new Error(
          `unknown ${dimension.phrase}: ${code}; not one of the ${numbers.size} in this data`,
        );
      }
      return number;
    }),
  );
}

/** Stored numbers a filter lets through: ordinals of a coded dimension, numbers of a place. */
export function allowedNumbers(
  snapshot: Snapshot,
  key: FilterKey,
  codes: readonly string[],
  missing: number,
): ReadonlySet<number> {
  const dimension = dimensionOf(key);
  if (dimension.place) return placeNumbers(snapshot, dimension, codes, missing);
  return new Set(codes.map((code) => ordinalOf(dimension, code)));
}
