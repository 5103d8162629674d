// `npm run assure [T1 T20 …]`: every trial in full, then each of its planted faults, which must turn it red. One JSON line a run.
// --small: small counts · --no-plants: without the faults · --publish: writes docs/assurance/results.* · ANLAN_SEED replays a run.
import { spawn, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureReady, refuse, root, say } from './setup.mjs';

ensureReady();
const { build } = await import('./build.mjs');
const { buildWith } = await import('./plant.mjs');
const options = new Set(process.argv.slice(2).filter((word) => word.startsWith('--')));
const wanted = new Set(process.argv.slice(2).filter((word) => !word.startsWith('--')));
const seed = Number(process.env.ANLAN_SEED ?? Math.floor(Math.random() * 1e9));
const place = join(root, 'build', `.assure-${process.pid}`);
process.on('exit', () => clear());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

function clear() {
  for (const ending of ['', '-server', '-planted', '-planted-server'])
    rmSync(place + ending, { recursive: true, force: true });
}

/** Runs the program of trials at `folder`; gives its last line and the rest of what it said. */
function ask(folder, order) {
  return new Promise((done) => {
    const env = { ...process.env, ANLAN_TRIAL: typeof order === 'string' ? order : JSON.stringify(order) };
    const child = spawn(process.execPath, ['--enable-source-maps', join(folder, 'run.js')], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (said.out += chunk));
    child.stderr.on('data', (chunk) => (said.err += chunk));
    child.on('exit', (code) => done({ code, line: said.out.trim().split('\n').at(-1) ?? '', err: said.err }));
  });
}

/** Whether a Debian package is there. */
function installed(name) {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', name], { encoding: 'utf8' });
  return stdout?.endsWith(' installed') ?? false;
}

function lineOf({ code, line, err }, order) {
  try {
    return JSON.parse(line);
  } catch {
    return {
      id: order.id,
      seed,
      pass: false,
      faults: 1,
      told: [`ended with ${code}: ${err.slice(-400)}`],
      figures: {},
    };
  }
}

await build();
await buildWith([], place, { server: false });
const { line } = await ask(place, 'list');
const trials = JSON.parse(line).filter((trial) => wanted.size === 0 || wanted.has(trial.id));
if (trials.length === 0) refuse('没有这个编号的试验', 'No such trial', 2);

const full = !options.has('--small');
const server = join(root, 'build/server/main.js');
const lines = [];
for (const trial of trials) {
  const absent = full ? (trial.needs ?? []).filter((name) => !installed(name)) : [];
  if (absent.length > 0) {
    console.log(JSON.stringify({ id: trial.id, notCounted: `apt-get install ${absent.join(' ')}` }));
    continue;
  }
  const n = full ? trial.full : trial.small || trial.full;
  const order = { id: trial.id, n, seed, server, full };
  const result = lineOf(await ask(place, order), order);
  const found = [];
  for (const plant of options.has('--no-plants') ? [] : trial.plants) {
    const planted = { ...order, n: plant.n ?? (trial.small || n), full: false, plant: plant.name };
    const folder = `${place}-planted`;
    let red;
    try {
      await buildWith(plant.patch, folder, { server: true });
      red = lineOf(await ask(folder, { ...planted, server: join(`${folder}-server`, 'main.js') }), planted);
    } catch (error) {
      red = { pass: true, told: [error.message] };
    }
    found.push({ name: plant.name, found: !red.pass, told: red.told });
    console.log(JSON.stringify({ id: trial.id, plant: plant.name, found: !red.pass, told: red.told.slice(0, 1) }));
  }
  lines.push({ ...result, title: trial.title, plants: found });
  console.log(JSON.stringify({ ...result, plants: `${found.filter((f) => f.found).length}/${found.length}` }));
}

const red = lines.filter((l) => !l.pass).length;
const missed = lines.flatMap((l) => l.plants).filter((plant) => !plant.found).length;
if (options.has('--publish')) publish(lines);
say(
  `${lines.length - red} 项试验通过，${red} 项不通过；植入的故障 ${missed} 个没有发现。`,
  `${lines.length - red} trials green, ${red} red, ${missed} planted faults missed`,
);
process.exit(red + missed > 0 ? 1 : 0);

/** The table that people read, and the lines themselves. */
function publish(results) {
  const folder = join(root, 'docs/assurance');
  const figures = (of) =>
    Object.entries(of.figures)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · ');
  const rows = results.map((r) => {
    const plants = r.plants.map((p) => `${p.found ? '✓' : '✕'} ${p.name}`).join('<br>');
    return `| ${r.id} | ${r.title} | ${r.n} | ${r.pass ? '✓' : `✕ ${r.faults}`} | ${figures(r)} | ${plants} |`;
  });
  const head =
    '# 试验结果 Results\n\nWritten by `npm run assure -- --publish`; `n` is how often, the last column the faults planted and found (✓).\n';
  const table = ['| T | 承诺 | n | 结果 | 数字 | 植入的故障 |', '|---|---|---|---|---|---|', ...rows].join('\n');
  writeFileSync(join(folder, 'results.md'), `${head}\nSeed ${seed}.\n\n${table}\n`);
  writeFileSync(join(folder, 'results.jsonl'), `${results.map((r) => JSON.stringify(r)).join('\n')}\n`);
}
