import { describe, expect, test } from 'vitest';
import { generateExtract } from '../../../seeds/synthetic/index.ts';
import { dayOf, hashOf, rowsOf, share, textOf } from './read.ts';

const tiny = generateExtract({ size: 'tiny' });

describe('the same options give the same bytes', { timeout: 60_000 }, () => {
  test('every file, opened in any order, from two extracts', async () => {
    const again = generateExtract({ size: 'tiny', seed: 1 });
    for (const { name } of [...tiny.files].reverse()) {
      expect(await hashOf(again, name), name).toBe(await hashOf(tiny, name));
    }
  });

  test('another seed gives other people, the same places', async () => {
    const other = generateExtract({ size: 'tiny', seed: 2 });
    expect(await hashOf(other, 'people.csv')).not.toBe(await hashOf(tiny, 'people.csv'));
    expect(await hashOf(other, 'practices.csv')).toBe(await hashOf(tiny, 'practices.csv'));
  });

  test('a change of one truth leaves what it does not touch alone', async () => {
    const other = generateExtract({ size: 'tiny', truths: { wellbeingChange: { happiness: 0 } } });
    expect(await hashOf(other, 'gp_appointments.csv')).toBe(
      await hashOf(tiny, 'gp_appointments.csv'),
    );
    expect(await hashOf(other, 'assessments.csv')).not.toBe(await hashOf(tiny, 'assessments.csv'));
  });
});

describe('the import contract', { timeout: 60_000 }, () => {
  test('the manifest says demo and names every file', () => {
    expect(tiny.manifest.demo).toBe(true);
    expect(tiny.manifest.files?.map((file) => file.name)).toEqual(tiny.files.map((f) => f.name));
  });

  test('keys are unique but for the planted repeats', async () => {
    for (const [name, key, repeats] of [
      ['people.csv', 'person_id', 0],
      ['referrals.csv', 'referral_id', 3],
      ['contacts.csv', 'contact_id', 0],
      ['onward.csv', 'onward_id', 0],
      ['gp_appointments.csv', 'appointment_id', 0],
    ] as const) {
      const keys = (await rowsOf(tiny, name)).map((row) => row[key]);
      expect(keys.length - new Set(keys).size, name).toBe(repeats);
    }
  });

  test('one assessment has one instrument, day and person, and no item twice', async () => {
    const seen = new Map<string, string>();
    const items = new Set<string>();
    for (const row of await rowsOf(tiny, 'assessments.csv')) {
      const about = [row.person_id, row.referral_id, row.assessed_on, row.instrument].join();
      expect(seen.get(row.assessment_id!) ?? about).toBe(about);
      seen.set(row.assessment_id!, about);
      const item = `${row.assessment_id},${row.item}`;
      expect(items.has(item)).toBe(false);
      items.add(item);
    }
  });

  test('references lead somewhere, but for the planted ones', async () => {
    const people = new Set((await rowsOf(tiny, 'people.csv')).map((row) => row.person_id));
    const referrals = new Set((await rowsOf(tiny, 'referrals.csv')).map((row) => row.referral_id));
    const practices = new Set((await rowsOf(tiny, 'practices.csv')).map((r) => r.practice_code));
    const services = new Set((await rowsOf(tiny, 'services.csv')).map((row) => row.service_id));
    const workers = new Set((await rowsOf(tiny, 'link_workers.csv')).map((row) => row.worker_id));
    const contacts = await rowsOf(tiny, 'contacts.csv');
    expect(contacts.filter((row) => !referrals.has(row.referral_id!))).toHaveLength(6);
    const referralRows = await rowsOf(tiny, 'referrals.csv');
    expect(referralRows.filter((row) => !people.has(row.person_id!))).toHaveLength(4);
    for (const row of referralRows) {
      expect(practices.has(row.practice_code)).toBe(true);
      expect(row.worker_id === '' || workers.has(row.worker_id)).toBe(true);
    }
    for (const row of await rowsOf(tiny, 'onward.csv')) {
      expect(services.has(row.service_id)).toBe(true);
      expect(referrals.has(row.referral_id!)).toBe(true);
    }
    for (const row of await rowsOf(tiny, 'gp_appointments.csv')) {
      expect(people.has(row.person_id)).toBe(true);
      expect(practices.has(row.practice_code)).toBe(true);
    }
  });

  test('dates of a case come in order, but for the few planted ones', async () => {
    const demo = generateExtract({ size: 'tiny', referrals: 2000, comparison: 0 });
    const rows = (await rowsOf(demo, 'referrals.csv')).filter((row) => row.person_id !== '');
    const before = rows.filter((row) => dayOf(row.first_contact_on!) < dayOf(row.referred_on!));
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(15);
    const steps = ['referred', 'received', 'accepted', 'first_contact', 'assessed', 'closed'];
    for (const row of rows) {
      const days = steps
        .map((step) => dayOf(row[`${step}_on`]!))
        .filter((day) => !Number.isNaN(day));
      if (!before.includes(row)) expect(days).toEqual([...days].sort((a, b) => a - b));
      expect(days.every((day) => day <= dayOf(demo.manifest.covers_to!))).toBe(true);
      expect(row.closed_on === '' && row.status === 'closed').toBe(false);
    }
  });

  test('attended is never more than offered, and starts on or after the offer', async () => {
    for (const row of await rowsOf(tiny, 'onward.csv')) {
      expect(Number(row.sessions_attended) <= Number(row.sessions_offered)).toBe(true);
      expect(dayOf(row.first_attended_on!) < dayOf(row.offered_on!)).toBe(false);
      expect(dayOf(row.last_attended_on!) < dayOf(row.first_attended_on!)).toBe(false);
    }
  });

  test('scores are inside their scales, but for the planted ones', async () => {
    const range: Record<string, [number, number]> = { ons4: [0, 10], ucla3: [3, 9] };
    const outside = (await rowsOf(tiny, 'assessments.csv')).filter((row) => {
      const swemwbs: [number, number] = row.item === 'total' ? [7, 35] : [1, 5];
      const [low, high] = range[row.instrument!] ?? swemwbs;
      return !(Number(row.value) >= low && Number(row.value) <= high);
    });
    expect(outside).toHaveLength(5);
  });

  test('appointments are inside their practice’s coverage; one feed is behind', async () => {
    const coverage = new Map(
      (await rowsOf(tiny, 'gp_coverage.csv')).map((row) => [row.practice_code, row]),
    );
    const ends = [...coverage.values()].map((row) => row.covers_to);
    expect(new Set(ends).size).toBe(2);
    for (const row of await rowsOf(tiny, 'gp_appointments.csv')) {
      const { covers_from: from, covers_to: to } = coverage.get(row.practice_code)!;
      const day = row.starts_at!.slice(0, 10);
      expect(day >= from! && day <= to!).toBe(true);
    }
  });

  test('list sizes by band add up to the total', async () => {
    const total = new Map<string, number>();
    for (const row of await rowsOf(tiny, 'list_sizes.csv')) {
      const key = `${row.practice_code},${row.as_at}`;
      const sign = row.sex === 'all' ? -1 : 1;
      total.set(key, (total.get(key) ?? 0) + sign * Number(row.patients));
    }
    expect(new Set(total.values())).toEqual(new Set([0]));
  });
});

