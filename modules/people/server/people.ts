// One person as the page shows it, and the writes that begin with a person.
import { type Day, missing, stateLabel } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { givePost, keepsPeople, notesOf, putPerson } from '@anlan/kernel/org';
import { sql } from 'kysely';
import { handoverLife } from '../contract/handover.ts';
import type { PersonPage } from '../contract/person.ts';
import { absencesOf } from './absences.ts';
import { phoneFor } from './roster.ts';

type PostRow = {
  id: string;
  unit_id: string;
  unit_name: string;
  county_id: number;
  station_id: string | null;
  title: string;
  leader: boolean;
  role: string;
  role_label: string | null;
  anchor_unit_id: string | null;
  anchor_name: string | null;
  object_kinds: string[];
  from_day: Day;
  to_day: Day | null;
};

/** @throws 404 for somebody the reader knows nothing of. */
export async function personPage(ctx: Ctx, id: string): Promise<PersonPage> {
  const [person, posts, absences, notes, handovers, account] = await Promise.all([
    ctx.db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst(),
    sql<PostRow>`
      select p.*, u.short_name as unit_name, u.county_id, u.station_id, role.label as role_label, a.short_name as anchor_name
        from post p join unit u on u.id = p.unit_id left join role on role.key = p.role left join unit a on a.id = p.anchor_unit_id
       where p.person_id = ${id}::uuid order by p.to_day desc nulls first, p.leader desc, u.sort`
      .execute(ctx.db)
      .then((r) => r.rows),
    absencesOf(ctx, id),
    notesOf(ctx, { personId: id }),
    handoversOf(ctx, id),
    ctx.me.may.has('org.accounts')
      ? ctx.db.selectFrom('account').select(['login', 'disabled']).where('person_id', '=', id).executeTakeFirst()
      : null,
  ]);
  if (!person) throw missing();
  const places = posts.map((p) => ({ id: p.unit_id, county_id: p.county_id, station_id: p.station_id }));
  const own = id === ctx.me.personId;
  const [first] = places;
  return {
    id,
    name: person.name,
    phone: own ? person.phone : first ? bestPhone(ctx, person.phone, places) : null,
    note: person.note,
    posts: posts.map((p, i) => ({
      id: p.id,
      unitId: p.unit_id,
      unitName: p.unit_name,
      title: p.title,
      leader: p.leader,
      role: p.role,
      roleLabel: p.role_label ?? p.role,
      anchorUnitId: p.anchor_unit_id,
      anchorName: p.anchor_name,
      objectKinds: p.object_kinds,
      fromDay: p.from_day,
      toDay: p.to_day,
      mayKeep: keepsPeople(ctx, places[i]!) && (p.to_day === null || p.to_day >= ctx.today),
    })),
    absences,
    handovers,
    notes,
    account: account ?? null,
    may: {
      keep: places.some((p) => keepsPeople(ctx, p)),
      own,
      accounts: ctx.me.may.has('org.accounts'),
      rights: ctx.me.may.has('org.roles') && !own,
    },
  };
}

/** Whole where the reader is near one of the posts. */
function bestPhone(ctx: Ctx, phone: string | null, places: Parameters<typeof phoneFor>[2][]) {
  const seen = places.map((p) => phoneFor(ctx, phone, p));
  return seen.find((s) => s === phone) ?? seen[0] ?? null;
}

/** Handovers from or to this person that the reader may see. */
async function handoversOf(ctx: Ctx, personId: string) {
  if (!ctx.me.may.has('people.handover')) return [];
  const { rows } = await sql<{ id: string; title: string; state: keyof typeof handoverLife.states }>`
    select r.id, r.title, r.state from handover h join record r on r.id = h.id
     where h.person_id = ${personId}::uuid or h.successor_id = ${personId}::uuid order by r.created_at desc limit 20`.execute(
    ctx.db,
  );
  return rows.map((r) => ({ id: r.id, title: r.title, stateLabel: stateLabel(handoverLife.states[r.state]) }));
}

/** A new person with the first post, in one go. */
export async function createPerson(
  ctx: Ctx,
  input: { unitId: string; name: string; title: string; leader: boolean; fromDay: Day; phone: string; note: string },
): Promise<string> {
  const { unitId, name, title, leader, fromDay } = input;
  const id = await putPerson(ctx, { name, phone: input.phone || null, note: input.note || null });
  await givePost(ctx, { personId: id, unitId, title, leader, fromDay });
  return id;
}

/**
 * Another name, phone or note; of oneself the phone alone, for those who keep nobody.
 * @throws 404 for somebody unknown; 403 `person-elsewhere` or by row security for people of others.
 */
export async function editPerson(
  ctx: Ctx,
  { id, name, phone, note }: { id: string; name: string; phone: string; note: string },
): Promise<string> {
  const was = await ctx.db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
  if (!was) throw missing();
  const keeps = ctx.me.may.has('org.people');
  return putPerson(ctx, {
    id,
    name: keeps ? name : was.name,
    phone: phone || null,
    note: keeps ? note || null : was.note,
  });
}
