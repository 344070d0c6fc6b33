import { spawnSync } from 'node:child_process';
import { judge, readAudit } from './audit-report.ts';

/**
 * `npm run check:dependencies`: known vulnerabilities of what runs in production. High and critical
 * ones fail; where the registry cannot say, that is printed as a warning.
 */
const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
  shell: process.platform === 'win32',
  maxBuffer: 64 * 1024 ** 2,
});
if (error) throw error;
const { words, passed } = judge(readAudit(stdout));
console[passed ? 'log' : 'error'](words);
process.exitCode = passed ? 0 : 1;
