// From a person to a scope: the only place that reads posts and absences to say what someone sees and may do.
import { sql, type Kysely } from 'kysely';
import type { Day } from '@anlan/contract';
import type { Held, KernelTables, Member } from '../ctx/index.ts';

type PostRow = {
  post_id: string;
  unit_id: string;
  unit_name: string;
  title: string;
  role: string;
  leader: boolean;
  anchor_id: string;
  anchor_type: string;
  anchor_county: number;
  object_kinds: string[];
  permissions: string[];
  stand_in_for: string | null;
};

/** Posts held on `today`: one's own, and those of people away whose stand-in one is (AB角). */
const postsOf = (db: Kysely<KernelTables>, personId: string, today: Day) =>
  sql<PostRow>`
    select p.id as post_id, p.unit_id, u.name as unit_name, p.title, p.role, p.leader, a.id as anchor_id, a.type as anchor_type,
           a.county_id as anchor_county, p.object_kinds, coalesce(r.permissions, '{}') as permissions,
           case when p.person_id <> ${personId}::uuid then o.name end as stand_in_for
      from post p
      join unit u on u.id = p.unit_id
      join unit a on a.id = coalesce(p.anchor_unit_id, p.unit_id)
      join person o on o.id = p.person_id
      left join role r on r.key = p.role
     where p.from_day <= ${today}::date and (p.to_day is null or p.to_day >= ${today}::date)
       and (p.person_id = ${personId}::uuid
         or exists (select 1 from absence b where b.post_id = p.id and b.stand_in_id = ${personId}::uuid
                    and ${today}::date between b.from_day and b.to_day))
     order by (p.person_id <> ${personId}::uuid), p.leader desc, u.sort`.execute(db);

/**
 * Resolves who someone is today. Anchored at the root one sees every county; at a county, that county; at a station, the
 * station; elsewhere the unit and what lies below it. Object kinds add the sectoral line.
 */
export async function resolveMember(
  db: Kysely<KernelTables>,
  personId: string,
  account: string,
  today: Day,
): Promise<Member> {
  const [posts, person] = await Promise.all([
    postsOf(db, personId, today).then((r) => r.rows),
    db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow(),
  ]);
  const counties = new Set<number>();
  const stations = new Set<string>();
  const units = new Set<string>(posts.map((p) => p.unit_id));
  for (const p of posts) {
    if (p.anchor_type === 'bureau')
      for (const c of await db.selectFrom('unit').select('county_id').distinct().execute()) counties.add(c.county_id);
    else if (p.anchor_type === 'county') counties.add(p.anchor_county);
    else {
      if (p.anchor_type === 'township') stations.add(p.anchor_id);
      for (const d of await db
        .selectFrom('unit_closure')
        .select('descendant')
        .where('ancestor', '=', p.anchor_id)
        .execute())
        units.add(d.descendant);
    }
  }
  const held: Held[] = posts.map((p) => ({
    postId: p.post_id,
    unitId: p.unit_id,
    unitName: p.unit_name,
    title: p.title,
    role: p.role,
    leader: p.leader,
    standInFor: p.stand_in_for,
  }));
  return {
    personId,
    name: person.name,
    account,
    held,
    may: new Set(posts.flatMap((p) => p.permissions)),
    actor: {
      person: personId,
      name: person.name,
      own: [...new Set(posts.map((p) => p.unit_id))],
      counties: [...counties],
      stations: [...stations],
      units: [...units],
      kinds: [...new Set(posts.flatMap((p) => p.object_kinds))],
    },
  };
}
