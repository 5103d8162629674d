// Vitest’s global set-up: the test run’s own PostgreSQL, ended with it.
import { startTestCluster } from './testing.ts';

export default startTestCluster;
