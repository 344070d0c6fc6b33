/** V04: what a file may be (import contract, section 5). */
export const limits = {
  /** Bytes of text in one file, after decompression. */
  bytes: 512 * 1024 * 1024,
  rows: 10_000_000,
  columns: 200,
  cell: 64 * 1024,
  /** Bytes out for each byte in: a real CSV compresses 5 to 20 times. */
  ratio: 100,
  /** Decompressed size below which a ratio says nothing. */
  ratioFrom: 8 * 1024 * 1024,
} as const;

export type Limits = { readonly [Name in keyof typeof limits]: number };
