// The leaders of a visit: named by the post in which they went, and each confirmed in a way of his own.
import { chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import type { Leader, Told } from '../contract.ts';
import { refuse } from './refuse.ts';

/** The leading posts as they were held on `day`. @throws 400 `leader-unknown`, `not-leader`, `leader-twice` */
async function postsOn(ctx: Ctx, postIds: readonly string[], day: string) {
  const rows = await ctx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .selectAll('post')
    .select(['person.name', 'unit.short_name'])
    .where('post.id', 'in', [...postIds])
    .execute();
  const found = postIds.map((id) => rows.find((r) => r.id === id));
  const seen = new Map<string, string>();
  return found.map((p) => {
    if (!p) throw refuse('leader-unknown', 400, 'leaders', '没有找到选中的领导，请重新选择。');
    if (!p.leader || p.from_day > day || (p.to_day !== null && p.to_day < day))
      throw refuse(
        'not-leader',
        400,
        'leaders',
        `${p.name}在${chineseDay(day)}不是${p.short_name}的班子成员，请从班子成员中选择；随行的，请写在随行人员里。`,
      );
    if (seen.has(p.person_id))
      throw refuse(
        'leader-twice',
        400,
        'leaders',
        `${p.name}选了两次。一次调研只按一个职务计入，请留下与这次调研有关的职务。`,
      );
    seen.set(p.person_id, p.id);
    return p;
  });
}

/**
 * The leaders as told, each with his confirmation: he who records confirms by himself; of one's own unit's leaders one may say how
 * they confirmed; leaders of other units confirm for themselves. `before` keeps what was confirmed already.
 * @throws 400 as above, and `not-yours`, `signed-page` (nothing attached that shows the signature); 409 `leader-confirmed`
 */
export async function leadersOf(
  ctx: Ctx,
  said: { visitedOn: string; leaders: Told['leaders'] },
  signed: boolean,
  before: readonly Leader[] = [],
): Promise<Leader[]> {
  const lost = before.find((b) => b.confirmedOn && !said.leaders.some((l) => l.postId === b.postId));
  if (lost)
    throw refuse(
      'leader-confirmed',
      409,
      'leaders',
      `${lost.name}已经确认，不能去掉。确实登记错的，请作废后重新登记。`,
    );
  const ids = said.leaders.map((l) => l.postId);
  const posts = await postsOn(ctx, ids, said.visitedOn);
  const keeper = keeperOf(
    ctx,
    posts.map((p) => p.unit_id),
  );
  return posts.map((p, i) => {
    const known = before.find((b) => b.postId === p.id && b.confirmedOn);
    if (known) return known;
    const leader = {
      postId: p.id,
      personId: p.person_id,
      name: p.name,
      title: p.title,
      unitId: p.unit_id,
      unitName: p.short_name,
    };
    const how = said.leaders[i]!.how;
    if (p.person_id === ctx.me.personId) return confirmed(ctx, leader, 'self');
    if (!how) return { ...leader, how: null, confirmedOn: null, byName: null };
    if (p.unit_id !== keeper)
      throw refuse('not-yours', 400, 'leaders', `${p.name}是${p.short_name}的领导，由本人确认，请选「待本人确认」。`);
    return vouched(ctx, leader, how, signed);
  });
}

type Named = Omit<Leader, 'how' | 'confirmedOn' | 'byName'>;

export const confirmed = (ctx: Ctx, leader: Named, how: NonNullable<Leader['how']>): Leader => ({
  ...leader,
  how,
  confirmedOn: ctx.today,
  byName: how === 'self' ? null : ctx.me.name,
});

/** Confirmed by the word of whoever records. @throws 400 `signed-page` */
export function vouched(ctx: Ctx, leader: Named, how: Exclude<Leader['how'], 'self' | null>, signed: boolean): Leader {
  if (how === 'paper' && !signed)
    throw refuse('signed-page', 400, 'files', `${leader.name}在纸上签字确认的，请附上签字页的照片或扫描件。`);
  return confirmed(ctx, leader, how);
}

/** The unit that keeps the record: mine where one of the leaders is of mine, else the first leader's. */
export function keeperOf(ctx: Ctx, unitIds: readonly string[]): string {
  return unitIds.find((u) => ctx.me.actor.own.includes(u)) ?? unitIds[0]!;
}
