// `npm run assure`: the fault tests in full, 40 kills instead of the few of `npm test`. ANLAN_SEED replays a run.
import { join } from 'node:path';
import { ensureReady, root, run } from './setup.mjs';

ensureReady();
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const args = [vitest, 'run', '--no-file-parallelism', 'test/faults', ...process.argv.slice(2)];
process.exit(run(process.execPath, args, { env: { ANLAN_KILLS: '40', ...process.env } }));
