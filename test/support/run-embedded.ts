import { startEmbedded } from '../../server/database/embedded/start.ts';
import { readRunFile } from '../../server/database/embedded/running.ts';
import { placeIn } from '../../server/database/embedded/place.ts';

/** A program of its own that starts the database of a folder, says so in JSON, and stays. */
const dataFolder = process.argv[2] ?? '';
const server = await startEmbedded({ dataFolder });
console.log(JSON.stringify({ url: server.url, ...readRunFile(placeIn(dataFolder)) }));
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
