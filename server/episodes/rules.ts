import { createHash } from 'node:crypto';
import type pg from 'pg';
import { codeLists, codeOrdinal } from '#dimensions/codes.ts';
import type { ListName } from '#dimensions/codes.ts';
import {
  ageBands,
  ageCodes,
  ethnicGroups,
  ethnicityCodes,
  greenCodes,
  quintileCodes,
  sexCodes,
  sexGroups,
} from '#dimensions/bands.ts';
import { categoryMeaning, supportCodes, waysCodes } from '#dimensions/support.ts';
import { gpRule } from '#metrics/gp-rule.ts';
import { scales } from '#metrics/instruments.ts';
import type { Scale } from '#metrics/instruments.ts';
import { swemwbsMetric } from '../statistics/swemwbs.ts';

type RuleRow = Readonly<Record<string, string | number | boolean>>;

/** The `rule_*` tables that sql/episode joins, in the order they are written. */
export const ruleTables = [
  'rule_code',
  'rule_age',
  'rule_category',
  'rule_gp',
  'rule_scale',
  'rule_scale_item',
  'rule_swemwbs',
] as const;
export type RuleTable = (typeof ruleTables)[number];

/**
 * Every rule the derivation needs, as rows: one definition in TypeScript, read by the screens and
 * by SQL alike. Code `''` of a rule is what a value not recorded becomes.
 */
export function ruleRows(): Readonly<Record<RuleTable, readonly RuleRow[]>> {
  return {
    rule_code: codeRules(),
    rule_age: ageBands.map((band, ordinal) => ({
      from_age: band.from,
      to_age: band.to,
      ordinal,
    })),
    rule_category: categoryRules(),
    rule_gp: gpRules(),
    rule_scale: scales.map(scaleRule),
    rule_scale_item: scales.flatMap(scaleItems),
    rule_swemwbs: swemwbsRules(),
  };
}

/** Replaces the rule tables. @returns a fingerprint of the rules: another means derive everyone again. */
export async function writeRules(client: pg.ClientBase): Promise<string> {
  const rules = ruleRows();
  for (const table of ruleTables) {
    await client.query(`delete from ${table}`);
    await client.query(
      `insert into ${table} select * from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(rules[table])],
    );
  }
  await client.query(`analyze ${ruleTables.join(', ')}`);
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex');
}

const fromList = (rule: string, list: ListName): RuleRow[] =>
  codeLists[list].map(({ code }, ordinal) => ({ rule, code, ordinal }));

const grouped = (
  rule: string,
  groups: readonly { readonly given: readonly string[] }[],
  codes: readonly unknown[],
): RuleRow[] => [
  ...groups.flatMap(({ given }, ordinal) => given.map((code) => ({ rule, code, ordinal }))),
  { rule, code: '', ordinal: codes.length - 1 },
];

const own = (rule: string, codes: readonly { readonly code: string }[]): RuleRow[] =>
  codes.map(({ code }, ordinal) => ({ rule, code, ordinal }));

function codeRules(): RuleRow[] {
  return [
    ...fromList('source', 'source_type'),
    ...fromList('need', 'need'),
    { rule: 'need', code: '', ordinal: codeLists.need.length },
    ...fromList('status', 'referral_status'),
    ...fromList('closure', 'closure_reason'),
    ...fromList('onward_kind', 'onward_kind'),
    ...fromList('green', 'green'),
    ...fromList('green_type', 'green_type'),
    ...fromList('response', 'onward_response'),
    ...grouped('sex', sexGroups, sexCodes),
    ...grouped('ethnicity', ethnicGroups, ethnicityCodes),
    ...own('green_step', greenCodes),
    { rule: 'age', code: '', ordinal: ageCodes.length - 1 },
    ...own('deprivation', quintileCodes.slice(0, -1)),
    { rule: 'deprivation', code: '', ordinal: quintileCodes.length - 1 },
  ];
}

function categoryRules(): RuleRow[] {
  return codeLists.category.map(({ code }, ordinal) => {
    const meaning = categoryMeaning[code];
    const support = supportCodes.findIndex((each) => each.code === meaning?.support);
    if (!meaning || support < 0) {
      throw new Error(`category has no kind of support: ${code}; add it to categoryMeaning`);
    }
    const ways = meaning.ways.map((way) => waysCodes.findIndex((each) => each.code === way));
    const ways_mask = ways.reduce((mask, bit) => mask | (1 << bit), 0);
    return { category: code, ordinal, support, ways_mask };
  });
}

function gpRules(): RuleRow[] {
  return gpRule.statuses.flatMap((status) =>
    gpRule.staff.flatMap((staff) =>
      gpRule.categories.map((category) => ({
        status: codeOrdinal('appointment_status', status.code),
        hcp_group: codeOrdinal('hcp_group', staff.code),
        category: codeOrdinal('national_category', category.code),
      })),
    ),
  );
}

function scaleRule({ instrument, score, min, max }: Scale, scale: number): RuleRow {
  const range = { lowest: min, highest: max };
  if (score.kind === 'item') {
    const one = { items: 1, items_needed: 1, item_min: min, item_max: max, swemwbs_metric: false };
    return { scale, instrument, kind: 'mean', ...one, ...range };
  }
  const items = score.items.length;
  return {
    scale,
    instrument,
    kind: score.kind,
    items,
    items_needed: score.kind === 'sum' ? items - score.missingAllowed : score.need,
    item_min: score.itemMin,
    item_max: score.itemMax,
    swemwbs_metric: score.kind === 'sum' && score.transform === 'swemwbs_metric',
    ...range,
  };
}

function scaleItems({ instrument, score }: Scale, scale: number): RuleRow[] {
  if (score.kind === 'item') return [{ instrument, item: score.item, scale, is_total: false }];
  return [
    ...score.items.map((item) => ({ instrument, item, scale, is_total: false })),
    { instrument, item: score.total, scale, is_total: true },
  ];
}

function swemwbsRules(): RuleRow[] {
  const raws = Array.from({ length: 36 }, (_, raw) => raw);
  return raws.flatMap((raw) => {
    const metric = swemwbsMetric(raw);
    return metric === null ? [] : [{ raw, metric }];
  });
}
