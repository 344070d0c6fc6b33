import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, 'output');

/** Numbers to three decimals, one element a line: a picture whose difference can be read. */
export function normalised(svg: string): string {
  return (
    svg
      .replace(/-?\d+\.\d{4,}(e-?\d+)?/g, (number) => String(Number(Number(number).toFixed(3))))
      .replaceAll('><', '>\n<') + '\n'
  );
}

/**
 * Compares a picture with the one in git. A new picture is written; a different one is written
 * beside the old as `-changed.svg`, to be looked at. Set UPDATE_PICTURES=1 to accept.
 */
export function comparePicture(name: string, svg: string): 'same' | 'new' | 'changed' {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.svg`);
  const changed = join(folder, `${name}-changed.svg`);
  const actual = normalised(svg);
  rmSync(changed, { force: true });
  if (!existsSync(path)) {
    if (process.env.CI) return 'changed';
    writeFileSync(path, actual);
    return 'new';
  }
  if (readFileSync(path, 'utf8') === actual) return 'same';
  writeFileSync(process.env.UPDATE_PICTURES ? path : changed, actual);
  return process.env.UPDATE_PICTURES ? 'new' : 'changed';
}
