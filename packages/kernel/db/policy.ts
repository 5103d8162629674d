// The policy table as types, and the SQL it means: one list in TypeScript says for every table who may touch which
// rows. See row-level security in docs/adr/0003-actor-in-one-trip.md for why the arrays are wrapped in sub-selects.

export type Command = 'select' | 'insert' | 'update' | 'delete';

/** `app`: what the web role may do at all; `worker` likewise (default: everything), on every row. */
type Rights = { app: readonly Command[]; worker?: readonly Command[] };

/** One table's rule. */
export type TablePolicy = { table: string } & (
  | (Rights &
      (
        | {
            /** Rows carry county_id, station_id, unit_id, object_kind and id; `grants` lets explicit grants in as well. */
            shape: 'scoped';
            grants?: true;
          }
        | {
            /** Visible exactly when the row of `of` whose id is in column `by` is. */
            shape: 'child';
            of: string;
            by: string;
          }
        | {
            /** Everybody who acts may read every row; `write: 'app'` lets the web role write any row too. */
            shape: 'open';
            write: 'app' | 'none';
          }
        | {
            /** Only rows whose `column` is the acting person. */
            shape: 'own';
            column: string;
          }
        | {
            /**
             * A rule of its own, in SQL from our code: `using` for the rows seen, `check` for the rows written. A row is
             * changed or taken away only where `check` held before, too: to see it is not to own it.
             */
            shape: 'directory';
            using: string;
            check?: string;
          }
      ))
  | {
      /** No access but through functions of the owner. */
      shape: 'closed';
    }
);

export type PolicyTable = readonly TablePolicy[];
export type RoleNames = { app: string; worker: string };

const anyOf = (column: string, reader: string, type: string) => `${column} = any((select ${reader})::${type}[])`;

/** What an actor may see by, the column of a scoped row that it is compared with, and its type. */
export const SCOPE_KEYS = [
  ['counties', 'county_id', 'int'],
  ['stations', 'station_id', 'uuid'],
  ['units', 'unit_id', 'uuid'],
  ['kinds', 'object_kind', 'text'],
] as const;

const SCOPE = SCOPE_KEYS.map(([setting, column, type]) => anyOf(column, `ctx_${type}s('app.${setting}')`, type));
const GRANT = anyOf('id', 'ctx_granted()', 'uuid');
const KNOWN = '(select ctx_known())';

/** What the web role sees and what it may write, as SQL conditions. */
function conditions(policy: Exclude<TablePolicy, { shape: 'closed' }>): { using: string; check: string } {
  const both = (condition: string) => ({ using: condition, check: condition });
  switch (policy.shape) {
    case 'scoped':
      return both([...SCOPE, ...(policy.grants ? [GRANT] : [])].join(' or '));
    case 'child':
      return both(
        `exists (select 1 from ${name(policy.of)} as parent where parent.id = ${name(policy.table)}.${name(policy.by)})`,
      );
    case 'open':
      return both(KNOWN);
    case 'own':
      return both(`${name(policy.column)} = (select ctx_person())`);
    case 'directory':
      return { using: policy.using, check: policy.check ?? policy.using };
  }
}

/** An identifier from our own code; anything unusual is refused rather than quoted. */
export function name(text: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(text)) throw new Error(`not a plain SQL name: ${text}`);
  return text;
}

const EVERYTHING: readonly Command[] = ['select', 'insert', 'update', 'delete'];
const grant = (commands: readonly Command[], table: string, role: string) =>
  commands.length === 0 ? [] : [`grant ${commands.join(', ')} on ${table} to ${role}`];

/**
 * The statements that put one rule into force, on a table without policies. The owner keeps its rights through a
 * policy of its own, because FORCE binds it too and its functions must still read.
 */
export function statementsFor(policy: TablePolicy, roles: RoleNames): string[] {
  const table = name(policy.table);
  const [app, worker] = [name(roles.app), name(roles.worker)];
  const closed = [
    `revoke all on ${table} from public, ${app}, ${worker}`,
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy owner on ${table} to current_user using (true) with check (true)`,
  ];
  if (policy.shape === 'closed') return closed;
  const { using, check } = conditions(policy);
  const readOnly = policy.shape === 'open' && policy.write === 'none';
  return [
    ...closed,
    readOnly
      ? `create policy app on ${table} for select to ${app} using (${using})`
      : `create policy app on ${table} to ${app} using (${using}) with check (${check})`,
    ...(policy.shape === 'directory' && policy.check
      ? (['update', 'delete'] as const)
          .filter((command) => policy.app.includes(command))
          .map(
            (command) =>
              `create policy app_${command} on ${table} as restrictive for ${command} to ${app} using (${check})`,
          )
      : []),
    `create policy worker on ${table} to ${worker} using (true) with check (true)`,
    ...grant(policy.app, table, app),
    ...grant(policy.worker ?? EVERYTHING, table, worker),
  ];
}
