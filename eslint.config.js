import { defineConfig } from 'eslint/config';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The rooms that must know nothing of the outside: no HTTP, no SQL, no disclosure. */
const pureRooms = {
  group: [
    'express',
    'knex',
    'pg',
    'pg-*',
    'node:*',
    '**/routes/**',
    '**/disclosure/**',
    '**/database/**',
    '**/access/**',
  ],
  message: 'counting and statistics know nothing of HTTP, SQL or disclosure',
};

const nodeFree = {
  group: ['express', 'knex', 'pg', 'pg-*', 'node:*'],
  message: 'this room is read by the browser: keep it free of Node',
};

const serverFromClient = {
  group: ['**/server/**'],
  message: 'client reaches server only through #metrics, #dimensions and #figure',
};

const restrict = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns }],
});

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', '.data/', '.cache/', 'coverage/', 'test/output/'] },
  tseslint.configs.strict,
  hooks.configs.flat['recommended-latest'],
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  { files: ['server/counting/**', 'server/statistics/**'], rules: restrict(pureRooms) },
  {
    files: ['server/metrics/**', 'server/dimensions/**', 'server/figure/**'],
    rules: restrict(nodeFree),
  },
  { files: ['client/**'], rules: restrict(serverFromClient) },
  {
    files: ['client/charts/**'],
    rules: {
      ...restrict(serverFromClient, {
        group: ['react', 'react-*', '@tanstack/*', '**/cohort/**', '**/pages/**', '**/panels/**'],
        message: 'charts are pure functions of a Figure: they fetch nothing and hold no state',
      }),
      'no-restricted-globals': ['error', 'fetch', 'window', 'localStorage'],
    },
  },
  {
    files: ['server/command/**', 'server/main.ts', 'test/bench/**', 'test/support/**'],
    rules: { 'no-console': 'off' },
  },
);
