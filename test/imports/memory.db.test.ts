import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { Extract, ExtractFile } from '../../server/imports/extract.ts';
import { loadExtract } from '../../server/imports/load.ts';
import { withDatabase } from '../support/database.ts';
import { count } from './dump.ts';
import { extractOf, pseudonymKey, tiny } from './tiny.ts';

const database = withDatabase();

/** Appointments written as they are read: nothing of the file exists beforehand. */
function appointments(rows: number): ExtractFile {
  const lines = function* (): Generator<Buffer> {
    yield Buffer.from(
      'appointment_id,person_id,practice_code,starts_at,status,hcp_group,mode,national_category\n',
    );
    for (let from = 0; from < rows; from += 1000) {
      let text = '';
      for (let row = from; row < from + 1000; row++) {
        text += `G${String(row).padStart(9, '0')},C${String((row % 20) + 1).padStart(2, '0')},G85001,2025-0${1 + (row % 9)}-15,attended,GP,Telephone,Clinical Triage\n`;
      }
      yield Buffer.from(text);
    }
  };
  return { name: 'gp_appointments.csv', open: () => Readable.from(lines()) };
}

const rows = 400_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe('memory', () => {
  it('does not grow with the file: 400,000 rows of 32 MB pass through far less', async () => {
    const base = extractOf(tiny(), { mode: 'full' });
    const extract: Extract = {
      ...base,
      files: [...base.files.filter((file) => !file.name.startsWith('gp_app')), appointments(rows)],
    };
    collectGarbage(); // of the files before: what is measured must not shrink by it
    const before = process.memoryUsage();
    let most = 0;
    const report = await loadExtract(extract, {
      database: database(),
      pseudonymKey,
      onProgress: () => {
        const now = process.memoryUsage();
        most = Math.max(
          most,
          now.external + now.arrayBuffers - before.external - before.arrayBuffers,
        );
      },
    });
    expect(report.status).toBe('loaded');
    expect(await count(database(), 'gp_appointment')).toBe(rows);
    // What waits for PostgreSQL is bounded at 32 MiB (counted twice: external and array buffers).
    expect(most).toBeLessThan(160 * 1024 * 1024);
  });
});
