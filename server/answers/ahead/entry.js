import { register } from 'tsx/esm/api';

// A worker thread takes no TypeScript as its entry, and inherits no loader to read it with.
register();
await import('./thread.ts');
