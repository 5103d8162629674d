// How the tests run: on a real PostgreSQL of their own, started once for the whole run.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,modules,apps,tools}/**/*.test.{ts,tsx,mjs}', 'test/{conformance,assure}/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'build/**'],
    globalSetup: ['packages/kernel/db/test-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
