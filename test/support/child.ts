import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isAlive } from '../../server/database/embedded/running.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const started = new Set<ChildProcess>();
process.on('exit', () => started.forEach((child) => child.kill('SIGKILL')));

/** A program of ours as a process of its own; it does not outlive the test run. */
export interface Child {
  readonly pid: number;
  /** Everything it has said, both streams. */
  said(): string;
  /** Resolves with the match once what it said matches; rejects when it ends first. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Runs a TypeScript file of the project, such as `server/main.ts`. */
export function runChild(file: string, args: string[] = [], options: SpawnOptions = {}): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  started.add(child);
  let text = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
    waiting.forEach((look) => look());
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('close', (code, signal) => {
      started.delete(child);
      resolve(code ?? signal ?? -1);
    }),
  );
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(text);
        if (match) resolve(match);
      };
      waiting.add(look);
      look();
      void ended.then((code) =>
        reject(new Error(`ended with ${code} and never said it:\n${text}`)),
      );
    });
  return {
    pid: child.pid ?? 0,
    said: () => text,
    says,
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** Waits until a process is gone. The test's own limit ends a wait that never does. */
export async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}
