import { describe, expect, it } from 'vitest';
import { FREE_ATTEMPTS, lockSeconds } from '../../server/access/back-off.ts';
import {
  hashPassword,
  isOutdated,
  oneTimePassword,
  passwordFits,
} from '../../server/access/password-hash.ts';
import { MAX_LENGTH, passwordProblem } from '../../server/access/password-rules.ts';

const owner = { name: 'Jane Blacksmith', email: 'jane.blacksmith@example.org' };

describe('password rules', () => {
  it.each([
    ['elevenchars', 'too_short'],
    ['x'.repeat(MAX_LENGTH + 1), 'too_long'],
    ['password1234', 'too_common'],
    ['Passw0rd123!', 'too_common'],
    ['qwertyuiop123', 'too_common'],
    ['aaaaaaaaaaaaaa', 'too_common'],
    ['socialprescribing', 'too_common'],
    ['Lewisham2024!!', 'too_common'],
    ['janeblacksmith1985', 'own_name'],
    ['jane.blacksmith@example.org', 'own_name'],
  ])('%s is refused: %s', (password, code) => {
    expect(passwordProblem(password, owner)?.code).toBe(code);
  });

  it.each([
    'kettle orchard mosaic',
    'kettleorchardmosaic',
    'blacksmith kettle orchard mosaic',
    'чайник сад мозаика',
    'xq8vz2mtw4jk',
  ])('%s is accepted: no kind of character is asked for', (password) => {
    expect(passwordProblem(password, owner)).toBeNull();
  });

  it('never repeats the password it refuses', () => {
    for (const password of ['elevenchars', 'password1234', 'janeblacksmith1985']) {
      const problem = passwordProblem(password, owner);
      expect(`${problem?.message} ${problem?.wayOut}`).not.toContain(password);
    }
  });

  it('accepts every one-time password', () => {
    for (let i = 0; i < 20; i++) expect(passwordProblem(oneTimePassword(), owner)).toBeNull();
  });
});

describe('password hashes', () => {
  it('fit the password they were made from and no other', async () => {
    const hashed = await hashPassword('kettle orchard mosaic');
    expect(hashed).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$/);
    expect(await passwordFits(hashed, 'kettle orchard mosaic')).toBe(true);
    expect(await passwordFits(hashed, 'kettle orchard mosaics')).toBe(false);
    expect(isOutdated(hashed)).toBe(false);
  });

  it('take composed and decomposed letters for the same', async () => {
    const hashed = await hashPassword('café kettle mosaic');
    expect(await passwordFits(hashed, 'cafe\u0301 kettle mosaic')).toBe(true);
  });

  it('do not fit an account without one', async () => {
    expect(await passwordFits(null, 'kettle orchard mosaic')).toBe(false);
  });

  it('are outdated when made at another cost', () => {
    expect(isOutdated('$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA')).toBe(true);
  });
});

describe('one-time passwords', () => {
  it('are sixteen legible characters, never the same twice', () => {
    const made = Array.from({ length: 100 }, oneTimePassword);
    expect(new Set(made).size).toBe(made.length);
    for (const each of made) expect(each).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
  });
});

describe('back-off', () => {
  it('is free for a few attempts, then doubles up to half an hour', () => {
    const locks = Array.from({ length: 14 }, (_, index) => lockSeconds(index + 1));
    expect(locks).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800, 1800]);
    expect(lockSeconds(FREE_ATTEMPTS - 1)).toBe(0);
  });

  it('leaves an attacker under 60 guesses a day', () => {
    let seconds = 0;
    let guesses = 0;
    while (seconds < 86_400) seconds += lockSeconds(++guesses);
    expect(guesses).toBeLessThan(60);
  });
});