test('without defects nothing is planted', async () => {
  const clean = generateExtract({ size: 'tiny', truths: { defects: false } });
  expect(clean.planted).toEqual([]);
  const referrals = await rowsOf(clean, 'referrals.csv');
  expect(share(referrals, (row) => row.person_id === '')).toBe(0);
  expect(await textOf(clean, 'referrals.csv')).not.toContain('Care navigator');
});

test('periods can be moved', async () => {
  const moved = generateExtract({ size: 'tiny', coversFrom: '2024-01-01', coversTo: '2025-12-31' });
  const days = (await rowsOf(moved, 'referrals.csv')).map((row) => row.referred_on!).sort();
  expect(days[0]! >= '2024-01-01' && days.at(-1)! <= '2025-12-31').toBe(true);
  expect(() => generateExtract({ size: 'tiny', coversFrom: '2026-06-01' })).toThrow(/too short/);
});

test('larger sizes repeat the borough under invented codes', async () => {
  const ics = generateExtract({ size: 'ics', referrals: 600, comparison: 0 });
  const practices = (await rowsOf(ics, 'practices.csv')).map((row) => row.practice_code!);
  expect(new Set(practices).size).toBe(practices.length);
  expect(practices.every((code) => /^[A-Z]\d{5}$/.test(code))).toBe(true);
  const pcns = (await rowsOf(ics, 'pcns.csv')).map((row) => row.pcn_code);
  expect(new Set(pcns).size).toBe(42);
  for (const row of await rowsOf(ics, 'pcn_membership.csv')) expect(pcns).toContain(row.pcn_code);
});
