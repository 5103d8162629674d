// The demonstration bureau put into an empty store: units, groups, people, posts, leaves and accounts.
import type { Ctx } from '@anlan/kernel/ctx';
import { v5 } from 'uuid';
import { groups, units } from './data/org.ts';
import { leaves, people, posts } from './data/people.ts';

const SPACE = '5b0c4c3e-6a53-4b3a-9a3a-8a8d1f5e2c11';

/** The identity of a unit, person or group of the demonstration, by its key. */
export const demoId = (what: 'unit' | 'person' | 'group' | 'post' | 'absence', key: string) =>
  v5(`${what}:${key}`, SPACE);

/** Units open since before anything happens. */
const SINCE = '2020-01-01';

/** Fills an empty store. `hashes` are the password hashes by account. */
export async function seedDirectory(ctx: Ctx, hashes: ReadonlyMap<string, string>) {
  for (const [sort, u] of units.entries()) {
    const id = demoId('unit', u.key);
    // One by one, parents first: closure and station come from the parent.
    await ctx.db
      .insertInto('unit')
      .values({
        id,
        parent_id: u.parent ? demoId('unit', u.parent) : null,
        name: u.name,
        short_name: u.shortName ?? u.name,
        type: u.type,
        county_id: u.countyId,
        object_kind: u.objectKind ?? null,
        sort,
        opened_on: SINCE,
        closed_on: null,
      })
      .execute();
  }
  const aliases = units.flatMap((u) => (u.aliases ?? []).map((name) => ({ unit_id: demoId('unit', u.key), name })));
  await ctx.db
    .insertInto('unit_alias')
    .values(aliases)
    .onConflict((oc) => oc.doNothing())
    .execute();
  await ctx.db
    .insertInto('unit_group')
    .values(
      groups.map((g, sort) => ({
        id: demoId('group', g.key),
        name: g.name,
        aliases: g.aliases,
        rule: JSON.stringify({ types: g.rule.type ?? [], unitIds: (g.rule.keys ?? []).map((k) => demoId('unit', k)) }),
        sort,
      })),
    )
    .execute();
  await ctx.db
    .insertInto('person')
    .values(people.map((p) => ({ id: demoId('person', p.key), name: p.name, phone: null, note: null })))
    .execute();
  const held = posts.map((p, i) => ({ id: demoId('post', `${p.person}/${p.unit}/${i}`), ...p }));
  await ctx.db
    .insertInto('post')
    .values(
      held.map((p) => ({
        id: p.id,
        person_id: demoId('person', p.person),
        unit_id: demoId('unit', p.unit),
        title: p.title,
        role: p.role,
        anchor_unit_id: p.anchor ? demoId('unit', p.anchor) : null,
        object_kinds: p.objectKinds ?? [],
        leader: p.leader ?? false,
        from_day: p.from,
        to_day: p.to ?? null,
      })),
    )
    .execute();
  const away = leaves(ctx.today).flatMap((l) =>
    held.filter((p) => p.person === l.person).map((p) => ({ ...l, post: p })),
  );
  if (away.length)
    await ctx.db
      .insertInto('absence')
      .values(
        away.map((a) => ({
          id: demoId('absence', `${a.post.id}/${a.from}`),
          post_id: a.post.id,
          from_day: a.from,
          to_day: a.to,
          reason: a.reason,
          stand_in_id: demoId('person', a.standIn),
        })),
      )
      .execute();
  await ctx.db
    .insertInto('account')
    .values(
      [...hashes].map(([login, hash]) => ({
        login,
        hash,
        person_id: demoId('person', people.find((p) => p.account === login)!.key),
        created_at: ctx.now,
      })),
    )
    .execute();
}

/** Every account of the demonstration. */
export const demoAccounts = people.flatMap((p) => p.account ?? []);
