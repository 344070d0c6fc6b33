/** What has been started, so that it can be stopped in the opposite order, once. */
export interface Lifecycle {
  /** True from the first signal on. */
  stopping(): boolean;
  /** Registers what undoes a step that has just been done. */
  onStop(name: string, undo: () => Promise<void> | void): void;
  /** Undoes every step, last first. Later calls wait for the first. */
  stop(): Promise<void>;
}

export function createLifecycle(complain: (message: string) => void): Lifecycle {
  const steps: { name: string; undo: () => Promise<void> | void }[] = [];
  let stopped: Promise<void> | null = null;
  const undoAll = async (): Promise<void> => {
    for (let step = steps.pop(); step; step = steps.pop()) {
      try {
        await step.undo();
      } catch (failure) {
        complain(`${step.name} did not stop: ${failure instanceof Error ? failure.message : ''}`);
      }
    }
  };
  return {
    stopping: () => stopped !== null,
    onStop: (name, undo) => void steps.push({ name, undo }),
    stop: () => (stopped ??= undoAll()),
  };
}

/**
 * Stops on Ctrl-C, SIGTERM and a closed terminal; a second Ctrl-C does not wait. Exit code 0: a
 * stop that was asked for is no failure.
 */
export function stopOnSignals(lifecycle: Lifecycle, say: (message: string) => void): void {
  const stop = (): void => {
    say('stopping');
    void lifecycle.stop().then(() => process.exit(0));
  };
  const onSignal = (): void => {
    if (lifecycle.stopping()) process.exit(1);
    stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  if (process.env['npm_lifecycle_event'] !== undefined) stopWithParent(stop);
}

/**
 * npm runs us in a shell that passes no signal on: `kill` of npm ends the two of them and leaves us
 * to the system, which is how we notice.
 */
function stopWithParent(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
