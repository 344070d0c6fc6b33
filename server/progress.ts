import cliProgress from 'cli-progress';

/** Tells a person how far a long piece of work is: one step after another. */
export interface Progress {
  /** Begins a step, ending the one before; `total` in the step's own unit, null when unknown. */
  step(what: string, total: number | null): void;
  /** How far the step is, in the unit of its total, and what it is at, in a few words. */
  at(done: number, detail?: string): void;
  /** Ends the last step. */
  finish(): void;
}

/** A bar on a terminal; elsewhere (a log, CI) a line for each step. Both on standard error. */
export function terminalProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? barProgress(stream) : lineProgress((line) => stream.write(`${line}\n`));
}

function barProgress(stream: NodeJS.WriteStream): Progress {
  let bar: cliProgress.SingleBar | null = null;
  const finish = (): void => {
    if (!bar) return;
    bar.update(bar.getTotal(), { detail: '' });
    bar.stop();
    bar = null;
  };
  return {
    step(what, total) {
      finish();
      if (total === null || total === 0) {
        stream.write(`${what}\n`);
        return;
      }
      bar = new cliProgress.SingleBar({
        stream,
        format: '{what} {bar} {percentage}% {detail}',
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: 30,
        hideCursor: true,
        forceRedraw: false,
        stopOnComplete: false,
        gracefulExit: false, // signals are ours: they stop the database too
      });
      bar.start(total, 0, { what, detail: '' });
    },
    at: (done, detail) => bar?.update(done, { detail: detail ?? '' }),
    finish,
  };
}

function lineProgress(say: (line: string) => void): Progress {
  let last = '';
  return {
    step(what) {
      if (what !== last) say(what);
      last = what;
    },
    at: () => undefined,
    finish: () => undefined,
  };
}
