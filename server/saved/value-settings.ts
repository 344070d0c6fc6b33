import type { ConsultationCost, ValueAssumptions, WellbyValue } from '#metrics/value.ts';
import { isAccountId, recordAudit } from '../access/audit.ts';
import type { Viewer } from '../access/viewer.ts';
import type { Queries } from '../database/connect.ts';
import type { Assumptions, ValuedFigure } from './value-rules.ts';

/** One line of the record: what was set, when and by whom. */
export interface ValueSetting {
  readonly figure: ValuedFigure;
  /** Null: switched off. */
  readonly assumptions: Assumptions[ValuedFigure] | null;
  /** ISO day, on the London calendar. */
  readonly setOn: string;
  readonly setBy: string;
}

/** Every change, newest first. */
export function listValueSettings(database: Queries): Promise<ValueSetting[]> {
  return database.query<ValueSetting>(
    'settings of money figures',
    `select figure, assumptions, set_by as "setBy",
       to_char(set_at at time zone 'Europe/London', 'YYYY-MM-DD') as "setOn"
     from value_setting order by setting_id desc`,
  );
}

/** A unit cost that came with the data (costs.csv): a suggestion, used only once somebody sets it. */
export interface LoadedCost {
  readonly item: string;
  readonly pounds: number;
  readonly priceYear: string;
  readonly source: string;
}

/** Newest prices first; a few, for a person to choose from. */
export function loadedCosts(database: Queries): Promise<LoadedCost[]> {
  return database.query<LoadedCost>(
    'unit costs loaded',
    `select item, unit_cost_gbp::float8 as pounds, price_year::text as "priceYear", source
     from cost order by price_year desc, item, source limit 20`,
  );
}

/** The assumptions in force: the newest line of each figure. */
export async function valuesOf(database: Queries): Promise<ValueAssumptions> {
  const settings = await listValueSettings(database);
  const newest = (figure: ValuedFigure): ValueSetting | undefined =>
    settings.find((each) => each.figure === figure);
  const inForce = <T>(figure: ValuedFigure): (T & { readonly setOn: string }) | null => {
    const found = newest(figure);
    return found?.assumptions ? { ...(found.assumptions as T), setOn: found.setOn } : null;
  };
  return {
    consultation: inForce<ConsultationCost>('gp-time-value'),
    wellby: inForce<WellbyValue>('wellby'),
  };
}

/** Sets what a money figure assumes, or with null switches it off; in the audit log either way. */
export async function setValue<F extends ValuedFigure>(
  database: Queries,
  figure: F,
  assumptions: Assumptions[F] | null,
  viewer: Viewer,
): Promise<void> {
  await database.query(
    'set a money figure',
    `insert into value_setting (figure, assumptions, account_id, set_by) values ($1, $2, $3, $4)`,
    [
      figure,
      assumptions && JSON.stringify(assumptions),
      isAccountId(viewer.id) ? viewer.id : null,
      viewer.name,
    ],
  );
  await recordAudit(database, {
    action: 'settings',
    viewer,
    target: figure,
    detail: assumptions ? 'money figure set' : 'money figure switched off',
  });
}
