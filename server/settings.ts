import { resolve } from 'node:path';
import { StartError } from './start-error.ts';

/**
 * Everything the program reads from its environment, in one place. A setting that is present and
 * wrong is an error naming it; an empty value counts as absent, as in container files.
 */
export interface Settings {
  /** A PostgreSQL 15 to 18 to use; null runs the embedded one in `dataFolder`. */
  readonly databaseUrl: string | null;
  /** Embedded database, snapshots, generated secrets and the run file live here. Absolute. */
  readonly dataFolder: string;
  /** Interface to listen on. Only this machine by default: these are health data. */
  readonly host: string;
  readonly port: number;
  /** Whether PORT was set: a given port that is busy is an error, the default one moves on. */
  readonly portGiven: boolean;
  readonly logLevel: LogLevel;
  /**
   * DEMONSTRATION=on|off: whether an empty database is filled with the demonstration borough. On for
   * the embedded database; off for a server of your own, where public sign-ins have no place.
   */
  readonly demonstration: boolean;
  /** PSEUDONYM_KEY in hexadecimal: what people's keys are made with while loading. */
  readonly pseudonymKey: string | null;
  /** ORGANISATION: whose service this is, on pages and as the publisher of files; null when not said. */
  readonly organisation: string | null;
}

export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

export class SettingError extends StartError {
  override readonly name = 'SettingError';
}

/** Reads the settings. @throws SettingError naming the first wrong one and what is accepted. */
export function readSettings(env: NodeJS.ProcessEnv = process.env, folder = '.'): Settings {
  const port = text(env, 'PORT');
  const url = databaseUrl(text(env, 'DATABASE_URL'));
  const usually = url === null ? 'on' : 'off';
  return {
    databaseUrl: url,
    dataFolder: resolve(folder, text(env, 'DATA_FOLDER') ?? '.data'),
    host: text(env, 'HOST') ?? '127.0.0.1',
    port: port === null ? 3000 : portNumber(port),
    portGiven: port !== null,
    logLevel: oneOf('LOG_LEVEL', text(env, 'LOG_LEVEL') ?? 'warn', logLevels),
    demonstration: oneOf('DEMONSTRATION', text(env, 'DEMONSTRATION') ?? usually, onOff) === 'on',
    pseudonymKey: hexadecimal(text(env, 'PSEUDONYM_KEY')),
    organisation: organisationName(text(env, 'ORGANISATION')),
  };
}

const onOff = ['on', 'off'] as const;

function text(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = env[name]?.trim();
  return value ? value : null;
}

function portNumber(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535)
    throw new SettingError(`PORT is not a port: ${value}; a whole number from 0 to 65535`);
  return port;
}

/** A URL may hold a password, so the error never repeats it. */
function databaseUrl(value: string | null): string | null {
  if (value === null) return null;
  const protocol = URL.canParse(value) ? new URL(value).protocol : '';
  if (protocol !== 'postgres:' && protocol !== 'postgresql:')
    throw new SettingError(
      'DATABASE_URL is not a PostgreSQL address; postgres://user:password@host:5432/database',
    );
  return value;
}

/** Never repeated in an error. */
function hexadecimal(value: string | null): string | null {
  if (value === null || /^([0-9a-f]{2}){16,}$/i.test(value)) return value;
  throw new SettingError(
    'PSEUDONYM_KEY is not a key: 32 hexadecimal digits or more; openssl rand -hex 32 makes one',
  );
}

/** Stands on covers and in the header: one line of printable letters. */
function organisationName(value: string | null): string | null {
  if (value === null) return null;
  const letters = [...value].length;
  if (letters > 100)
    throw new SettingError(
      `ORGANISATION is too long: ${letters} characters; a name of 1 to 100, or leave it out`,
    );
  // Control characters, halves of a character, and marks that turn the direction of what follows.
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u.test(value))
    throw new SettingError(
      'ORGANISATION holds a line end or another control character; write the name on one line',
    );
  return value;
}

function oneOf<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice === undefined)
    throw new SettingError(`unknown ${name}: ${value}; one of ${choices.join(', ')}`);
  return choice;
}
