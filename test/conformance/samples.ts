// The least own row of every kind of record, for tests that need one of each.
import type { Ctx } from '@anlan/kernel/ctx';
import { newId } from '@anlan/kernel/record';

type Own = (ctx: Ctx, unitId: string) => Promise<Record<string, unknown>>;

/** A rule with one duty and one period of a unit, for what hangs on a period. */
async function period(ctx: Ctx, unitId: string) {
  const [rule, duty, id] = [newId(), newId(), newId()];
  await ctx.db
    .insertInto('rule')
    .values({
      id: rule,
      source_id: null,
      task: null,
      title: '样例',
      fact_kind: 'report:x',
      repeat: 'year',
      need: 1,
      due: null,
      about: 'unit',
      from_day: '2026-01-01',
      to_day: null,
      debtors: '{"unitIds":[],"groupIds":[]}',
      closed_on: null,
    })
    .execute();
  await ctx.db
    .insertInto('duty')
    .values({
      id: duty,
      rule_id: rule,
      unit_id: unitId,
      object_kind: null,
      post_id: null,
      person_id: null,
      leader_name: null,
      from_day: '2026-01-01',
      to_day: null,
    })
    .execute();
  await ctx.db
    .insertInto('period')
    .values({
      id,
      duty_id: duty,
      rule_id: rule,
      source_id: null,
      unit_id: unitId,
      object_kind: null,
      key: '2026',
      label: '2026年',
      from_day: '2026-01-01',
      due: '2026-12-31',
      need: 1,
      excused: null,
      explanation: null,
      explained_by_name: null,
      explained_at: null,
      fact_kind: 'report:x',
      rule_version: 1,
      opened_at: ctx.now,
    })
    .execute();
  return { rule, id };
}

const directive = {
  door: 'received',
  doc_number: null,
  issuer: null,
  issue_date: null,
  format: 'txt',
  task_count: 0,
  duty_count: 0,
  doubt_count: 0,
  not_ready: null,
  file_id: null,
};

export const samples: Record<string, Own> = {
  directives: async () => directive,
  receipts: async (ctx) => {
    const some = await ctx.db
      .selectFrom('record')
      .select('id')
      .where('kind', '=', 'directives')
      .limit(1)
      .executeTakeFirstOrThrow();
    return {
      directive_id: some.id,
      directive_title: '样例',
      doc_number: null,
      received_by_name: null,
      received_on: null,
    };
  },
  reliefs: async (ctx, unitId) => {
    const p = await period(ctx, unitId);
    return {
      sort: 'waiver',
      rule_id: p.rule,
      source_id: null,
      period_ids: [p.id],
      unit_ids: [unitId],
      clause: '样例',
      who: '样例单位',
      period_label: '2026年',
      reason: '样例理由',
      late: false,
    };
  },
  assignments: async (ctx, unitId) => {
    const p = await period(ctx, unitId);
    return {
      parent_rule_id: p.rule,
      source_id: null,
      clause: '样例',
      wanted: '样例要求',
      unit_ids: [],
      units: '',
      lead_days: 5,
      due: null,
      due_words: '每年，期末前 5 天',
      cooperators: '[]',
      via: 'direct',
    };
  },
  reports: async (ctx, unitId) => {
    const p = await period(ctx, unitId);
    return {
      period_id: p.id,
      period_label: '2026年',
      clause: '样例',
      directive_id: null,
      rule_id: p.rule,
      text: '样例进展',
      happened_on: '2026-06-01',
      recorded_for: null,
    };
  },
  visits: async () => ({
    visited_on: '2026-06-01',
    manner: 'research',
    leaders: '[]',
    post_ids: [],
    places: '[]',
    place_ids: [],
    elsewhere: '样例村',
    shown_to: [],
    companions: [],
    learnt: '样例',
    requirements: '',
    follow_up: '',
    dangers: '[]',
    makes_good_id: null,
    makes_good_person: null,
    makes_good_label: null,
  }),
  handovers: async (ctx) => {
    const [a, b] = await ctx.db.selectFrom('person').select(['id', 'name']).orderBy('id').limit(2).execute();
    const post = await ctx.db.selectFrom('post').select('id').where('person_id', '=', a!.id).executeTakeFirstOrThrow();
    return {
      post_id: post.id,
      person_id: a!.id,
      person_name: a!.name,
      post_title: '样例',
      successor_id: b!.id,
      successor_name: b!.name,
      last_day: '2026-12-31',
      succeeds: false,
    };
  },
  cosigns: async (ctx) => {
    const some = await ctx.db
      .selectFrom('record')
      .select('id')
      .where('kind', '=', 'directives')
      .limit(1)
      .executeTakeFirstOrThrow();
    return { directive_id: some.id, directive_title: '样例' };
  },
  submissions: async (ctx, unitId) => {
    const p = await period(ctx, unitId);
    return {
      period_id: p.id,
      period_label: '2026年',
      clause: '样例',
      rule_id: p.rule,
      due: '2026-12-31',
      versions: JSON.stringify([
        { no: 1, text: '样例材料', files: [], sentOn: '2026-06-01', sentByName: '甲', daysLate: 0, returned: null },
      ]),
    };
  },
  imports: async () => ({
    spec: 'people',
    spec_title: '人员',
    source: '粘贴',
    total: 1,
    fresh: 1,
    changed: 0,
    same: 0,
    bad: 0,
  }),
  standings: async () => ({
    basis: '样例法第一条',
    text: '每年检测一次',
    repeat: 'year',
    need: 1,
    due: null,
    about: 'unit',
    binding: 'report',
    binding_label: '填报进展',
    unit_ids: [],
    group_ids: [],
    who_text: '每年检测一次',
    from_day: '2026-01-01',
  }),
  reminders: async () => ({ clause: '样例', label: '2026年', note: '', items: '[]', unit_count: 0 }),
  orders: async (_ctx, unitId) => ({
    to_unit_id: unitId,
    to_unit_name: '样例',
    answer_unit_ids: [unitId],
    wanted: '样例',
    reply_on: '2026-12-31',
  }),
  circulars: async () => ({
    from_day: '2026-01-01',
    to_day: '2026-06-30',
    facts: '[]',
    opening: '样例',
    wanted: '样例',
  }),
  study: async () => ({
    held_on: '2026-06-01',
    place: '会议室',
    host: '甲',
    agenda: JSON.stringify([{ title: '学习', kind: 'study' }]),
    materials: '[]',
    attendees: ['甲'],
    absent: '[]',
    minutes: '',
    joint: '[]',
    recorded_for: null,
    makes_good_id: null,
    makes_good_label: null,
  }),
  meetings: async (ctx) => meeting(ctx),
  decisions: async (ctx, unitId) => {
    const some = await ctx.db
      .selectFrom('record')
      .select('id')
      .where('kind', '=', 'meetings')
      .limit(1)
      .executeTakeFirstOrThrow();
    return {
      meeting_id: some.id,
      meeting_title: '样例会议',
      decided_on: '2026-06-01',
      person: null,
      keeper_ids: [unitId],
      done_on: null,
      result: null,
      recorded_for: null,
    };
  },
};

async function meeting(ctx: Ctx) {
  const { id, name } = await ctx.db.selectFrom('person').selectAll().limit(1).executeTakeFirstOrThrow();
  return {
    kind: 'regular',
    held_on: '2026-06-01',
    place: '会议室',
    chair_id: id,
    chair_name: name,
    chair_as: '局长',
    agenda: JSON.stringify([{ title: '研判形势', kind: 'analysis' }]),
  };
}
