import { connect } from '../../server/database/connect.ts';
import { load, tiny } from './tiny.ts';

/**
 * Loads a changed extract and, once contacts are being merged, says so and hangs inside the
 * transaction until it is killed.
 */
const database = connect(process.argv[2]!);
const files = tiny();
files['people.csv'] = files['people.csv']!.map((line) => line.replace(',male,', ',female,'));
files['referrals.csv'] = files['referrals.csv']!.map((line) => line.replace(',gp,', ',self,'));
await load(
  database,
  files,
  { extracted_at: '2025-10-06T06:00:00Z' },
  {
    onProgress: ({ phase, file }) => {
      if (phase !== 'merging' || file !== 'contacts') return;
      process.stdout.write('half-way\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  },
);
