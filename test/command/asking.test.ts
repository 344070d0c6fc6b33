import { expect, it } from 'vitest';
import { commandClock } from '../../server/command/asking.ts';

it('stamps figures with the time given, so that a pipeline gets the same bytes', () => {
  const clock = commandClock({ SOURCE_DATE_EPOCH: '1795000000' });
  expect(clock().toISOString()).toBe('2026-11-18T11:06:40.000Z');
  expect(clock()).toEqual(clock());
});

it('goes by the clock otherwise', () => {
  const before = Date.now();
  expect(commandClock({})().getTime()).toBeGreaterThanOrEqual(before);
});

it.each(['noon', '-1', '1.5', '99999999999'])('refuses %s as a time, naming it', (given) => {
  expect(() => commandClock({ SOURCE_DATE_EPOCH: given })).toThrow(`SOURCE_DATE_EPOCH=${given};`);
});
