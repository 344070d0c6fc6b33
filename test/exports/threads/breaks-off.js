import { parentPort } from 'node:worker_threads';

// Stands in for a thread of which the file asked for takes the whole thread down.
parentPort.on('message', () => process.exit(3));
