// Facts settle periods: in the transaction of the deed that makes them true, and taken back by the deed that voids it.
import { type Day, daysBetween } from '@anlan/contract';
import { sql } from 'kysely';
import { settledSeal } from '../audit/seal.ts';
import type { Ctx } from '../ctx/index.ts';
import { together } from '../db/index.ts';
import { newId } from '../record/id.ts';
import { settings } from '../setting/index.ts';

/** What a deed made true. About units or named people, once each; `makesGood` names the missed period it makes good. */
export type Fact = {
  kind: string;
  recordId: string;
  unitIds?: readonly string[];
  personIds?: readonly string[];
  occurredOn: Day;
  count?: number;
  makesGood?: string | null;
};

/**
 * Writes a fact and settles by it every period of the same kind and debtor whose span holds its day, until the period's count is
 * reached. A fact recorded within the days of grace after the end counts as 补录, later it waits for approval.
 */
export async function recordFact(ctx: Ctx, fact: Fact) {
  const units = [...new Set(fact.unitIds ?? [])];
  const people = [...new Set(fact.personIds ?? [])];
  if (!units.length && !people.length) throw new Error(`a ${fact.kind} fact is about nobody`);
  const id = newId(ctx.now);
  const party = { fact_id: id, kind: fact.kind, occurred_on: fact.occurredOn };
  const foreign = unseen(ctx, units);
  const answers = await together(
    ctx.db,
    ctx.db.insertInto('fact').values({
      id,
      kind: fact.kind,
      record_id: fact.recordId,
      occurred_on: fact.occurredOn,
      recorded_on: ctx.today,
      recorded_at: ctx.now,
      count: fact.count ?? 1,
      makes_good_id: fact.makesGood ?? null,
      history: ctx.backfill ?? false,
      withdrawn_at: null,
    }),
    ctx.db
      .insertInto('fact_party')
      .values([
        ...units.map((unit_id) => ({ ...party, unit_id, person_id: null })),
        ...people.map((person_id) => ({ ...party, unit_id: null, person_id })),
      ]),
    ...(foreign ? [seeing(ctx, units)] : []),
    pairsOf({ factId: id }),
  );
  await settle(ctx, answers.at(-1)!.rows as Pair[]);
  if (fact.makesGood) await makeGood(ctx, id, fact.makesGood);
  if (foreign) await seeing(ctx, []).execute(ctx.db);
}

/** Withdraws the facts of a record, or those of one kind; periods they had filled look for other facts of the same kind. */
export async function withdrawFacts(ctx: Ctx, recordId: string, kind?: string) {
  let open = ctx.db
    .updateTable('fact')
    .set({ withdrawn_at: ctx.now })
    .where('record_id', '=', recordId)
    .where('withdrawn_at', 'is', null);
  if (kind) open = open.where('kind', '=', kind);
  const ids = (await open.returning('id').execute()).map((f) => f.id);
  if (!ids.length) return;
  const parties = await ctx.db
    .selectFrom('fact_party')
    .select('unit_id')
    .distinct()
    .where('fact_id', 'in', ids)
    .where('unit_id', 'is not', null)
    .execute();
  await amongDebtors(
    ctx,
    parties.map((p) => p.unit_id!),
    async () => {
      const lost = await ctx.db.deleteFrom('settlement').where('fact_id', 'in', ids).returning('period_id').execute();
      const periods = [...new Set(lost.map((l) => l.period_id))];
      await recount(ctx, periods);
      await fill(ctx, { periodIds: periods });
    },
  );
}

/**
 * A deed done in one unit may settle, or take back, what another owes (a joint sitting) although its doer sees nothing of that unit.
 * For the length of `work`, inside this transaction only, the debtors' units count as seen.
 */
async function amongDebtors(ctx: Ctx, unitIds: readonly string[], work: () => Promise<void>) {
  if (!unseen(ctx, unitIds)) return work();
  await seeing(ctx, unitIds).execute(ctx.db);
  await work();
  await seeing(ctx, []).execute(ctx.db);
}

const unseen = (ctx: Ctx, unitIds: readonly string[]) => !unitIds.every((id) => ctx.me.actor.units.includes(id));

const seeing = ({ me: { actor } }: Ctx, more: readonly string[]) =>
  sql`select set_config('app.units', ${[...actor.units, ...more]}::text, true), set_config('app.own', ${[...actor.own, ...more]}::text, true)`;

type Pair = {
  period_id: string;
  duty_id: string;
  fact_id: string;
  count: number;
  need: number;
  got: number;
  due: Day;
  recorded_on: Day;
  history: boolean;
  told_as_history: boolean;
};

/** Where to look for periods that facts can settle. */
type Where = { ruleIds?: string[]; periodIds?: string[]; factId?: string };

/** Of a leader with two posts, a fact that names units as well as people counts for the post in those units only. */
const inUnit = sql`(not exists (select 1 from fact_party u where u.fact_id = fp.fact_id and u.unit_id is not null)
       or exists (select 1 from fact_party u where u.fact_id = fp.fact_id and u.unit_id = p.unit_id))`;

