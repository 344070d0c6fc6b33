import { describe, expect, it } from 'vitest';
import { headingsOf } from '../../server/imports/headings-report.ts';
import { emptyMapping, parseMapping } from '../../server/imports/mapping.ts';
import { planFiles } from '../../server/imports/plan.ts';
import { limits } from '../../server/imports/read/limits.ts';
import { extractOf } from './tiny.ts';

describe('a mapping', () => {
  it('is read from JSON whole', () => {
    const given = {
      headings: { referrals: { 'Who sent them': 'source_type', Notes: null } },
      terms: { source_type: { 'barber shop': 'vcse' } },
      contracts: { 'export-7.csv': 'referrals' },
    };
    expect(parseMapping(given)).toEqual(given);
    expect(parseMapping({})).toEqual(emptyMapping);
  });

  it.each([
    [[], /mapping is not an object/],
    [{ words: {} }, /unknown part of a mapping: words; one of headings, terms, contracts/],
    [{ headings: { letters: {} } }, /unknown contract file: letters; one of/],
    [{ headings: { people: { Way: 'postbox' } } }, /unknown column of people: postbox; one of/],
    [{ headings: { people: { Way: 7 } } }, /leads from a short text to a short text/],
    [{ terms: { colours: { a: 'b' } } }, /unknown code list: colours; one of/],
    [{ terms: { source_type: { a: 'b' } } }, /unknown source_type: b; one of/],
    [{ terms: { source_type: { a: null } } }, /a term has no code in source_type/],
  ])('%j is refused', (given, words) => {
    expect(() => parseMapping(given)).toThrow(words);
  });
});

describe('headings to settle', () => {
  const headings = async (name: string, lines: string[]) => {
    const [file] = await planFiles(extractOf({ [name]: lines }), emptyMapping, limits);
    return headingsOf(file!);
  };

  it('are those nothing is read from, and what is missing', async () => {
    expect(
      await headings('referrals.csv', ['referral_id,person_id,Day asked,status', 'R1,C1,x,active']),
    ).toEqual({
      file: 'referrals.csv',
      contract: 'referrals',
      complete: false,
      used: { referral_id: 'referral_id', person_id: 'person_id', status: 'status' },
      unused: ['Day asked'],
      missing: ['referred_on', 'source_type'],
    });
  });

  it('are never the first row of a file that has none', async () => {
    const found = await headings('referrals.csv', ['R1,Smith,2025-01-02,gp,active', 'R2,Jones,,,']);
    expect(found).toMatchObject({ contract: null, used: {}, unused: [], missing: [] });
  });
});

it('counts of several months in one row are not taken for a list of practices', async () => {
  const totals = [
    'GP_CODE,GP_NAME,PCN_CODE,total,gp,dna',
    'G85004,MODALITY,U22506,35481,21185,3189',
  ];
  const [file] = await planFiles(extractOf({ 'totals.csv': totals }), emptyMapping, limits);
  expect(file!.refusals.map(({ rule, detail }) => [rule, detail])).toEqual([
    [
      'V01',
      expect.stringMatching(/^these are counts of appointments without a month.*send the monthly/),
    ],
  ]);
});
