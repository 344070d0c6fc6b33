import type { ExtractFile } from '../extract.ts';
import { textBytes } from './bytes.ts';
import type { Encoding } from './encoding.ts';
import type { Limits } from './limits.ts';

/** Characters handed on at a time, about: big enough that per-chunk work vanishes. */
const target = 256 * 1024;

/**
 * The text of a file in pieces. Bytes that are no character in the encoding become U+FFFD, which
 * the row check turns into a quarantine (V11): nothing is silently replaced.
 * @param onStored told how many stored bytes have been read since the last piece
 */
export async function* textOf(
  file: ExtractFile,
  encoding: Encoding,
  limits: Limits,
  onStored: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let pending = '';
  for await (const bytes of textBytes(file, limits, (chunk) => onStored(chunk.length))) {
    pending += decoder.decode(bytes, { stream: true });
    if (pending.length < target) continue;
    yield pending;
    pending = '';
  }
  pending += decoder.decode();
  if (pending !== '') yield pending;
}
