import type { Column } from './column.ts';
import type { Contract } from './contract.ts';

export interface StagedColumn {
  readonly name: string;
  /** PostgreSQL type. */
  readonly type: string;
}

/** The columns of the staging table that one contract column fills, in the order they are written. */
export function stagedBy(column: Column, contract: Contract): readonly StagedColumn[] {
  const one = (type: string, name = column.stored ?? column.name): StagedColumn[] => [
    { name, type },
  ];
  const { type } = column;
  switch (type.kind) {
    case 'only':
    case 'never':
    case 'nhs_number':
      return [];
    case 'client':
      return contract.stage === 'people'
        ? [...one('uuid', 'person_key'), ...one('uuid', 'alias_key')]
        : one('uuid', 'person_key');
    case 'practice':
      return contract.personLevel
        ? one('smallint', column.name.replace('practice_code', 'practice_no'))
        : one('text');
    case 'postcode':
      return contract.personLevel ? one('text', 'postcode_lsoa') : one('text');
    case 'date':
      return type.use === 'birth'
        ? [...one('smallint', 'dob_year'), ...one('smallint', 'dob_month')]
        : one('date');
    case 'datetime':
      return [...one('date', `${type.stem}_on`), ...one('smallint', `${type.stem}_minute`)];
    case 'month':
      return one('date');
    case 'instant':
      return one('timestamptz');
    case 'integer':
    case 'minutes':
    case 'count':
      return one('integer');
    case 'number':
      return one('numeric');
    case 'boolean':
      return one('boolean');
    case 'code':
      return one(type.store === 'ordinal' ? 'smallint' : 'text');
    case 'codes':
    case 'pcn_list':
      return one('text[]');
    default:
      return one('text');
  }
}

/** Every column of a contract's staging table. Ids compare byte by byte: they mean nothing in any language. */
export function stagedColumns(contract: Contract): readonly StagedColumn[] {
  const staged = contract.columns.flatMap((column) =>
    stagedBy(column, contract).map((each) =>
      column.type.kind === 'id' ? { ...each, type: 'text collate "C"' } : each,
    ),
  );
  const succeeded = contract.personLevel && staged.some((each) => each.name === 'practice_no');
  return succeeded ? [...staged, { name: 'practice_given_no', type: 'smallint' }] : staged;
}
