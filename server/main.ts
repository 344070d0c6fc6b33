import { fileURLToPath } from 'node:url';
import { demonstrationAccountsIn, type DemonstrationAccount } from './access/demonstration.ts';
import { createLifecycle, stopOnSignals } from './lifecycle.ts';
import { startProgram } from './program.ts';
import { readSettings } from './settings.ts';
import { wordsOf } from './start-error.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string): void => console.log(line);
const lifecycle = createLifecycle((line) => console.error(line));

/** Says why and stops what was started. A failure while stopping is part of the stop. */
function fail(failure: unknown): void {
  if (lifecycle.stopping()) return;
  console.error(wordsOf(failure));
  void lifecycle.stop().then(() => process.exit(1));
}

function printSignIns(accounts: readonly DemonstrationAccount[]): void {
  if (accounts.length === 0) return;
  say('\nDemonstration data: invented people. Sign in as');
  for (const { role, email, password } of accounts)
    say(`  ${role.padEnd(13)} ${email.padEnd(24)} ${password}`);
}

stopOnSignals(lifecycle, say);
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

/** As this machine reaches it: an address for all interfaces is no address. */
function addressOf(host: string, port: number): string {
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

try {
  const settings = readSettings(process.env, root);
  const { port, database } = await startProgram({
    settings,
    lifecycle,
    development: process.argv.includes('--dev'),
    say,
    fail,
  });
  const accounts = await demonstrationAccountsIn(database);
  say(`\nSocial prescribing impact is ready: ${addressOf(settings.host, port)}`);
  printSignIns(accounts);
} catch (failure) {
  fail(failure);
}
