// The bar: a bare Fastify with pg that sends the same JSON from the member's own query with his scope in it, row-level security off.
// Run as a process of its own; it prints its port.
import Fastify from 'fastify';
import pg from 'pg';

/** What a member may see, as somebody would write it by hand. */
export type Scope = { column: 'county_id' | 'unit_id'; key: string | number; own: string[]; person: string };
export type BareOrder = {
  adminUrl: string;
  kind: string;
  table: string;
  scopes: Record<string, Scope>;
  /** What may be done in each state, and the bytes of answers that are sent as they are. */
  can: Record<string, unknown>;
  canned: Record<string, string>;
  /** Kinds and states that wait for somebody. */
  waiting: Record<string, { kind: string; state: string }[]>;
  today: string;
};

const { adminUrl, kind, table, scopes, can, canned, waiting, today } = JSON.parse(process.env.BARE!) as BareOrder;
const pool = new pg.Pool({ connectionString: adminUrl, max: 10 });
const app = Fastify();

const HEAD = `r.id, r.module, r.kind, r.number, r.title, r.state, r.version, r.unit_id as "unitId", coalesce(u.short_name, '其他单位') as "unitName",
  r.county_id as "countyId", r.object_kind as "objectKind", r.occurred_on::text as "occurredOn", r.deadline::text, r.created_at as "createdAt",
  r.updated_at as "updatedAt", r.created_by_name as "createdByName", to_jsonb(o) as own
  from record r join ${table} o on o.id = r.id left join unit u on u.id = r.unit_id`;

type Row = { state: string; createdAt: Date; updatedAt: Date; own: Record<string, unknown> };
const local = (at: Date) => `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 23)}+08:00`;
const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const shown = ({ own, ...r }: Row) => ({
  ...r,
  createdAt: local(r.createdAt),
  updatedAt: local(r.updatedAt),
  body: Object.fromEntries(Object.entries(own).map(([name, value]) => [camel(name), value])),
  can: can[r.state] ?? [],
});

type Asked = { Params: { who: string; id: string }; Querystring: { q: string } };

app.get<Asked>('/:who/list', async ({ params: { who } }) => {
  const { column, key } = scopes[who]!;
  const [page, count] = await Promise.all([
    pool.query<Row>({
      name: `list-${column}`,
      text: `select ${HEAD} where r.kind = '${kind}' and r.${column} = $1 order by r.occurred_on desc, r.id desc limit 51`,
      values: [key],
    }),
    pool.query<{ n: number }>({
      name: `count-${column}`,
      text: `select count(*)::int as n from (select 1 from record r where r.kind = '${kind}' and r.${column} = $1 limit 1000) x`,
      values: [key],
    }),
  ]);
  const last = page.rows[49] as unknown as { occurredOn: string; id: string } | undefined;
  const next =
    page.rows.length > 50 && last
      ? Buffer.from(JSON.stringify({ at: last.occurredOn, id: last.id })).toString('base64url')
      : null;
  const n = count.rows[0]!.n;
  return { items: page.rows.slice(0, 50).map(shown), next, count: n, exact: n < 1000 };
});

app.get<Asked>('/:who/record/:id', async ({ params: { who, id } }) => {
  const { column, key } = scopes[who]!;
  const { rows } = await pool.query<Row>({
    name: `one-${column}`,
    text: `select ${HEAD} where r.id = $1 and r.kind = '${kind}' and r.${column} = $2`,
    values: [id, key],
  });
  return shown(rows[0]!);
});

