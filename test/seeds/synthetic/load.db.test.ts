import { expect, test } from 'vitest';
import { generateExtract } from '../../../seeds/synthetic/index.ts';
import { loadExtract } from '../../../server/imports/load.ts';
import { withDatabase } from '../../support/database.ts';

const pseudonymKey = Buffer.from('a key for invented people only');
const database = withDatabase();
const extract = generateExtract({ size: 'tiny' });

test('a load quarantines the planted rows and nothing else; loading again changes nothing', async () => {
  const report = await loadExtract(extract, { database: database(), pseudonymKey });
  expect(report.status).toBe('loaded');
  const found = report.files.flatMap(({ file, findings }) =>
    findings
      .filter((finding) => finding.severity === 'Q')
      .map(({ rule, rows }) => `${file} ${rule} ${rows}`),
  );
  const planted = extract.planted.map(({ file, rule, rows }) => `${file} ${rule} ${rows}`);
  expect(found.sort()).toEqual(planted.sort());
  for (const { file, read, accepted, quarantined } of report.files) {
    expect(accepted + quarantined, file).toBe(read);
  }
  expect(report.unmapped.map(({ value }) => value)).toEqual(['Care navigator']);
  const again = await loadExtract(extract, { database: database(), pseudonymKey });
  expect(again.status).toBe('unchanged');
});
