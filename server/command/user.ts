import { Option, type Command } from 'commander';
import {
  accountOf,
  changeAccount,
  inviteAccount,
  resetPassword,
  type NewPassword,
} from '../access/account-changes.ts';
import { listAccounts, type Account } from '../access/accounts.ts';
import { machineOperator } from '../access/operator.ts';
import { roles, type Role } from '../access/viewer.ts';
import type { Database } from '../database/connect.ts';
import { openForCommand } from './database.ts';
import { expectRefusals } from './refusals.ts';

interface AddOptions {
  readonly name?: string;
  readonly role: Role;
  readonly pcn: readonly string[];
  readonly provider?: boolean;
}

/** `impact user add|list|reset|deactivate`: accounts, from the machine itself. */
export function registerUser(program: Command): void {
  const user = program.command('user').description('who may sign in: add, list, reset, deactivate');
  user
    .command('add')
    .description('add an account and print its one-time password')
    .argument('<email>')
    .option('--name <name>', 'as the dashboard greets them; the address when not said')
    .addOption(
      new Option('--role <role>', 'what they may see').choices(roles).makeOptionMandatory(),
    )
    .option('--pcn <code...>', 'PCNs of a director, such as U53896', [])
    .option('--provider', "they sign in at the organisation's provider, without a password here")
    .action((email: string, options: AddOptions) =>
      onDatabase((database) => add(database, email, options)),
    );
  user
    .command('list')
    .description('list accounts')
    .option('--json', 'for programs')
    .action(({ json }: { json?: boolean }) =>
      onDatabase(async (database) => {
        const accounts = await listAccounts(database);
        if (json) console.log(JSON.stringify(accounts, null, 2));
        else for (const line of tableOf(accounts)) console.log(line);
      }),
    );
  user
    .command('reset')
    .description('give an account a one-time password and sign it out everywhere')
    .argument('<email>')
    .action((email: string) =>
      onDatabase(async (database) => {
        const { id } = await accountOf(database, email);
        printPassword(await resetPassword(database, id, machineOperator()));
      }),
    );
  user
    .command('deactivate')
    .description('shut an account out, at once')
    .argument('<email>')
    .action((email: string) =>
      onDatabase(async (database) => {
        const { id } = await accountOf(database, email);
        await changeAccount(database, id, { active: false }, machineOperator());
        console.log(`${email} is shut out; the users page lets them in again`);
      }),
    );
}

async function add(database: Database, email: string, options: AddOptions): Promise<void> {
  const added = await inviteAccount(
    database,
    {
      email,
      name: options.name ?? email,
      role: options.role,
      pcns: options.pcn,
      signIn: options.provider ? 'provider' : 'password',
    },
    machineOperator(),
  );
  printPassword(added);
}

function printPassword({ account, oneTimePassword }: NewPassword): void {
  if (oneTimePassword === null)
    return console.log(`${account.email} (${account.role}) signs in at the provider`);
  console.log(`${account.email} (${account.role}) signs in once with: ${oneTimePassword}`);
  console.log('It must be changed at once and is shown nowhere else. It lasts four days.');
}

function tableOf(accounts: readonly Account[]): string[] {
  const lines = accounts.map((account) => [
    account.email,
    account.role ?? 'waits for a role',
    account.pcns.join(' '),
    account.active ? 'active' : 'shut out',
    account.demonstration ? 'demonstration' : account.issuer === null ? 'password' : 'provider',
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(0, ...lines.map((line) => line[at]!.length)));
  return lines.map((line) =>
    line
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

async function onDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const opened = await openForCommand();
  try {
    await expectRefusals(() => work(opened.database));
  } finally {
    await opened.close();
  }
}
