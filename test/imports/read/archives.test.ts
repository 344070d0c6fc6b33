import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { gzipSync, zipSync, strToU8 } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openExtract } from '../../../server/imports/folder.ts';
import { limits } from '../../../server/imports/read/limits.ts';
import { textBytes } from '../../../server/imports/read/bytes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'impact-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const manifest = JSON.stringify({
  source_system: 'x',
  mode: 'full',
  extracted_at: '2025-10-05T06:00:00Z',
  demo: true,
});
const put = (name: string, content: string | Uint8Array): Promise<void> =>
  writeFile(join(folder, name), content);

const whole = async (bytes: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts).toString();
};

describe('folders', () => {
  it('give their tables and manifest, and pass over the rest', async () => {
    await put('manifest.json', manifest);
    await put('pcns.csv', 'pcn_code');
    await put('people.csv.gz', gzipSync(strToU8('person_id')));
    await put('README.md', 'notes');
    const extract = await openExtract(folder);
    expect(extract.files.map((file) => file.name)).toEqual(['pcns.csv', 'people.csv.gz']);
    expect(extract.manifest).toMatchObject({ source_system: 'x', mode: 'full', demo: true });
    expect(await whole(textBytes(extract.files[1]!, limits))).toBe('person_id');
  });

  it('do not follow links, which could lead anywhere', async () => {
    await symlink('/etc/hosts', join(folder, 'people.csv'));
    expect((await openExtract(folder)).files).toEqual([]);
  });

  it('without a manifest are a delta that removes nothing', async () => {
    await put('pcns.csv', 'pcn_code');
    expect((await openExtract(folder)).manifest).toMatchObject({ mode: 'delta', demo: false });
    expect(
      (await openExtract(folder, { mode: 'full', source: 'joy', demo: true })).manifest,
    ).toMatchObject({
      source_system: 'joy',
      mode: 'full',
      demo: true,
    });
  });

  it.each([
    ['{', 'manifest.json is not JSON'],
    ['[]', 'manifest.json is not an object'],
    ['{"mode":"sometimes"}', 'unknown mode: sometimes; one of full, period, delta'],
    ['{"covers_to":"2025-02-30"}', 'manifest.json: covers_to is not a date; yyyy-mm-dd'],
    ['{"demo":"yes"}', 'manifest.json: demo is not true or false'],
  ])('refuse the manifest %s', async (content, words) => {
    await put('manifest.json', content);
    await expect(openExtract(folder)).rejects.toThrow(words);
  });
});

describe('archives', () => {
  const zip = (files: Record<string, Uint8Array>): Promise<void> =>
    put('extract.zip', zipSync(files));

  it('give what the folder would, from inside one too', async () => {
    await zip({
      'out/manifest.json': strToU8(manifest),
      'out/pcns.csv': strToU8('a,b'),
      '__MACOSX/out/._pcns.csv': strToU8('x'),
      'out/.hidden.csv': strToU8('x'),
    });
    const extract = await openExtract(join(folder, 'extract.zip'));
    expect(extract.files.map((file) => file.name)).toEqual(['out/pcns.csv']);
    expect(extract.manifest.source_system).toBe('x');
    expect(await text(extract.files[0]!.open())).toBe('a,b');
    expect(await text(extract.files[0]!.open())).toBe('a,b');
    await extract.close();
  });

  it('refuse names that lead outside', async () => {
    await zip({ '../people.csv': strToU8('x') });
    await expect(openExtract(join(folder, 'extract.zip'))).rejects.toThrow(/leads outside/);
  });

  it('refuse what is no archive', async () => {
    await put('extract.zip', 'not a zip');
    await expect(openExtract(join(folder, 'extract.zip'))).rejects.toThrow(
      'not a zip archive, or damaged: extract.zip',
    );
  });

  it('refuse an entry that expands beyond belief, without expanding it', async () => {
    await zip({ 'people.csv': new Uint8Array(20 * 1024 * 1024) });
    const extract = await openExtract(join(folder, 'extract.zip'));
    await expect(buffer(extract.files[0]!.open())).rejects.toMatchObject({ rule: 'V04' });
    await extract.close();
  });
});

describe('gzip', () => {
  it('is refused when it expands beyond belief or is cut short', async () => {
    await put('people.csv.gz', gzipSync(new Uint8Array(20 * 1024 * 1024)));
    await put('pcns.csv.gz', gzipSync(strToU8('a,b\n'.repeat(1000))).subarray(0, 20));
    const { files } = await openExtract(folder);
    await expect(whole(textBytes(files[1]!, limits))).rejects.toMatchObject({ rule: 'V04' });
    await expect(whole(textBytes(files[0]!, limits))).rejects.toMatchObject({ rule: 'V05' });
  });
});