/** Open periods with facts not yet used, earliest first. */
const pairsOf = (where: Where) => sql<Pair>`
    select p.id as period_id, p.duty_id, f.id as fact_id, f.count, p.need, p.got, p.due, f.recorded_on, p.history, f.history as told_as_history
      from period p
      join duty d on d.id = p.duty_id
      join rule r on r.id = p.rule_id
      join fact_party fp on fp.kind = p.fact_kind and fp.occurred_on between p.from_day and p.due
       and ((r.about = 'unit' and fp.unit_id = p.unit_id) or (r.about = 'person' and fp.person_id = d.person_id and ${inUnit}))
      join fact f on f.id = fp.fact_id
     where p.got < p.need and (p.excused is null or p.history) and f.withdrawn_at is null
       and not exists (select 1 from settlement s join period q on q.id = s.period_id where s.fact_id = f.id and q.duty_id = p.duty_id)
       and not exists (select 1 from period g where g.id = f.makes_good_id and g.rule_id = p.rule_id)
       ${where.ruleIds ? sql`and p.rule_id = any(${where.ruleIds}::uuid[])` : sql``}
       ${where.periodIds ? sql`and p.id = any(${where.periodIds}::uuid[])` : sql``}
       ${where.factId ? sql`and fp.fact_id = ${where.factId}::uuid` : sql``}
     order by p.id, f.occurred_on, f.recorded_at
       for update of p`;

/** Settles what facts that are there already can settle. */
export async function fill(ctx: Ctx, where: Where) {
  await settle(ctx, (await pairsOf(where).execute(ctx.db)).rows);
}

/** Settles periods by the facts they were paired with, until the count of each is reached. */
async function settle(ctx: Ctx, pairs: readonly Pair[]) {
  if (!pairs.length) return;
  const { 'duty.graceDays': grace } = await settings(ctx.db);
  const got = new Map<string, number>();
  const used = new Set<string>();
  // An extended period lies over the next one: what was due first is filled first, and by each fact once.
  const settled = pairs
    .toSorted((a, b) => a.due.localeCompare(b.due))
    .flatMap((r) => {
      const so = got.get(r.period_id) ?? r.got;
      if (so >= r.need || used.has(`${r.fact_id} ${r.duty_id}`)) return [];
      used.add(`${r.fact_id} ${r.duty_id}`);
      const after = daysBetween(r.due, r.recorded_on);
      const how =
        after <= 0 || r.history ? 'counted' : r.told_as_history ? 'history' : after <= grace ? 'late' : 'pending';
      if (how !== 'pending') got.set(r.period_id, so + r.count);
      return [
        {
          id: newId(ctx.now),
          period_id: r.period_id,
          fact_id: r.fact_id,
          how,
          at: ctx.now,
          approved_by_name: null,
          approved_reason: null,
        },
      ];
    });
  if (!settled.length) return;
  await together(
    ctx.db,
    ctx.db
      .insertInto('settlement')
      .values(settled)
      .onConflict((oc) => oc.doNothing()),
    counted(ctx, [...new Set(settled.map((s) => s.period_id))]),
  );
}

/** A deed done after the end never settles: the period stays ✕ and reads ✕→补. */
async function makeGood(ctx: Ctx, factId: string, periodId: string) {
  const { rows } = await sql<{ id: string }>`
    select p.id from period p join duty d on d.id = p.duty_id join fact f on f.id = ${factId}::uuid and f.kind = p.fact_kind
      join fact_party fp on fp.fact_id = f.id and (fp.unit_id = p.unit_id or fp.person_id = d.person_id)
     where p.id = ${periodId}::uuid and p.got < p.need and f.occurred_on > p.due limit 1`.execute(ctx.db);
  if (!rows.length) return;
  await together(
    ctx.db,
    ctx.db
      .insertInto('settlement')
      .values({
        id: newId(ctx.now),
        period_id: periodId,
        fact_id: factId,
        how: 'madeGood',
        at: ctx.now,
        approved_by_name: null,
        approved_reason: null,
      })
      .onConflict((oc) => oc.doNothing()),
    counted(ctx, [periodId]),
  );
}

/** Writes what a period's settlements amount to; the light is computed from it. */
export async function recount(ctx: Ctx, periodIds: readonly string[]) {
  if (periodIds.length) await counted(ctx, periodIds).execute(ctx.db);
}

/** What they amount to is hashed into the audit: a settlement changed by another hand is found. */
const counted = ({ now }: Ctx, periodIds: readonly string[]) => sql`
  with counted as (
    update period p set got = s.got, late = s.late, pending = s.pending, made_good = s.made_good
      from (select p2.id,
                   coalesce(sum(f.count) filter (where s.how in ('counted','late','history')), 0)::int as got,
                   coalesce(bool_or(s.how = 'late'), false) as late,
                   coalesce(bool_or(s.how = 'pending'), false) as pending,
                   coalesce(bool_or(s.how = 'madeGood'), false) as made_good
              from period p2 left join settlement s on s.period_id = p2.id left join fact f on f.id = s.fact_id
             where p2.id = any(${periodIds}::uuid[]) group by p2.id) s
     where p.id = s.id returning p.id, ${settledSeal('p')} as seal)
  select audit_push(${now}::timestamptz, 'duty.settle', null, jsonb_build_object('periods', jsonb_object_agg(id, seal)))
    from counted having count(*) > 0`;

/**
 * Something is under way (or no longer) that will make `kind` true for these units on `day`: ○ and ▲ become ◐. With `people`, of what
 * leaders owe only what these owe.
 */
export async function markBegun(
  ctx: Ctx,
  kind: string,
  unitIds: readonly string[],
  day: Day,
  begun: boolean,
  people?: readonly string[],
) {
  let open = ctx.db
    .updateTable('period')
    .set({ begun })
    .where('fact_kind', '=', kind)
    .where('unit_id', 'in', [...unitIds])
    .where('from_day', '<=', day)
    .where('due', '>=', day);
  if (people)
    open = open.where((eb) =>
      eb.exists(
        eb
          .selectFrom('duty')
          .select('duty.id')
          .whereRef('duty.id', '=', 'period.duty_id')
          .where((d) => d.or([d('duty.person_id', 'is', null), d('duty.person_id', 'in', [...people])])),
      ),
    );
  await open.execute();
}
