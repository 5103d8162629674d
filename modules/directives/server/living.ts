// The notice as it stands today: lights beside its sentences, the units of one clause, the matrix. Queries over periods, nothing stored.
import { type Light, LIGHT_SIGN, missing, signOf, worst } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { lightSql, listPeriods, proofs } from '@anlan/kernel/duty';
import { needKind, show } from '@anlan/kernel/record';
import { settings } from '@anlan/kernel/setting';
import { sql } from 'kysely';
import type { Breakdown, Clause } from '../breakdown.ts';
import { bindingLabel } from './facts.ts';
import { paperOf } from './tables.ts';

type Tally = { rule_id: string; light: Light; n: number; label: string; fact_kind: string };

/** What is asked of those periods; the rest of their wide rows stays where it is. */
const NEEDED = sql.raw(
  ['id', 'rule_id', 'unit_id', 'label', 'due', 'got', 'need', 'begun', 'excused', 'late', 'made_good', 'fact_kind']
    .map((column) => `p.${column}`)
    .join(', '),
);

/**
 * `p`: of every duty of a document the latest period begun by a day. All duties of a rule open the same span on the same day, so it is
 * looked up by rule; a duty that ended earlier shows its last one.
 */
const latest = (id: string, on: string) => sql`
  last as (select r.id, (select max(q.from_day) from period q where q.rule_id = r.id and q.from_day <= ${on}::date) as from_day
             from rule r where r.source_id = ${id}),
  p as (select ${NEEDED} from last join period p on p.rule_id = last.id and p.from_day = last.from_day
        union all
        (select distinct on (p.duty_id) ${NEEDED} from last join duty d on d.rule_id = last.id and d.to_day < last.from_day
           join period p on p.duty_id = d.id and p.from_day <= ${on}::date
          order by p.duty_id, p.from_day desc))`;

/** Of every duty the latest period begun by `on`, counted by rule and light; and what was missed before and never made good. */
async function tallies(ctx: Ctx, id: string, on: string) {
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  const [now, before] = await Promise.all([
    sql<Tally>`
      with ${latest(id, on)}
      select rule_id, ${lightSql(ctx.today, soon)} as light, count(*)::int as n, max(label) as label, max(fact_kind) as fact_kind from p group by 1, 2`.execute(
      ctx.db,
    ),
    sql<{ rule_id: string; n: number }>`
      select p.rule_id, count(*)::int as n from period p
       where p.source_id = ${id} and p.got < p.need and p.excused is null and not p.made_good and p.due < ${ctx.today}::date
         and exists (select 1 from period q where q.duty_id = p.duty_id and q.from_day > p.from_day and q.from_day <= ${on}::date)
       group by 1`.execute(ctx.db),
  ]);
  return { now: now.rows, before: new Map(before.rows.map((r) => [r.rule_id, r.n])) };
}

function livingClause(c: Clause, all: readonly Tally[], before: ReadonlyMap<string, number>) {
  const mine = all.filter((t) => t.rule_id === c.id);
  const count = (l: Light) => mine.filter((t) => t.light === l).reduce((n, t) => n + t.n, 0);
  const total = mine.filter((t) => t.light !== 'none').reduce((n, t) => n + t.n, 0);
  // What settles it is what its present periods are stamped with: it may have been bound anew since the issue.
  const binding = mine[0]?.fact_kind.replace(`:${c.id}`, '') ?? c.binding;
  return {
    ruleId: c.id,
    taskNo: c.taskNo,
    text: c.text,
    source: c.source,
    binding,
    bindingLabel: bindingLabel(binding),
    progress: c.progress,
    repeat: c.repeat,
    standing: c.repeat === 'standing' || c.binding === 'none',
    light: worst(mine.map((t) => t.light)),
    done: count('done'),
    total,
    missedBefore: before.get(c.id) ?? 0,
    periodLabel: mine[0]?.label ?? '',
  };
}

const shown = (b: Breakdown) => b.clauses;