app.get<Asked>('/:who/search', async ({ params: { who }, query: { q } }, reply) => {
  const { column, key } = scopes[who]!;
  const letters = [...q];
  const grams = letters.slice(1).map((letter, i) => `'${letters[i]}${letter}'`);
  await Promise.all([
    pool.query({
      name: `search-${column}`,
      text: `select r.id, r.module, r.kind, r.title, r.number, r.state, r.occurred_on, u.short_name
        from (select s.record_id from search_doc s where s.grams @@ $1::tsquery and position($2 in s.body) > 0 and s.${column} = $3
               order by s.record_id desc limit 30) s join record r on r.id = s.record_id left join unit u on u.id = r.unit_id
       order by r.occurred_on desc`,
      values: [grams.join(' & '), q, key],
    }),
    pool.query({
      name: `units-${column}`,
      text: `select id, name, type from unit where name like $1 and ${column === 'unit_id' ? 'id' : 'county_id'} = $2 order by sort limit 8`,
      values: [`%${q}%`, key],
    }),
    pool.query({
      name: `people-${column}`,
      text: `select p.id, p.name, o.title, u.name as unit from person p join post o on o.person_id = p.id join unit u on u.id = o.unit_id
        where p.name like $1 and u.${column === 'unit_id' ? 'id' : 'county_id'} = $2 limit 8`,
      values: [`%${q}%`, key],
    }),
  ]);
  return reply.type('application/json').send(canned[`${who} search`]);
});

const PERIOD = `p.*, rule.title as rule_title, rule.task, s.title as source_title, u.short_name, d.leader_name
  from period p join rule on rule.id = p.rule_id join duty d on d.id = p.duty_id left join record s on s.id = p.source_id left join unit u on u.id = p.unit_id`;
const OPEN = `p.excused is null and p.got < p.need and p.from_day <= $2::date`;

app.get<Asked>('/:who/todo', async ({ params: { who } }, reply) => {
  const { column, key, own, person } = scopes[who]!;
  const mine = `(p.unit_id = any($1::uuid[]) and d.person_id is null or d.person_id = $3::uuid) and ${OPEN}
    and (p.due >= $2::date or not (p.made_good or p.pending or p.explanation is not null))`;
  const late = `p.${column} = $1 and not p.unit_id = any($3::uuid[]) and ${OPEN} and p.due < $2::date and not p.made_good`;
  const states = waiting[who]!.map(
    (w) => `select id from (select id from record where kind = '${w.kind}' and state = '${w.state}'
      and ${column} = $1 order by updated_at desc limit 50) x`,
  );
  await Promise.all([
    pool.query({
      name: `mine`,
      text: `select ${PERIOD} where ${mine} order by p.due, p.id limit 50`,
      values: [own, today, person],
    }),
    pool.query({
      name: `minecount`,
      text: `select count(*) from (select 1 from period p join duty d on d.id = p.duty_id where ${mine} limit 1000) x`,
      values: [own, today, person],
    }),
    ...(column === 'county_id'
      ? [
          pool.query({
            name: `late`,
            text: `select ${PERIOD} where ${late} order by p.due desc, p.id limit 50`,
            values: [key, today, own],
          }),
          pool.query({
            name: `latecount`,
            text: `select count(*) from (select 1 from period p where ${late} limit 1000) x`,
            values: [key, today, own],
          }),
        ]
      : []),
    ...(states.length
      ? [
          pool.query({
            name: `waiting-${who}`,
            text: `select r.*, u.short_name from record r left join unit u on u.id = r.unit_id where r.id in (${states.join(' union ')})`,
            values: [key],
          }),
        ]
      : []),
  ]);
  return reply.type('application/json').send(canned[`${who} todo`]);
});

type Change = { Body: { id: string; version: number; to: string } };

/** A change of state: the row and one line of its history, in one transaction. */
app.post<Change>('/change', async ({ body: { id, version, to } }, reply) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const changed = await client.query({
      name: 'change',
      text: `update record set state = $3, version = version + 1, updated_at = now() where id = $1 and version = $2 returning id, state, version`,
      values: [id, version, to],
    });
    if (changed.rowCount !== 1) throw new Error('overtaken');
    await client.query({
      name: 'history',
      text: `insert into timeline (id, record_id, at, actor_id, actor_name, action, from_state, to_state, said, version)
        values (gen_random_uuid(), $1, now(), null, 'bare', 'change', 'draft', $2, '{}', $3)`,
      values: [id, to, version + 1],
    });
    await client.query('commit');
    return changed.rows[0];
  } catch (error) {
    await client.query('rollback');
    return reply.code(409).send({ title: String(error) });
  } finally {
    client.release();
  }
});

console.log(`bare at ${await app.listen({ port: 0, host: '127.0.0.1' })}`);
