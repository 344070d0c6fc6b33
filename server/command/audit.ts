import type { Command } from 'commander';
import { pruneAudit } from '../access/audit.ts';
import { readAccessSettings } from '../access/access-settings.ts';
import { machineOperator } from '../access/operator.ts';
import { StartError } from '../start-error.ts';
import { openForCommand } from './database.ts';

/** `impact audit prune`: the retention of the audit log, which nothing else can shorten. */
export function registerAudit(program: Command): void {
  const audit = program.command('audit').description('the log of who saw what');
  audit
    .command('prune')
    .description('remove lines older than the retention (AUDIT_YEARS, 6 when not set)')
    .option('--years <years>', 'another retention, in whole years')
    .action(async (options: { years?: string }) => {
      const years = Number(options.years ?? readAccessSettings().auditYears);
      if (!Number.isInteger(years) || years < 1)
        throw new StartError(`not a retention: ${options.years ?? ''}; whole years, 1 or more`);
      const opened = await openForCommand();
      try {
        const removed = await pruneAudit(opened.database, years, machineOperator().id);
        console.log(`${removed} lines older than ${years} years removed`);
      } finally {
        await opened.close();
      }
    });
}