export async function living(ctx: Ctx, { id, on = ctx.today }: { id: string; on?: string | undefined }) {
  await show(ctx, needKind('directives'), id);
  const [paper, t] = await Promise.all([paperOf(ctx, id), tallies(ctx, id, on)]);
  const clauses = shown(paper.breakdown).map((c) => livingClause(c, t.now, t.before));
  return {
    text: paper.text,
    blocks: paper.blocks,
    on,
    tasks: paper.breakdown.tasks.map((task) => ({
      no: task.no,
      title: task.title,
      source: task.source,
      light: worst(clauses.filter((c) => c.taskNo === task.no && !c.standing).map((c) => c.light)),
    })),
    clauses,
  };
}

/** A year of months for every venue of a large city. */
const MOST_PERIODS = 10_000;

export async function clause(
  ctx: Ctx,
  { id, ruleId, on = ctx.today }: { id: string; ruleId: string; on?: string | undefined },
) {
  await show(ctx, needKind('directives'), id);
  const { breakdown } = await paperOf(ctx, id);
  const c = breakdown.clauses.find((x) => x.id === ruleId);
  if (!c) throw missing();
  const [t, periods, recent] = await Promise.all([
    tallies(ctx, id, on),
    listPeriods(ctx, { ruleId, only: 'all', limit: MOST_PERIODS }),
    proofs(ctx, { ruleId }, 3),
  ]);
  const debtors = new Map<string, typeof periods.items>();
  for (const p of periods.items) debtors.set(p.dutyId, [...(debtors.get(p.dutyId) ?? []), p]);
  const current = [...debtors.values()].flatMap((all) => all.findLast((p) => p.from <= on) ?? []);
  const mine = t.now.filter((x) => x.rule_id === ruleId);
  const { n: proofCount } = await ctx.db
    .selectFrom('settlement')
    .innerJoin('period', 'period.id', 'settlement.period_id')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('period.rule_id', '=', ruleId)
    .executeTakeFirstOrThrow();
  return {
    clause: livingClause(c, t.now, t.before),
    who:
      c.who
        .filter((w) => !w.dropped)
        .map((w) => w.name)
        .join('、') + (c.about === 'person' ? ' 的班子成员' : ''),
    counts: Object.fromEntries(
      (Object.keys(LIGHT_SIGN) as Light[]).map((l) => [
        l,
        mine.filter((x) => x.light === l).reduce((n, x) => n + x.n, 0),
      ]),
    ) as Record<Light, number>,
    strips: [...debtors.values()].map((all) => ({
      unitId: all[0]!.unitId,
      unitName: all[0]!.unitName,
      leaderName: all[0]!.leaderName,
      periods: all.map(({ id: pid, key, label, light, sign, why, explanation, due }) => ({
        id: pid,
        key,
        label,
        light,
        sign,
        why,
        explanation,
        due,
      })),
    })),
    proofs: recent,
    proofCount,
    owing: current
      // What was made good stays ✕, but there is nothing left to chase.
      .filter((p) => !['done', 'none'].includes(p.light) && p.sign !== '✕→补')
      .map((p) => ({ unitId: p.unitId, unitName: p.unitName }))
      .filter((u, i, all) => all.findIndex((o) => o.unitId === u.unitId) === i),
  };
}

type Gathered = {
  rule_id: string;
  column_id: string;
  light: Light;
  late: boolean;
  made_good: boolean;
  n: number;
  one: string;
  label: string;
};

