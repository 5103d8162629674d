// A bureau of two counties for the tests of the kernel's own mechanisms: no modules, no HTTP, a clock that is set by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lifecycle } from '@anlan/contract';
import { z } from 'zod';
import { resolveMember } from '../access/index.ts';
import { prepare } from '../boot/index.ts';
import { type Ctx, type KernelTables, localDay, makeCtx, systemMember, within } from '../ctx/index.ts';
import { Database } from '../db/index.ts';
import { freshDatabase, template } from '../db/testing.ts';
import { openStore } from '../file/index.ts';
import { newId, note, setKinds } from '../record/index.ts';

const TEMPLATE = 'kernel_bureau';
const at = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const unit = { 市局: at(1), 平定县局: at(2), 盂县局: at(3) };
export const person = { 系统员: at(11), 平定员: at(12), 盂县员: at(13), 替班员: at(14) };
export type Name = keyof typeof person;

const life = lifecycle({ open: '办理中' }).of()('open', {});
const type = { title: '事项', schema: z.object({}), life, read: 'matter.read' };

async function seed(db: Ctx['db']): Promise<void> {
  const units = [
    [unit.市局, null, '市文旅局', 'bureau', 140300],
    [unit.平定县局, unit.市局, '平定县文旅局', 'county', 140321],
    [unit.盂县局, unit.市局, '盂县文旅局', 'county', 140322],
  ] as const;
  for (const [id, parent_id, name, kind, county_id] of units)
    await db
      .insertInto('unit')
      .values({
        id,
        parent_id,
        name,
        short_name: name,
        type: kind,
        county_id,
        object_kind: null,
        opened_on: '2026-01-01',
        closed_on: null,
        sort: 0,
      })
      .execute();
  await db
    .insertInto('person')
    .values(Object.entries(person).map(([name, id]) => ({ id, name, phone: null, note: null })))
    .execute();
  const post = (n: number, person_id: string, unit_id: string, role: string) => ({
    id: at(n),
    person_id,
    unit_id,
    title: '干部',
    role,
    anchor_unit_id: null,
    object_kinds: [],
    leader: false,
    from_day: '2026-01-01',
    to_day: null,
  });
  await db
    .insertInto('post')
    .values([
      post(21, person.系统员, unit.市局, 'systemAdmin'),
      post(22, person.平定员, unit.平定县局, 'countyClerk'),
      post(23, person.盂县员, unit.盂县局, 'countyClerk'),
    ])
    .execute();
  await db
    .updateTable('role')
    .set({ permissions: ['matter.read', 'duty.answer'] })
    .where('key', '=', 'countyClerk')
    .execute();
}

/** Opens a bureau of its own; close it when the test ends. */
export async function openBureau(start = '2026-11-23T09:00:00+08:00') {
  await template(TEMPLATE, async (db) => {
    await prepare(db.adminUrl, [], db.names, db.workerUrl, new Date(start));
    const system = new Database<KernelTables>({ url: db.workerUrl, max: 1 });
    try {
      await seed(system.as(systemMember('seed').actor));
    } finally {
      await system.close();
    }
  });
  setKinds(
    new Map([
      ['matters', { module: 'matters', kind: 'matters', type, server: { table: 'record', present: () => ({}) } }],
    ]),
    [],
  );
  const database = await freshDatabase(TEMPLATE);
  const dir = mkdtempSync(join(tmpdir(), 'anlan-bureau-'));
  let now = new Date(start);
  const clock = { now: () => now };
  const app = new Database<KernelTables>({ url: database.appUrl, max: 8, now: clock.now });
  const system = new Database<KernelTables>({ url: database.workerUrl, max: 8, now: clock.now });
  const store = await openStore(join(dir, 'files'));
  const asSystem = (name = 'test') => makeCtx(system.as(systemMember(name).actor), systemMember(name), clock, store);
  const memberNamed = (name: Name) => resolveMember(asSystem().db, person[name], name, localDay(now));

  return {
    ...database,
    app,
    system,
    store,
    clock,
    dir,
    asSystem,
    memberNamed,
    set: (instant: string) => {
      now = new Date(instant);
    },
    as: async (name: Name): Promise<Ctx> => {
      const me = await memberNamed(name);
      return makeCtx(app.as(me.actor), me, clock, store);
    },
    /** Does `work` in one transaction of somebody's. */
    async deed<R>(ctx: Ctx, work: (ctx: Ctx) => Promise<R>): Promise<R> {
      return ctx.db.transaction().execute((trx) => work(within(ctx, trx)));
    },
    async close() {
      await Promise.all([app.close(), system.close()]);
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
export type Bureau = Awaited<ReturnType<typeof openBureau>>;

/** A matter of a unit comes into being: head, timeline, outbox and audit; gives its id. */
export async function newMatter(ctx: Ctx, unitId: string, title = '事项'): Promise<string> {
  const id = newId(ctx.now);
  await ctx.db
    .insertInto('record')
    .values({
      id,
      module: 'matters',
      kind: 'matters',
      number: null,
      title,
      state: 'open',
      unit_id: unitId,
      object_kind: null,
      occurred_on: ctx.today,
      deadline: null,
      created_by: ctx.me.actor.person,
      created_by_name: ctx.me.name,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute();
  await happens(ctx, id, unitId, 'create');
  return id;
}

/** Something happens to a matter; gives the id of its line in the timeline. */
export const happens = (ctx: Ctx, id: string, unitId: string, action: string): Promise<string> =>
  note(
    ctx,
    { id, module: 'matters', kind: 'matters', unitId },
    { action, from: null, to: 'open', version: 1, said: {} },
  );
