import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { terminalProgress } from '../server/progress.ts';

/** A stream that keeps what is written, as a terminal of a width or as a file. */
function streamOf(terminal: boolean): { stream: NodeJS.WriteStream; written(): string } {
  let text = '';
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const stub = {
    isTTY: terminal,
    columns: 100,
    rows: 30,
    cursorTo: () => true,
    moveCursor: () => true,
    clearLine: () => true,
  };
  return {
    stream: Object.assign(stream, stub) as unknown as NodeJS.WriteStream,
    written: () => text,
  };
}

test('in a log: one line for each step and nothing in between', () => {
  const { stream, written } = streamOf(false);
  const progress = terminalProgress(stream);
  progress.step('reading referrals.csv', 1000);
  for (let done = 0; done <= 1000; done += 10) progress.at(done);
  progress.step('working out episodes', null);
  progress.finish();
  expect(written()).toBe('reading referrals.csv\nworking out episodes\n');
});

test('on a terminal: a bar that ends full, and a line where the length is unknown', () => {
  const { stream, written } = streamOf(true);
  const progress = terminalProgress(stream);
  progress.step('reading referrals.csv', 1000);
  progress.at(500);
  progress.step('working out episodes', null);
  progress.finish();
  expect(written()).toMatch(/reading referrals.csv +░+ 0%/);
  expect(written()).toMatch(/reading referrals.csv +█{30} 100%/);
  expect(written()).toMatch(/working out episodes\n$/);
});