/** Rows clauses, columns units; what lies below a county stands in the county's column. */
export async function matrix(ctx: Ctx, { id, on = ctx.today }: { id: string; on?: string | undefined }) {
  await show(ctx, needKind('directives'), id);
  const { 'duty.soonDays': soon } = await settings(ctx.db);
  const [paper, gathered] = await Promise.all([
    paperOf(ctx, id),
    sql<Gathered>`
      with ${latest(id, on)},
           county as (select c.descendant, c.ancestor from unit u join unit_closure c on c.ancestor = u.id where u.type = 'county'),
           col as (select p0.unit_id, coalesce(county.ancestor, p0.unit_id) as column_id
                     from (select distinct unit_id from p) p0 left join county on county.descendant = p0.unit_id)
      select p.rule_id, col.column_id, ${lightSql(ctx.today, soon)} as light, bool_or(p.late) as late, bool_or(p.made_good) as made_good, count(*)::int as n, (array_agg(p.id))[1] as one, max(p.label) as label
        from p join col using (unit_id) group by 1, 2, 3`.execute(ctx.db),
  ]);
  const columns = await ctx.db
    .selectFrom('unit')
    .select(['id', 'short_name', 'type', 'sort'])
    .where('id', 'in', [...new Set(gathered.rows.map((g) => g.column_id)), '00000000-0000-0000-0000-000000000000'])
    .orderBy(sql`array_position(array['county','affiliated','section','bureau','venue'], type)`)
    .orderBy('sort')
    .execute();
  const rows = paper.breakdown.clauses.filter((c) => gathered.rows.some((g) => g.rule_id === c.id));
  const cells = new Map<string, Gathered[]>();
  for (const g of gathered.rows)
    cells.set(`${g.rule_id} ${g.column_id}`, [...(cells.get(`${g.rule_id} ${g.column_id}`) ?? []), g]);
  return {
    on,
    rows: rows.map((c) => ({
      ruleId: c.id,
      taskNo: c.taskNo,
      taskTitle: paper.breakdown.tasks.find((t) => t.no === c.taskNo)?.title ?? '结尾要求',
      text: c.text,
      repeat: c.repeat,
      periodLabel: gathered.rows.find((g) => g.rule_id === c.id)?.label ?? '',
    })),
    columns: columns.map((u) => ({ unitId: u.id, name: u.short_name, type: u.type })),
    cells: [...cells.values()].map(cellOf),
  };
}

function cellOf(all: Gathered[]) {
  const light = worst(all.map((g) => g.light));
  const counted = all.filter((g) => g.light !== 'none');
  const total = counted.reduce((n, g) => n + g.n, 0);
  // Some done and some to come are under way together, though none of them is.
  const first = all.find((g) => g.light === light) ?? all[0]!;
  const bare = {
    from: '',
    due: '0',
    need: 1,
    got: light === 'done' ? 1 : 0,
    begun: false,
    excused: light === 'none' ? '' : null,
    late: first.late,
    pending: false,
    madeGood: first.made_good,
  };
  const sign = light === 'done' || light === 'missed' ? signOf(bare, '1') : LIGHT_SIGN[light];
  return {
    ruleId: first.rule_id,
    unitId: first.column_id,
    light,
    sign,
    done: counted.filter((g) => g.light === 'done').reduce((n, g) => n + g.n, 0),
    total,
    periodId: all.length === 1 && first.n === 1 ? first.one : null,
  };
}

/** The matrix as a workbook, as seen. */
export async function matrixSheet(ctx: Ctx, input: Record<string, string>) {
  const m = await matrix(ctx, { id: input.id!, on: input.on || undefined });
  const cell = (ruleId: string, unitId: string) => {
    const c = m.cells.find((x) => x.ruleId === ruleId && x.unitId === unitId);
    return c ? (c.total > 1 ? `${c.sign} ${c.done}/${c.total}` : c.sign) : null;
  };
  return {
    title: '任务矩阵',
    columns: [
      { header: '序号', key: 'no', width: 8 },
      { header: '任务', key: 'task', width: 24 },
      { header: '要求', key: 'text', width: 40 },
      { header: '期次', key: 'period', width: 16 },
      ...m.columns.map((c) => ({ header: c.name, key: c.unitId, width: 14 })),
    ],
    rows: (async function* () {
      for (const r of m.rows)
        yield {
          no: r.taskNo,
          task: r.taskTitle,
          text: r.text,
          period: r.periodLabel,
          ...Object.fromEntries(m.columns.map((c) => [c.unitId, cell(r.ruleId, c.unitId)])),
        };
    })(),
  };
}
