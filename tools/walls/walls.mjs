// Looks whether every import keeps to the walls of rules.cjs, and whether the walls would still stop a bad one.
// It has packages of its own because the tool needs TypeScript 6: docs/adr/0004-typescript-without-a-build-of-types.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensurePackages, root } from '../setup.mjs';
import rules from './rules.cjs';

const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
/** Fewer files than this means that the tool looked past the sources, which it would report as good news. */
const FLOOR = 40;

function cruise(folder, places) {
  const program = join(here, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, '--config', join(here, '.dependency-cruiser.cjs'), '--output-type', 'json', ...places];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
  if (!stdout) throw new Error(`the walls could not be looked at: ${stderr}`);
  return JSON.parse(stdout).summary;
}

/** Rules that let their own planted violation pass. */
function blind() {
  mkdirSync(join(root, 'build'), { recursive: true });
  const folder = mkdtempSync(join(root, 'build', 'walls-'));
  const others = ['modules/b/server.ts', 'modules/b/contract.ts', 'modules/a/words.ts', 'modules/a/two.ts'];
  const write = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  try {
    for (const file of others)
      write(file, file.endsWith('two.ts') ? "import './one.ts';\nexport {};\n" : 'export {};\n');
    for (const { planted } of rules) write(planted[0], `import type {} from '${planted[1]}';\n`);
    const caught = cruise(folder, ['modules', 'packages']).violations;
    return rules.filter(
      ({ name, planted }) => !caught.some((found) => found.rule.name === name && found.from === planted[0]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Gives back one line per import that breaks a wall, and one per wall that has a hole. */
export function walls() {
  ensurePackages(here);
  const { totalCruised, violations } = cruise(root, ['packages', 'modules', 'apps', 'test']);
  return [
    ...violations.map(
      ({ rule, from, to }) => `${rule.name}: ${from} → ${to}. ${rules.find(({ name }) => name === rule.name).comment}`,
    ),
    ...(totalCruised < FLOOR ? [`only ${totalCruised} files were looked at, at least ${FLOOR} are expected`] : []),
    ...blind().map(({ name }) => `${name} no longer catches the violation planted for it`),
  ];
}
