import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openExtract } from '../../server/imports/folder.ts';
import { loadExtract } from '../../server/imports/load.ts';
import { cloneDatabase } from '../support/database.ts';
import { dump } from './dump.ts';
import { findings, load, pseudonymKey } from './tiny.ts';

const small = fileURLToPath(new URL('../../../shared/extract/small', import.meta.url));

/** The planted defects of the extract's README, and what else the rules warn of in it. */
const planted = [
  'V22 Q 9 assessments.csv value',
  'V18 Q 12 contacts.csv referral_id',
  'V12 Q 7 referrals.csv person_id',
  'V14 Q 5 referrals.csv referral_id',
  'V15 W 20 referrals.csv source_type',
  'V33 W 45 referrals.csv status',
];

/** The files of a folder with their rows in another, fixed order. */
function shuffledFiles(folder: string): Record<string, string[]> {
  const files: Record<string, string[]> = {};
  for (const name of readdirSync(folder).filter((each) => each !== 'manifest.json')) {
    const bytes = readFileSync(`${folder}/${name}`);
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const [header, ...rows] = text.split(/\r?\n/).filter((line) => line !== '');
    const place = new Map(rows.map((row, index) => [row, (index * 7919) % 104_729]));
    files[name.replace(/\.gz$/, '')] = [
      header!,
      ...rows.sort((a, b) => place.get(a)! - place.get(b)!),
    ];
  }
  return files;
}

describe.runIf(existsSync(small))('the shared small extract', () => {
  it('gives exactly the rejects planted in it, in order or shuffled, and the same tables', async () => {
    const [one, other] = [await cloneDatabase(), await cloneDatabase()];
    try {
      const extract = await openExtract(small);
      const report = await loadExtract(extract, { database: one.database, pseudonymKey });
      expect(findings(report)).toEqual(planted);
      expect(report.unmapped.map((each) => [each.value, each.rows])).toEqual([
        ['local scheme 0', 5],
        ['local scheme 1', 5],
        ['local scheme 2', 5],
        ['local scheme 3', 5],
      ]);
      expect((await loadExtract(extract, { database: one.database, pseudonymKey })).status).toBe(
        'unchanged',
      );

      const { files: _, ...manifest } = extract.manifest;
      const again = await load(other.database, shuffledFiles(small), manifest);
      expect(
        findings(again)
          .map((each) => each.replace('.gz', ''))
          .sort(),
      ).toEqual([...planted].sort());
      expect(await dump(other.database)).toEqual(await dump(one.database));
    } finally {
      await one.drop();
      await other.drop();
    }
  }, 180_000);
});
