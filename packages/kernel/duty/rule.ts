// Rules open duties, duties open periods: on issue, and each night for the spans that begin.
import { type Day, type Repeat, type Span, addDays, shortDay, spanOf, spansFrom } from '@anlan/contract';
import { type Kysely, sql } from 'kysely';
import type { Ctx, KernelTables } from '../ctx/index.ts';
import { unitsOfGroups } from '../org/index.ts';
import { endForSuccessor } from './close.ts';
import { fill } from './settle.ts';

/** A clause bound to a kind of fact, as its issuer hands it over. */
export type NewRule = {
  id: string;
  sourceId: string | null;
  task: string | null;
  title: string;
  factKind: string;
  repeat: Repeat;
  /** At least so many per period. */
  need: number;
  /** For `once` only: the last day. */
  due: Day | null;
  /** Each unit owes, or each leader (班子成员) of the units. */
  about: 'unit' | 'person';
  /** The day of issue: the period that holds it is the first that counts. */
  fromDay: Day;
  /** Last day on which a period may begin; open-ended where null. */
  toDay: Day | null;
  /** Spans back to this day that ended before the day of issue are listed as 不计, or opened as history. */
  listFrom: Day | null;
  debtors: { unitIds: string[]; groupIds: string[] };
  /** Opens the earlier spans as history: visible, fillable, never overdue. */
  history: boolean;
  /** The rule of which this hands a share to units below. */
  parentId?: string | null;
  /** Due so many days before the span ends; 0 where nothing is said. */
  leadDays?: number;
  /** The rule that this one follows: that one opens no span any more, this one begins with the next. */
  supersedes?: string | null;
};

type RuleRow = {
  id: string;
  source_id: string | null;
  fact_kind: string;
  repeat: string;
  need: number;
  due: string | null;
  about: string;
  from_day: string;
  to_day: string | null;
  version: number;
  debtors: { unitIds: string[]; groupIds: string[] };
  history: boolean;
  lead_days: number;
};

/** A fact kind that only a report about this very rule can make true. */
export const reportKind = (ruleId: string) => `report:${ruleId}`;

/** Opens rules with their duties and first periods, and looks back over facts already there. */
export async function openRules(ctx: Ctx, asked: readonly NewRule[]) {
  if (!asked.length) return;
  const rules = await Promise.all(asked.map(async (r) => (r.supersedes ? following(ctx, r, r.supersedes) : r)));
  await ctx.db
    .insertInto('rule')
    .values(
      rules.map((r) => ({
        id: r.id,
        source_id: r.sourceId,
        task: r.task,
        title: r.title,
        fact_kind: r.factKind,
        repeat: r.repeat,
        need: r.need,
        due: r.due,
        about: r.about,
        from_day: r.fromDay,
        to_day: r.toDay,
        debtors: JSON.stringify(r.debtors),
        history: r.history,
        closed_on: null,
        parent_id: r.parentId ?? null,
        lead_days: r.leadDays ?? 0,
        supersedes: r.supersedes ?? null,
      })),
    )
    .execute();
  for (const r of rules) {
    const first = r.listFrom && r.listFrom < r.fromDay ? r.listFrom : r.fromDay;
    const units = [...new Set([...r.debtors.unitIds, ...(await unitsOfGroups(ctx.db, r.debtors.groupIds))])];
    await addDuties(
      ctx.db,
      r.id,
      r.about,
      units,
      r.repeat === 'once' ? first : spanOf(r.repeat, first).from,
      ctx.today,
    );
  }
  for (const r of rules) {
    const row = {
      ...r,
      source_id: r.sourceId,
      fact_kind: r.factKind,
      from_day: r.fromDay,
      to_day: r.toDay,
      version: 1,
      lead_days: r.leadDays ?? 0,
    };
    for (const span of spansOf(row, r.listFrom ?? r.fromDay, ctx.today)) await addPeriods(ctx, row, span);
  }
  await fill(ctx, { ruleIds: rules.map((r) => r.id) });
}

/** The rule as it begins where the one before it ends. */
const following = async (ctx: Ctx, rule: NewRule, before: string): Promise<NewRule> => ({
  ...rule,
  fromDay: await endForSuccessor(ctx, before),
  listFrom: null,
});

/** Spans of a rule that have begun by `today`. A dated rule has one. */
function spansOf(rule: Pick<RuleRow, 'repeat' | 'due' | 'from_day' | 'to_day'>, from: Day, today: Day): Span[] {
  if (rule.repeat === 'once') {
    const due = rule.due!;
    return [
      {
        key: 'once',
        from: rule.from_day <= due ? rule.from_day : due,
        to: due,
        label: `${shortDay(due, rule.from_day)}前`,
      },
    ];
  }
  const until = rule.to_day && rule.to_day < today ? rule.to_day : today;
  return spansFrom(rule.repeat as Exclude<Repeat, 'once'>, from, until);
}

