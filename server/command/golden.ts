import { basename } from 'node:path';
import { runGolden } from './golden/run.ts';

/**
 * `npm run --silent golden -- FILE...`: checks our statistics against reference results.
 * Prints one line per failing case and a closing line per file; exits 1 on any failure, 2 when
 * called without a file.
 */
function main(paths: readonly string[]): number {
  if (paths.length === 0) {
    console.error('golden: no file given; npm run --silent golden -- FILE...');
    return 2;
  }
  let failed = 0;
  for (const path of paths) {
    try {
      const result = runGolden(path);
      for (const { id, words } of result.failures) {
        console.log(`${basename(path)} ${id}: ${words}`);
      }
      console.log(`${result.passed} passed, ${result.failures.length} failed`);
      failed += result.failures.length;
    } catch (error) {
      console.log(`${basename(path)}: ${error instanceof Error ? error.message : String(error)}`);
      console.log('0 passed, 1 failed');
      failed += 1;
    }
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
