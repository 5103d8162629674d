// `npm run docs`: writes what can be derived from the contracts into docs/generated, for people to read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyContract, isFinal, recordPath, stateLabel } from '@anlan/contract';
import { ROLES, allPermissions } from '@anlan/kernel/access';
import { policyTable } from '@anlan/kernel/boot';
import { registry } from '@anlan/modules/registry.ts';
import { loadServers } from '../apps/server/modules.ts';
import { locked } from '../test/assure/proof/lock.ts';

const out = join(process.cwd(), 'docs/generated');
mkdirSync(out, { recursive: true });

/** The life of one kind of record as a Mermaid state diagram. */
function diagram(type: AnyContract['records'][string]): string {
  const { states, initial, actions } = type.life;
  const lines = Object.entries(states).map(([name, s]) => `  ${name}: ${stateLabel(s)}`);
  const moves = Object.values(actions).flatMap((a) =>
    (typeof a.from === 'string' ? [a.from] : a.from).map((from) => `  ${from} --> ${a.to}: ${a.label}`),
  );
  const ends = Object.entries(states)
    .filter(([, s]) => isFinal(s))
    .map(([name]) => `  ${name} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${initial}`, ...lines, ...moves, ...ends, '```'].join('\n');
}

const lives = registry.flatMap((c) => [
  `## ${c.title}`,
  ...Object.entries(c.records).map(
    ([kind, type]) => `### ${type.title} \`${recordPath(c.id, kind)}\`\n\n${diagram(type)}`,
  ),
]);
writeFileSync(join(out, 'lives.md'), `# 办理过程 Lives\n\n${lives.join('\n\n')}\n`);

const roles = Object.entries(ROLES);
const permissions = Object.entries(allPermissions(registry));
const table = [
  `| 权限 | ${roles.map(([, label]) => label).join(' | ')} |`,
  `|---|${roles.map(() => ':-:').join('|')}|`,
  ...permissions.map(
    ([key, p]) => `| ${p.label} \`${key}\` | ${roles.map(([r]) => (p.roles.includes(r) ? '●' : '')).join(' | ')} |`,
  ),
];
writeFileSync(
  join(out, 'permissions.md'),
  `# 初始权限 Permissions a new store begins with\n\nRoles are data and can be edited; this is where they start.\n\n${table.join('\n')}\n`,
);

const policies = policyTable(await loadServers()).map(
  (p) => `| ${p.table} | ${p.shape} | ${p.shape === 'closed' ? '—' : p.app.join(', ') || '—'} |`,
);
writeFileSync(
  join(out, 'row-security.md'),
  `# 行级权限 Row-level security\n\nEvery table, how its rows are seen, and what the web role may do at all.\n\n| table | shape | web role |\n|---|---|---|\n${policies.join('\n')}\n`,
);

const licences = locked(process.cwd())
  .filter((p) => !p.dev)
  .toSorted((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version))
  .map((p) => `| ${p.name} | ${p.version} | ${p.licence} |`);
writeFileSync(
  join(out, 'licences.md'),
  `# 第三方许可 Licences\n\nEvery package that the product runs with, from the lock file.\n\n| package | version | licence |\n|---|---|---|\n${[...new Set(licences)].join('\n')}\n`,
);
