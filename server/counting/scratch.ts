/**
 * Buffers for one synchronous piece of counting: five million row numbers are 20 MB, and taking
 * new memory for each panel cost more than the counting. Borrow, use, give back.
 */
const integers: Int32Array[] = [];
const bytes: Uint8Array[] = [];

/** Lends a buffer of at least `length` (contents unknown) to `work`. */
export function withIntegers<T>(length: number, work: (buffer: Int32Array) => T): T {
  const buffer = integers.pop();
  const lent = buffer && buffer.length >= length ? buffer : new Int32Array(length);
  try {
    return work(lent.subarray(0, length));
  } finally {
    integers.push(lent);
  }
}

/** The same for bytes. */
export function withBytes<T>(length: number, work: (buffer: Uint8Array) => T): T {
  const buffer = bytes.pop();
  const lent = buffer && buffer.length >= length ? buffer : new Uint8Array(length);
  try {
    return work(lent.subarray(0, length));
  } finally {
    bytes.push(lent);
  }
}
