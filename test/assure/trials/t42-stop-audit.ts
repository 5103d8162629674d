// T42: nobody who may use the product can stop, change or dodge the audit; where it cannot be written, nothing is.
import { withAdmin } from '@anlan/kernel/db';
import { testCluster } from '@anlan/kernel/testing';
import { type Kysely, sql } from 'kysely';
import { sitting } from '../../sitting.ts';
import { world } from '../../world.ts';
import type { Trial } from '../trial.ts';

const STATEMENTS = [
  'update audit set verb = verb',
  'delete from audit',
  'truncate audit',
  'drop table audit',
  'alter table audit disable trigger all',
  'alter table audit disable row level security',
  'alter table audit rename to gone',
  'drop trigger audit_is_append_only on audit',
  'drop function audit_push(timestamptz, text, text, jsonb)',
  'revoke all on audit_in from public cascade; drop table audit_in',
  'lock table audit in access exclusive mode',
  'lock table audit_in in access exclusive mode',
  `insert into audit_in (at, actor, verb, detail) values (now(), 'x', 'x', '{}')`,
  'update audit_in set verb = verb',
  'truncate audit_in',
  'alter table audit_in disable row level security',
  `create or replace function audit_push(at timestamptz, verb text, object text, detail jsonb) returns void language sql as 'select'`,
  'delete from audit_checkpoint',
  'update audit_checkpoint set line = line',
  'update audit_verdict set ok = true',
  'set session_replication_role = replica',
];

/** How the owner could stop it, and how it goes on. */
const STOPS = [
  ['alter table audit_in rename to gone', 'alter table gone rename to audit_in'],
  ['alter function audit_push rename to gone', 'alter function gone rename to audit_push'],
  ['alter table audit_in add constraint stop check (false) not valid', 'alter table audit_in drop constraint stop'],
] as const;

/** Whether a temporary table of the same name swallows what is pushed. */
async function dodge(db: Kysely<unknown>): Promise<boolean> {
  await sql`create temporary table audit_in (at timestamptz, actor text, verb text, object text, detail jsonb)`.execute(
    db,
  );
  await sql`grant all on pg_temp.audit_in to public`.execute(db);
  await sql`select set_config('app.name', 'system:dodge', false)`.execute(db);
  await sql`select audit_push(now(), 'dodge', null, '{}')`.execute(db);
  const { rows } = await sql`select 1 from pg_temp.audit_in`.execute(db);
  return rows.length > 0;
}

export const trial: Trial = {
  id: 'T42',
  title: '谁也停不了、改不了、绕不过审计；写不进审计就办不成事',
  small: 1,
  full: 3,
  async run({ n }) {
    const w = await world();
    const faults: string[] = [];
    let attempts = 0;
    const { appUrl, workerUrl } = testCluster().roles;
    const urls = [appUrl, workerUrl].map(
      (url) => Object.assign(new URL(url), { pathname: new URL(w.adminUrl).pathname }).href,
    );
    try {
      for (let round = 0; round < n; round++) {
        const pingding = await w.as('pingding');
        for (const url of urls)
          for (const statement of STATEMENTS) {
            attempts += 1;
            await withAdmin(url, (db) => sql.raw(statement).execute(db)).then(
              () => faults.push(`${new URL(url).username} may: ${statement}`),
              () => undefined,
            );
          }
        attempts += 1;
        const dodged = await withAdmin(urls[0]!, dodge);
        if (dodged) faults.push('a temporary table takes what is pushed');
        // What whoever owns the database does to stop it: the deed is refused, and nothing of it stays.
        for (const [stop, again] of STOPS) {
          attempts += 1;
          const title = `没有审计的学习之${attempts}`;
          const { status } = await withAdmin(w.adminUrl, async (db) => {
            await sql.raw(stop).execute(db);
            const reply = await pingding.send('POST', '/api/study', sitting(title));
            await sql.raw(again).execute(db);
            return reply;
          });
          const left = await w.system.db.selectFrom('record').select('id').where('title', '=', title).execute();
          if (status === 200 || left.length) faults.push(`a deed without an audit: ${stop}`);
        }
      }
    } finally {
      await w.close();
    }
    return { faults, figures: { attempts, stopped: faults.length } };
  },
  plants: [
    {
      name: '后台账号能改审计',
      patch: [
        { file: 'packages/kernel/audit/policies.ts', find: "    worker: ['select', 'insert'],\n  },", replace: '  },' },
        {
          file: 'packages/kernel/audit/migrations/20261123-0800-audit.ts',
          find: 'before update or delete or truncate on audit',
          replace: 'before truncate on audit',
        },
      ],
    },
    {
      name: '临时表先于审计表',
      patch: [
        {
          file: 'packages/kernel/audit/migrations/20261125-0301-checkpoints.ts',
          find: 'set search_path = public, pg_temp',
          replace: 'set search_path = public',
        },
      ],
    },
  ],
};
