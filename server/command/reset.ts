import type { Command } from 'commander';
import { createInterface } from 'node:readline/promises';
import { resetEmbedded } from '../database/embedded/reset.ts';
import { StartError } from '../start-error.ts';
import { commandSettings } from './database.ts';

/** `impact reset`: deletes the embedded database and everything made from it. */
export function registerReset(program: Command): void {
  program
    .command('reset')
    .description('delete the embedded database; the next start fills it anew')
    .option('--yes', 'do not ask')
    .action(async ({ yes }: { yes?: boolean }) => {
      const { databaseUrl, dataFolder } = commandSettings();
      if (databaseUrl !== null)
        throw new StartError(
          'DATABASE_URL is set: a server of your own is never deleted from here; drop the ' +
            'database there, or unset DATABASE_URL to reset the embedded one',
        );
      if (!yes && !(await confirm(`Delete all data in ${dataFolder}?`)))
        throw new StartError('nothing deleted; say --yes to delete without being asked');
      resetEmbedded(dataFolder);
      console.log(`deleted ${dataFolder}; npm start makes it anew`);
    });
}

/** Asks on the terminal; without one the answer is no. */
async function confirm(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} Type yes: `);
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}
