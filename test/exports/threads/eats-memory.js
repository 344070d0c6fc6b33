import { parentPort } from 'node:worker_threads';

// Stands in for a thread that a file needs more memory of than there is.
parentPort.on('message', () => {
  const held = [];
  for (;;) held.push({ at: held.length, more: [held.length] });
});
