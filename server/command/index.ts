import { Command } from 'commander';
import { wordsOf } from '../start-error.ts';
import { registerAudit } from './audit.ts';
import { registerBackup } from './backup.ts';
import { registerBuild } from './build.ts';
import { registerCheckExports } from './check-exports.ts';
import { registerExport } from './export.ts';
import { registerFigure } from './figure.ts';
import { registerLoad } from './load.ts';
import { registerLoads } from './loads.ts';
import { registerMigrate } from './migrate.ts';
import { registerReport } from './report.ts';
import { registerReset } from './reset.ts';
import { registerUser } from './user.ts';
import { registerValue } from './value.ts';

/**
 * `npm run --silent impact -- COMMAND`: the command line, on the same database as the dashboard.
 * Exit codes: 0 done, 1 refused or failed (the reason on standard error), 130 stopped.
 */
const program = new Command('impact')
  .description('Social prescribing impact: load extracts, print figures, keep the database')
  .showHelpAfterError('(impact --help lists the commands)');

registerFigure(program);
registerExport(program);
registerCheckExports(program);
registerLoad(program);
registerLoads(program);
registerUser(program);
registerAudit(program);
registerBackup(program);
registerBuild(program);
registerMigrate(program);
registerReport(program);
registerReset(program);
registerValue(program);

try {
  await program.parseAsync();
} catch (failure) {
  console.error(wordsOf(failure));
  process.exitCode = 1;
}
