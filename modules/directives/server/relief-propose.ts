// A leader who is away for a whole period, or gone before its end, is proposed for exemption. A person decides.
import type { Ctx } from '@anlan/kernel/ctx';
import { type Idle, idleLeaders } from '@anlan/kernel/duty';
import { create } from '@anlan/kernel/record';
import { sql } from 'kysely';
import { reliefs } from './relief-table.ts';

/** One proposal per leader and requirement; a period asked for once, whatever came of it, is not proposed again. */
export async function proposeExemptions(ctx: Ctx) {
  // Two at once would each propose the same.
  await sql`select pg_advisory_xact_lock(hashtext('directives.exemptions'))`.execute(ctx.db);
  const idle = await idleLeaders(ctx);
  if (!idle.length) return;
  const known = await reliefs(ctx)
    .selectFrom('relief')
    .select(sql<string>`unnest(period_ids)`.as('id'))
    .where(sql<boolean>`period_ids && ${idle.map((i) => i.periodId)}::uuid[]`)
    .where('sort', '<>', 'extension')
    .execute();
  const asked = new Set(known.map((k) => k.id));
  const groups = new Map<string, Idle[]>();
  for (const i of idle.filter((x) => !asked.has(x.periodId))) {
    const key = `${i.ruleId} ${i.unitId} ${i.leaderName} ${i.reason}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  }
  for (const group of groups.values()) await propose(ctx, group);
}

async function propose(ctx: Ctx, group: readonly Idle[]) {
  const first = group[0]!;
  const unit = await ctx.db
    .selectFrom('unit')
    .select('short_name')
    .where('id', '=', first.unitId)
    .executeTakeFirstOrThrow();
  const label = group.length > 1 ? `${first.label}等 ${group.length} 期` : first.label;
  await create(
    ctx,
    'reliefs',
    {
      unitId: first.unitId,
      title: `免除：${first.leaderName} ${first.title.slice(0, 50)}（${label}）`,
      said: { reason: first.reason },
    },
    {
      sort: 'exemption',
      rule_id: first.ruleId,
      source_id: first.sourceId,
      period_ids: group.map((i) => i.periodId),
      unit_ids: [first.unitId],
      clause: first.title,
      who: `${unit.short_name} ${first.leaderName}`,
      period_label: label,
      due_before: first.due,
      reason: first.reason,
      late: false,
    },
  );
}
