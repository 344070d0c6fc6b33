import { describe, expect, it } from 'vitest';
import { parseNhsNumber, Pseudonyms } from '../../../server/imports/cells/identity.ts';
import { isMissing, isSuppressed } from '../../../server/imports/cells/missing.ts';
import { parseBoolean, parseDuration, parseNumber } from '../../../server/imports/cells/number.ts';
import {
  copyText,
  fold,
  identityHeading,
  looksLikeIdentity,
  tidyText,
} from '../../../server/imports/cells/text.ts';

describe('NHS numbers', () => {
  it.each([
    '9434765919',
    '943 476 5919',
    '943-476-5919',
    '943\u00a0476\u00a05919',
    "'9434765919",
    '9434765919.0',
  ])('reads %s', (cell) => expect(parseNhsNumber(cell)).toBe('9434765919'));

  it.each([
    '9434765918',
    '9.43E+09',
    '943476591',
    '94347659190',
    '1111111111',
    '0000000000',
    'unknown',
    '',
  ])('refuses %s', (cell) => expect(parseNhsNumber(cell)).toBeUndefined());

  it('knows a check digit of ten for what it is: no number at all', () => {
    expect(parseNhsNumber('9990000026')).toBe('9990000026');
    const tens = Array.from({ length: 10 }, (_, digit) => parseNhsNumber(`999000006${digit}`));
    expect(tens.filter((each) => each !== undefined).length).toBeLessThanOrEqual(1);
  });
});

describe('pseudonyms', () => {
  const key = Buffer.alloc(32, 7);

  it('are 128 bits, the same for one number whichever system sends it, and different by key', () => {
    const one = new Pseudonyms(key, 'a').ofNhsNumber('9434765919');
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(new Pseudonyms(key, 'b').ofNhsNumber('9434765919')).toBe(one);
    expect(new Pseudonyms(Buffer.alloc(32, 8), 'a').ofNhsNumber('9434765919')).not.toBe(one);
  });

  it('keep the client ids of two systems apart', () => {
    expect(new Pseudonyms(key, 'a').ofClient('7')).not.toBe(new Pseudonyms(key, 'b').ofClient('7'));
    expect(new Pseudonyms(key, 'a').ofClient('7')).not.toBe(
      new Pseudonyms(key, 'a').ofNhsNumber('7'),
    );
  });

  it('want a key worth the name', () => {
    expect(() => new Pseudonyms(Buffer.alloc(8), 'a')).toThrow(/too short: 8 bytes/);
  });
});

describe('numbers', () => {
  it.each<[string, number]>([
    ['12', 12],
    ['-3.5', -3.5],
    ['1,234', 1234],
    ['1,234,567.8', 1_234_567.8],
    ['45%', 45],
    ["'7", 7],
  ])('reads %s', (cell, value) => expect(parseNumber(cell)).toBe(value));

  it.each(['*', 'c', '-', '<5', '1-7'])(
    'keeps the suppression mark %s apart from missing',
    (cell) => {
      expect(parseNumber(cell)).toBe('suppressed');
      expect(isSuppressed(cell)).toBe(true);
    },
  );

  it.each(['', 'N/A', 'NULL', 'Not recorded', '.'])('reads %j as missing', (cell) => {
    expect(parseNumber(cell)).toBeNull();
    expect(isMissing(cell)).toBe(true);
  });

  it.each(['1,23', 'twelve', '1.2.3', '9.99E+09'])('refuses %s', (cell) =>
    expect(parseNumber(cell)).toBeNaN(),
  );

  it.each<[string, number | null]>([
    ['1h 42m', 102],
    ['0m', 0],
    ['2wks 1d', 21_600],
    ['4d 22h', 7080],
    ['30', 30],
    ['', null],
  ])('reads the duration %j', (cell, minutes) => expect(parseDuration(cell)).toBe(minutes));

  it('refuses a duration in no unit it knows', () =>
    expect(parseDuration('3 fortnights')).toBeNaN());

  it.each<[string, boolean | null | undefined]>([
    ['Yes', true],
    ['t', true],
    ['0', false],
    ['N', false],
    ['', null],
    ['perhaps', undefined],
  ])('reads the boolean %j', (cell, value) => expect(parseBoolean(cell)).toBe(value));
});

describe('text', () => {
  it('trims, makes no-break spaces plain, and composes accents', () => {
    expect(tidyText('\u00a0 Zoe\u0308\u00a0A ')).toBe('Zoë A');
  });

  it('folds headings and terms for comparing', () => {
    expect(fold(' Population\nCount ')).toBe('population count');
    expect(fold('Self-Referral (café)')).toBe('self referral cafe');
  });

  it('escapes what COPY would read as syntax', () => {
    expect(copyText('a\tb\\N\nc')).toBe('a\\tb\\\\N\\nc');
  });

  it.each(['jo@example.org', 'ring 020 7946 0000', '+44 7700 900123', 'lives in SE13 7SX'])(
    'knows that %s reaches a person',
    (value) => expect(looksLikeIdentity(value)).toBe(true),
  );

  it.each(['Citizens Advice', 'SE13', 'Hub 2024', 'band 4-5', '12345678'])('lets %s be', (value) =>
    expect(looksLikeIdentity(value)).toBe(false),
  );

  it.each(['Family Name', 'Patient Name', 'Mobile', 'E-mail Address', 'Notes', 'Free text'])(
    'knows the heading %s promises identity or notes',
    (heading) => expect(identityHeading(heading)).toBe(true),
  );

  it.each(['Hub Name', 'Referral Source', 'Status', 'Role'])('lets the heading %s be', (heading) =>
    expect(identityHeading(heading)).toBe(false),
  );
});
