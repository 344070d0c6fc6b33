import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptSecret, pseudonymKey } from '../server/secrets.ts';
import { readSettings } from '../server/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'impact-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a secret is made once, is random, and is for this user alone', () => {
  const key = keptSecret(folder, 'pseudonym-key');
  expect(key).toHaveLength(32);
  expect(keptSecret(folder, 'pseudonym-key')).toEqual(key);
  expect(keptSecret(folder, 'other')).not.toEqual(key);
  expect(statSync(join(folder, 'secrets/pseudonym-key')).mode & 0o777).toBe(0o600);
});

test('the key of the environment goes before the one that is kept', () => {
  const settings = readSettings({ DATA_FOLDER: folder, PSEUDONYM_KEY: '0f'.repeat(16) });
  expect(pseudonymKey(settings)).toEqual(Buffer.alloc(16, 0x0f));
  expect(pseudonymKey(readSettings({ DATA_FOLDER: folder }))).toEqual(
    keptSecret(folder, 'pseudonym-key'),
  );
});

test('a server of your own needs the key in the environment', () => {
  const settings = readSettings({ DATABASE_URL: 'postgres://impact@db/impact' });
  expect(() => pseudonymKey(settings)).toThrow(/PSEUDONYM_KEY is missing; .*openssl rand/);
});
