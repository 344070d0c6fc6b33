import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { codesInFile } from '../../server/archive/read-codes.ts';

const code = 'K7QF-2M3A-9XTC';
const core = (text: string) => strToU8(`<coreProperties>${text}</coreProperties>`);

it('finds the code of a file inside a report, and of one that is alone', () => {
  const office = zipSync({ 'docProps/core.xml': core(code) });
  expect(codesInFile(office, 'a.xlsx')).toEqual([code]);
  expect(codesInFile(zipSync({ 'north/report.pptx': office }), 'report.zip')).toEqual([code]);
});

it('reads bytes as they are, two to a letter as in a PDF, and nothing that only looks like a code', () => {
  const wide = Buffer.from([...`(${code})`].flatMap((letter) => [0, letter.charCodeAt(0)]));
  expect(codesInFile(wide, 'a.pdf')).toEqual([code]);
  expect(codesInFile(Buffer.from(`x ${code}`), 'a.arrow')).toEqual([code]);
  expect(codesInFile(Buffer.from(code), 'a.json')).toEqual([code]);
  expect(codesInFile(Buffer.from(`A${code} ${code}B 2026-04-01 a-b-c-d-e`), 'a.csv')).toEqual([]);
});

it('unpacks no more than a file of ours could hold, however it is spread', () => {
  const filler = new Uint8Array(3000);
  const last = zipSync({ 'docProps/core.xml': core(code) });
  const parts = { 'a.pdf': filler, 'b.zip': zipSync({ 'c.pdf': filler }), 'z.xlsx': last };
  const archive = zipSync(parts);
  expect(codesInFile(archive, 'report.zip', 10_000)).toEqual([code]);
  // Room for the filler, and then not for what follows.
  expect(codesInFile(archive, 'report.zip', 3100)).toEqual([]);
  // Properties are a few kilobytes; a megabyte and more of them is none of ours.
  const long = core(code + ' '.repeat(1024 * 1024));
  expect(codesInFile(zipSync({ 'docProps/core.xml': long }), 'a.xlsx')).toEqual([]);
});
