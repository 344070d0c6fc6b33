import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ExtractFile } from '../extract.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';

const chunkSize = 256 * 1024;

/**
 * The bytes of a file's text, gzip undone (recognised by its first bytes, whatever the name says).
 * @param onStored told of each stored chunk: what a progress bar counts, what a hash is made of
 * @throws Refusal V04 when it grows over the size limit or the ratio of a decompression bomb
 */
export async function* textBytes(
  file: ExtractFile,
  limits: Limits,
  onStored: (chunk: Buffer) => void = () => undefined,
): AsyncGenerator<Buffer> {
  let stored = 0;
  let total = 0;
  const source = file.open();
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of source as AsyncIterable<Buffer | string>) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      stored += bytes.length;
      onStored(bytes);
      yield bytes;
    }
  };
  try {
    for await (const bytes of await maybeGunzip(counted())) {
      total += bytes.length;
      if (total > limits.bytes) {
        throw new Refusal('V04', `more than ${limits.bytes / 1024 / 1024} MiB of text`);
      }
      if (total > limits.ratioFrom && total > stored * limits.ratio) {
        throw new Refusal('V04', `expands more than ${limits.ratio} times`);
      }
      yield bytes;
    }
  } finally {
    source.destroy();
  }
}

async function maybeGunzip(chunks: AsyncGenerator<Buffer>): Promise<AsyncIterable<Buffer>> {
  const first = await chunks.next();
  const all = async function* (): AsyncGenerator<Buffer> {
    if (first.done) return;
    yield first.value;
    yield* chunks;
  };
  if (first.done || first.value[0] !== 0x1f || first.value[1] !== 0x8b) return all();
  return gunzipped(all());
}

async function* gunzipped(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  // Failures of either end arrive at the loop below as gunzip's own error.
  const gunzip = pipeline(Readable.from(chunks), createGunzip({ chunkSize }), () => undefined);
  try {
    for await (const bytes of gunzip) yield bytes as Buffer;
  } catch (failure) {
    if (failure instanceof Refusal) throw failure;
    throw new Refusal('V05', 'the gzip data is damaged or cut short');
  } finally {
    gunzip.destroy();
  }
}
