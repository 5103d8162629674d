// A program of its own that holds a database until it is killed; started by embedded.test.ts.
import { startEmbedded } from './embedded.ts';

const quiet = { info: () => {}, warn: () => {}, error: console.error };
await startEmbedded({ dir: process.argv[2]!, log: quiet });
process.send?.('ready');
setInterval(() => {}, 60_000);
