// `npm run bench`: prints every figure of test/bench as `name value unit`, one a line.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureReady, root } from './setup.mjs';

ensureReady();
const { build } = await import('./build.mjs');
const { load } = await import('./run.mjs');
await build();

const folder = join(root, 'test', 'bench');
const wanted = process.argv.slice(2);
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : [];
for (const file of files.toSorted()) {
  if (wanted.length > 0 && !wanted.some((word) => file.includes(word))) continue;
  const { figures } = await load(join(folder, file));
  for await (const { name, value, unit } of figures()) console.log(`${name} ${value} ${unit}`);
}
process.exit();
