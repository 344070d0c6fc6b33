import { defineConfig } from 'vitest/config';
import { makeScratch } from './test/support/scratch.ts';

process.env['TMPDIR'] = makeScratch(); // of this process and its workers

const env = { TZ: 'Europe/London' };
const server = {
  env,
  setupFiles: ['test/support/ask-first.ts'],
  globalSetup: ['test/support/postgres.ts'],
};

/**
 * Files share their worker's process, which reads each module once: no module of ours keeps anything
 * that another file could meet, and no test puts something else in a module's place.
 */
const isolate = false;

/**
 * Four projects. A file says by its name which it belongs to:
 * - x.test.ts, `unit`: pure, milliseconds;
 * - x.db.test.ts, `integration`: a PostgreSQL of either version, a clone of a template per file;
 * - x.embedded.test.ts, `embedded`: the PostgreSQL that the program brings and starts itself;
 * - x.page.test.ts, `pages`: the whole program in a real Chromium.
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
          exclude: ['test/**/*.{db,embedded,page}.test.ts'],
          isolate,
          // A limit against hanging, not a measurement: machines differ and are shared.
          testTimeout: 60_000,
          // No folder can be made there: a unit test that starts a database fails.
          env: { ...env, DATA_FOLDER: '/dev/null' },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/**/*.db.test.ts'],
          ...server,
          isolate,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'embedded',
          include: ['test/**/*.embedded.test.ts'],
          env,
          setupFiles: ['test/support/ask-first.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'pages',
          include: ['test/**/*.page.test.ts'],
          ...server,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