/** One duty per unit, or per leader of each unit; a debtor already there stays as it is. */
async function addDuties(
  db: Kysely<KernelTables>,
  ruleId: string,
  about: string,
  units: readonly string[],
  fromDay: Day,
  today: Day,
) {
  if (!units.length) return;
  const ids = units as string[];
  if (about === 'unit')
    await sql`insert into duty (id, rule_id, unit_id, from_day)
      select gen_random_uuid(), ${ruleId}::uuid, u, ${fromDay}::date from unnest(${ids}::uuid[]) u
      on conflict do nothing`.execute(db);
  else
    await sql`insert into duty (id, rule_id, unit_id, post_id, person_id, leader_name, from_day)
      select gen_random_uuid(), ${ruleId}::uuid, p.unit_id, p.id, p.person_id, person.name, ${fromDay}::date
        from post p join person on person.id = p.person_id
       where p.unit_id = any(${ids}::uuid[]) and p.leader and p.from_day <= ${today}::date and (p.to_day is null or p.to_day >= ${today}::date)
      on conflict do nothing`.execute(db);
}

/** The span as a period of every duty of the rule that owes it; one already open stays as it was stamped. @returns those opened. */
async function addPeriods(
  ctx: Ctx,
  rule: Pick<
    RuleRow,
    'id' | 'source_id' | 'fact_kind' | 'need' | 'version' | 'history' | 'repeat' | 'from_day' | 'lead_days'
  >,
  span: Span,
): Promise<string[]> {
  const early = span.to < rule.from_day;
  const history = early && rule.history;
  const why = history ? '历史期次，没有登记' : early ? '下发前，不计' : null;
  const { rows } = await sql<{ id: string }>`
    insert into period (id, duty_id, rule_id, source_id, unit_id, object_kind, key, label, from_day, due, need, excused, history, fact_kind, rule_version, opened_at)
    select gen_random_uuid(), d.id, d.rule_id, ${rule.source_id}::uuid, d.unit_id, d.object_kind, ${span.key}, ${span.label}, ${span.from}::date, greatest(${span.from}::date, ${span.to}::date - ${rule.lead_days}::int),
           ${rule.need}, ${why}::text, ${history}, ${rule.fact_kind}, ${rule.version}, ${ctx.now}::timestamptz
      from duty d
     where d.rule_id = ${rule.id} and (${rule.repeat} = 'once' or d.from_day <= ${span.from}::date) and (d.to_day is null or d.to_day >= ${span.from}::date)
    on conflict (duty_id, key) do nothing
    returning id`.execute(ctx.db);
  return rows.map((r) => r.id);
}

/** Who left a post owes no span that begins afterwards; who follows owes from the next one. */
const endDutiesOfPosts = (ctx: Ctx) =>
  sql`update duty d set to_day = p.to_day from post p
       where p.id = d.post_id and d.to_day is null and p.to_day < ${ctx.today}::date`.execute(ctx.db);

/** Of a dated rule: that somebody who owes it has no period yet. */
const unopened = sql`exists (select 1 from duty d where d.rule_id = rule.id
  and not exists (select 1 from period p where p.duty_id = d.id))`;

/**
 * The nightly pass: units and leaders that joined owe from their next full span; every span that has begun opens. Spans missed while
 * the system was off are opened too, and facts already there settle them; what was open before is not looked at again. Running it twice
 * changes nothing.
 */
export async function openDue(ctx: Ctx) {
  await endDutiesOfPosts(ctx);
  const rules = (await ctx.db
    .selectFrom('rule')
    .selectAll()
    .where('closed_on', 'is', null)
    .where(sql<boolean>`(rule.repeat <> 'once' or ${unopened})`)
    .execute()) as RuleRow[];
  const opened: string[] = [];
  for (const r of rules) {
    const units = [...new Set([...r.debtors.unitIds, ...(await unitsOfGroups(ctx.db, r.debtors.groupIds))])];
    if (r.repeat !== 'once')
      await addDuties(
        ctx.db,
        r.id,
        r.about,
        units,
        addDays(spanOf(r.repeat as Exclude<Repeat, 'once'>, ctx.today).to, 1),
        ctx.today,
      );
    const last = await ctx.db
      .selectFrom('period')
      .select('from_day')
      .where('rule_id', '=', r.id)
      .orderBy('from_day', 'desc')
      .limit(1)
      .executeTakeFirst();
    for (const span of spansOf(r, last?.from_day ?? r.from_day, ctx.today))
      opened.push(...(await addPeriods(ctx, r, span)));
  }
  if (opened.length) await fill(ctx, { periodIds: opened });
}
