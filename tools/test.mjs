// `npm test`: every test, with whatever it needs installed first. The last line says `N passed, N failed`.
// Ends with 0 when all passed, 1 when one failed, 3 when the browser tests could not run for want of a Chromium.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureReady, refuse, root, run, say } from './setup.mjs';

ensureReady();
const { build } = await import('./build.mjs');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const NOTHING = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [] };
const total = { passed: 0, failed: 0, skipped: 0 };

/** Runs one configuration of Vitest and adds up what it reports; a run that reports nothing counts as one failure. */
function suite(config, env = {}) {
  const report = join(root, 'build', `.tests-${process.pid}.json`);
  mkdirSync(join(root, 'build'), { recursive: true });
  const args = [
    vitest,
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const status = run(process.execPath, [...args, ...process.argv.slice(2)], { env: { ...process.env, ...env } });
  const told = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : NOTHING;
  rmSync(report, { force: true });
  total.passed += told.numPassedTests;
  // A file that could not be loaded has no failed test of its own.
  const unloaded = told.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  total.failed += told.numFailedTests + unloaded.length || (status === 0 ? 0 : 1);
  total.skipped += told.numPendingTests + (told.numTodoTests ?? 0);
}

// Some tests start the built server.
await build().catch((error) => refuse(`构建没有成功：${error.message}`, 'The build failed'));
suite('vitest.config.ts');

const journeys = join(root, 'test', 'e2e');
const browserTests = existsSync(journeys) ? readdirSync(journeys).filter((name) => name.endsWith('.test.ts')) : [];
let unrun = false;
if (browserTests.length > 0) {
  const chromium = ensureChromium();
  if (chromium) suite('vitest.e2e.config.ts', { ANLAN_CHROMIUM: chromium });
  else unrun = true;
}
if (unrun) {
  say(
    `${browserTests.length} 个浏览器测试文件没有运行：请安装 chromium 与 fonts-noto-cjk（Debian：sudo apt-get install chromium fonts-noto-cjk）`,
    `${browserTests.length} browser test files were not run: install chromium and fonts-noto-cjk`,
  );
}
const { passed, failed, skipped } = total;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 ? 1 : unrun ? 3 : 0);
