import { Command } from 'commander';
import { wordsOf } from '../start-error.ts';
import { registerBuild } from './build.ts';
import { registerMigrate } from './migrate.ts';
import { registerReset } from './reset.ts';

/**
 * `npm run --silent impact -- COMMAND`: the command line, on the same database as the dashboard.
 * Exit codes: 0 done, 1 refused or failed (the reason on standard error), 130 stopped.
 */
const program = new Command('impact')
  .description('Social prescribing impact: load extracts, print figures, keep the database')
  .showHelpAfterError('(impact --help lists the commands)');

registerBuild(program);
registerMigrate(program);
registerReset(program);

try {
  await program.parseAsync();
} catch (failure) {
  console.error(wordsOf(failure));
  process.exitCode = 1;
}
