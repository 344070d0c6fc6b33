import { spawn } from 'node:child_process';

/**
 * `npm run check`: everything a change must pass. What only reads the source runs side by side, as
 * each of those uses one core; then the tests, which use them all.
 */
const reading = ['check:types', 'check:lint', 'check:format'];
const tests = 'test:all';

interface Ended {
  readonly script: string;
  readonly code: number;
}

/** Runs a script of package.json; its words come when it has ended, so that no two mix. */
function run(script: string, live: boolean): Promise<Ended> {
  const started = performance.now();
  const child = spawn('npm', ['run', '--silent', script], {
    stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    shell: process.platform === 'win32',
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (words += chunk.toString()));
  return new Promise((resolve) => {
    child.once('error', (failure) => resolve({ script: `${script}: ${failure.message}`, code: 1 }));
    child.once('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      console.log(`${words}${script}: ${code === 0 ? 'good' : 'failed'}, ${seconds} s`);
      resolve({ script, code: code ?? 1 });
    });
  });
}

const read = await Promise.all(reading.map((script) => run(script, false)));
const failed = read.filter(({ code }) => code !== 0);
if (failed.length > 0) {
  console.error(`not tested: ${failed.map(({ script }) => script).join(', ')} failed`);
  process.exitCode = 1;
} else {
  process.exitCode = (await run(tests, true)).code;
}
