import {
  boolean,
  code,
  column,
  date,
  id,
  integer,
  month,
  number,
  pcn,
  postcode,
  required,
  text,
} from './column.ts';
import type { Contract } from './contract.ts';

/** 3.7 */
export const linkWorkers: Contract = {
  name: 'link_workers',
  stage: 'link_workers',
  personLevel: false,
  key: ['worker_id', 'start_date'],
  oneOf: [['pcn_code', 'team']],
  columns: [
    column('worker_id', id, 'Worker ID | Staff ID | Handler ID', required),
    column('display_name', text(100), 'Worker Name'),
    column('pcn_code', pcn),
    column('team', text(60), 'Hub'),
    column('role', code('worker_role'), 'Job Role'),
    column('wte', number(0, 1.5), 'FTE'),
    column('start_date', date),
    column('end_date', date),
    column('employer', text(100)),
  ],
};

/** 3.12; Open Referral UK organisations. */
export const providers: Contract = {
  name: 'providers',
  stage: 'providers',
  personLevel: false,
  key: ['provider_id'],
  columns: [
    column('provider_id', id, 'Provider', required),
    column('name', text(), 'Provider Name | Organisation', required),
    column('kind', code('provider_kind'), 'Type | Provider Type'),
    column('postcode', postcode),
    column('pcn_codes', { kind: 'pcn_list' }, 'PCNs served'),
    column('charity_number', text(20)),
    column('is_active', boolean, 'Active'),
    column('oruk_organization_id', text(64)),
  ],
};

/** 3.12; Joy's listings. */
export const services: Contract = {
  name: 'services',
  stage: 'services',
  personLevel: false,
  key: ['service_id'],
  columns: [
    column('service_id', id, 'Listing ID | Intervention ID', required),
    column('provider_id', id),
    column('name', text(), 'Service Name | Listing | Intervention Name', required),
    column('category', code('category'), 'Intervention Type | Intervention Category'),
    column('green_type', code('green_type')),
    column('capacity_per_month', integer(0, 100_000)),
    column('waiting_days', integer(0, 5000)),
    column('cost_to_person', number(0, 10_000)),
    column('start_date', date),
    column('end_date', date),
    column('oruk_service_id', text(64)),
  ],
};

/** 3.17, and NHS England's PCN workforce: link-worker rows, summed by PCN; no rows = not returned. */
export const serviceCapacity: Contract = {
  name: 'service_capacity',
  stage: 'service_capacity',
  personLevel: false,
  key: [],
  toldBy: ['pcn_code', 'wte_in_post'],
  columns: [
    column('month', month, '', { elsewhere: { from: 'file name' } }),
    column('census_year', integer(2000, 2100)),
    column('census_month', integer(1, 12)),
    column('pcn_code', pcn, '', required),
    column('staff_role', { kind: 'only', words: ['social prescribing link workers'] }),
    column('wte_in_post', number(0, 100_000), 'FTE | splw_fte', { heading: true }),
    column('wte_funded', number(0, 100_000)),
    column('caseload_limit', integer(0, 100_000)),
  ],
};

/** 3.17 */
export const costs: Contract = {
  name: 'costs',
  stage: 'costs',
  personLevel: false,
  key: ['item', 'price_year', 'source'],
  columns: [
    column('item', text(60), '', required),
    column('unit_cost_gbp', number(0, 1_000_000), '', required),
    column('price_year', integer(2000, 2100), '', required),
    column('source', text(), '', required),
  ],
};

/** 3.17; a blank PCN means every PCN. */
export const targets: Contract = {
  name: 'targets',
  stage: 'targets',
  personLevel: false,
  key: ['pcn_code', 'measure', 'from_date'],
  columns: [
    column('pcn_code', pcn),
    column('measure', text(60), '', required),
    column('from_date', date, 'from', required),
    column('to_date', date, 'to'),
    column('value', number(-1e9, 1e9), '', required),
    column('note', text()),
  ],
};
