import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, verificationCode } from '../../server/answers/code.ts';

/** The same text by the long way: `JSON.stringify` of objects whose keys were put in order. */
const theLongWay = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

const content = fc.object({
  maxDepth: 4,
  withNullPrototype: false,
  values: [
    fc.string({ unit: 'grapheme' }),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom(null, undefined, -0, Number.NaN, Infinity),
  ],
  key: fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom('9', '10', '01', 'a', '-1')),
});

test('text is that of JSON with keys in order, whatever the content', () => {
  fc.assert(
    fc.property(content, (value) => {
      expect(canonicalJson(value)).toBe(theLongWay(value));
    }),
    { numRuns: 500 },
  );
});

test('equal content has one code, however it was put together', () => {
  const one = { b: [1, { y: 2, x: undefined }], a: '£5', 10: 'ten', 9: 'nine' };
  const other = { 9: 'nine', 10: 'ten', a: '£5', b: [1, { y: 2 }] };
  expect(verificationCode(one)).toBe(verificationCode(other));
  expect(verificationCode({ ...one, a: '£6' })).not.toBe(verificationCode(other));
  expect(verificationCode(one)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
});
