import { createHash } from 'node:crypto';
import type { SyntheticExtract } from '../../../seeds/synthetic/index.ts';

/** The whole text of one file of an extract. */
export async function textOf(extract: SyntheticExtract, name: string): Promise<string> {
  const file = extract.files.find((each) => each.name === name);
  if (!file) throw new Error(`no such file in the extract: ${name}`);
  const chunks: Buffer[] = [];
  for await (const chunk of file.open()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export async function hashOf(extract: SyntheticExtract, name: string): Promise<string> {
  return createHash('sha256')
    .update(await textOf(extract, name))
    .digest('hex');
}

export type Row = Record<string, string>;

/** Rows of one file by heading. The generator writes no quotes, so a split is enough. */
export async function rowsOf(extract: SyntheticExtract, name: string): Promise<Row[]> {
  const [head, ...lines] = (await textOf(extract, name)).trimEnd().split('\n');
  const columns = head!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    if (cells.length !== columns.length) throw new Error(`ragged row in ${name}`);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index]!]));
  });
}

/** Day number of an ISO date or time; NaN when blank. */
export const dayOf = (text: string): number =>
  text === ''
    ? Number.NaN
    : Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10)) / 86_400_000;

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard error of a mean. */
export function standardError(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** Share of rows where the test holds. */
export const share = <Value>(values: readonly Value[], test: (value: Value) => boolean): number =>
  values.filter(test).length / values.length;
