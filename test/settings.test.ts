import { expect, test } from 'vitest';
import { readSettings } from '../server/settings.ts';

test('nothing set: embedded database, this machine only, port 3000', () => {
  expect(readSettings({}, '/srv/impact')).toEqual({
    databaseUrl: null,
    dataFolder: '/srv/impact/.data',
    host: '127.0.0.1',
    port: 3000,
    portGiven: false,
    logLevel: 'warn',
    demonstration: true,
    pseudonymKey: null,
    organisation: null,
  });
});

test('empty values, as container files leave them, count as not set', () => {
  expect(readSettings({ PORT: '', DATABASE_URL: ' ', HOST: '' })).toEqual(readSettings({}));
});

test('what is set is taken', () => {
  const settings = readSettings(
    { PORT: '8080', HOST: '0.0.0.0', DATA_FOLDER: '/var/impact', DEMONSTRATION: 'off' },
    '/srv/impact',
  );
  expect(settings).toMatchObject({
    port: 8080,
    portGiven: true,
    host: '0.0.0.0',
    dataFolder: '/var/impact',
    demonstration: false,
  });
});

test('a server of your own is not filled with the demonstration unless asked', () => {
  const DATABASE_URL = 'postgres://impact@db/impact';
  expect(readSettings({ DATABASE_URL }).demonstration).toBe(false);
  expect(readSettings({ DATABASE_URL, DEMONSTRATION: 'on' }).demonstration).toBe(true);
});

test.each([
  [{ PORT: '70000' }, /PORT is not a port: 70000; a whole number from 0 to 65535/],
  [{ PORT: '3e3' }, /PORT is not a port: 3e3/],
  [{ LOG_LEVEL: 'loud' }, /unknown LOG_LEVEL: loud; one of silent, error, warn, info, debug/],
  [{ DEMONSTRATION: 'yes' }, /unknown DEMONSTRATION: yes; one of on, off/],
])('%o is refused by name, with what is accepted', (env, words) => {
  expect(() => readSettings(env)).toThrow(words);
});

test('the name of the organisation is taken as it is written, without the blanks around it', () => {
  const organisation = 'Walks & “Talks” <Lewisham>: $& é 🌳';
  expect(readSettings({ ORGANISATION: ` ${organisation}\n` })).toMatchObject({ organisation });
  expect(readSettings({ ORGANISATION: '🌳'.repeat(100) }).organisation).toHaveLength(200);
});

test.each([
  [
    'x'.repeat(101),
    /ORGANISATION is too long: 101 characters; a name of 1 to 100, or leave it out/,
  ],
  ['One\nHealth', /ORGANISATION holds a line end or another control character; write/],
  ['One\u0007Health', /ORGANISATION holds/],
  ['One\u202eHealth', /ORGANISATION holds/],
])('the name %j is refused', (ORGANISATION, words) => {
  expect(() => readSettings({ ORGANISATION })).toThrow(words);
});

test('a wrong key is refused without repeating it', () => {
  expect(() => readSettings({ PSEUDONYM_KEY: 'c0ffee' })).toThrow(
    /^(?!.*c0ffee)PSEUDONYM_KEY is not a key/,
  );
});

test('a wrong DATABASE_URL is refused without repeating the password in it', () => {
  expect(() => readSettings({ DATABASE_URL: 'mysql://impact:secret@db/impact' })).toThrow(
    /^(?!.*secret)DATABASE_URL is not a PostgreSQL address/,
  );
});
