import { defineConfig } from 'vitest/config';
import { makeScratch } from './test/support/scratch.ts';

process.env['TMPDIR'] = makeScratch(); // of this process and its workers

/**
 * Three projects: `unit` (pure, milliseconds), `integration` (a real PostgreSQL, cloned from a
 * template per file) and `pages` (the whole program in a real Chromium).
 * A file says which it is by its name: x.test.ts, x.db.test.ts, x.page.test.ts.
 */
export default defineConfig({
  test: {
    // Measured on 2 cores: the integration tests take 354 s with one worker, 227 s with two.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.db.test.ts', 'test/**/*.page.test.ts'],
          // A limit against hanging, not a measurement: machines differ and are shared.
          testTimeout: 60_000,
          // No folder can be made there: a unit test that starts a database fails.
          env: { TZ: 'Europe/London', DATA_FOLDER: '/dev/null' },
        },
      },
      {
        test: {
          name: 'integration',
          setupFiles: ['test/support/ask-first.ts'],
          include: ['test/**/*.db.test.ts'],
          globalSetup: ['test/support/postgres.ts'],
          env: { TZ: 'Europe/London' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'pages',
          setupFiles: ['test/support/ask-first.ts'],
          include: ['test/**/*.page.test.ts'],
          globalSetup: ['test/support/postgres.ts'],
          env: { TZ: 'Europe/London' },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
