import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ExtractFile } from '../../../server/imports/extract.ts';
import { generateExtract } from '../../../seeds/synthetic/index.ts';
import { generateInThread } from '../../../seeds/synthetic/thread/in-thread.ts';

async function hashOf(file: ExtractFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of file.open()) hash.update(piece as Buffer);
  return hash.digest('hex');
}

describe('people invented in a thread', () => {
  it('fill the same files, read side by side, as those invented here', async () => {
    const options = { size: 'tiny', seed: 3 } as const;
    const here = generateExtract(options);
    const there = generateInThread(options);
    try {
      const [expected, found] = await Promise.all(
        [here, there].map(({ files }) => Promise.all(files.map(hashOf))),
      );
      expect(found).toEqual(expected);
      expect(there.manifest).toEqual(here.manifest);
    } finally {
      await there.close();
    }
  });

  it('may be read in part, and again', async () => {
    const there = generateInThread({ size: 'tiny' });
    try {
      const people = there.files.find(({ name }) => name === 'people.csv')!;
      for await (const piece of people.open()) {
        expect(String(piece)).toMatch(/^person_id,/);
        break;
      }
      const whole = generateExtract({ size: 'tiny' }).files.find(
        ({ name }) => name === people.name,
      )!;
      expect(await hashOf(people)).toBe(await hashOf(whole));
    } finally {
      await there.close();
    }
  });

  it('that is ended fails what is being read', async () => {
    const there = generateInThread({ size: 'tiny' });
    const reading = there.files.at(-1)!.open().toArray();
    await Promise.all([
      expect(reading).rejects.toThrow('the thread that invents people has ended'),
      there.close(),
    ]);
  });
});
