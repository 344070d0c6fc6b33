import type { Command } from 'commander';
import { migrate } from '../database/migrate.ts';
import { openDatabase } from '../database/open.ts';
import { commandSettings } from './database.ts';

/** `impact migrate`: brings the database up to date without starting the dashboard. */
export function registerMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date, as a start of the dashboard does')
    .action(async () => {
      const opened = await openDatabase(commandSettings(), { join: true });
      try {
        const ran = await migrate(opened.database);
        for (const name of ran) console.log(`applied ${name}`);
        if (ran.length === 0) console.log('the database is up to date');
      } finally {
        await opened.close();
      }
    });
}
