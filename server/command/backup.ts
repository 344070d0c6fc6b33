import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { restoreBackup } from '../database/backup/restore.ts';
import { saveBackup } from '../database/backup/save.ts';
import { openDatabase } from '../database/open.ts';
import { StartError } from '../start-error.ts';
import { commandSettings, openForCommand } from './database.ts';

/** `impact backup FILE` and `impact restore FILE`. */
export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('write everything the database holds to a file; the dashboard may run meanwhile')
    .argument('<file>', 'such as impact-2026-04-01.backup')
    .option('--force', 'replace an existing file')
    .action(async (name: string, { force }: { force?: boolean }) => {
      const file = resolve(name);
      if (existsSync(file) && !force)
        throw new StartError(`the file exists: ${name}; name another, or say --force`);
      const opened = await openForCommand();
      try {
        const { tables, bytes } = await saveBackup(opened.database, file);
        console.log(`saved ${tables} tables, ${(bytes / 1e6).toFixed(1)} MB of rows, to ${name}`);
        console.log('It holds data about people: keep it encrypted, and apart from PSEUDONYM_KEY.');
      } finally {
        await opened.close();
      }
    });
  program
    .command('restore')
    .description('put a backup into an empty database')
    .argument('<file>')
    .option('--replace', 'delete what the database holds first')
    .action(async (name: string, { replace }: { replace?: boolean }) => {
      const file = resolve(name);
      if (!existsSync(file)) throw new StartError(`no such file: ${name}`);
      const opened = await openDatabase(commandSettings(), { join: true, application: 'impact' });
      try {
        const { madeAt } = await restoreBackup(opened.database, file, {
          replace: replace ?? false,
        });
        console.log(`restored the backup of ${madeAt}; everyone signs in again`);
        console.log('Restart the dashboard if it is running: it still shows the data of before.');
      } finally {
        await opened.close();
      }
    });
}
