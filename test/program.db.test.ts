import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startProgram } from './support/program.ts';

test('with DATABASE_URL it uses that server and starts none', async () => {
  const program = await startProgram();
  expect((await fetch(`${program.address}/api/health`)).status).toBe(200);
  expect(existsSync(join(program.dataFolder, 'postgres'))).toBe(false);
  expect(await program.stop()).toBe(0);
});
