import { parentPort, workerData } from 'node:worker_threads';

// Stands in for a thread that has one thing to read, and says of what and for whom.
const { policy, snapshot } = workerData;
const key = `${snapshot.about.version} ${policy}`;
parentPort.postMessage({ beside: new Map([[key, new Map()]]), inRows: new Map() });
