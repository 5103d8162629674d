// Where a visit went: units of the directory, each of which gets the record to see, and places that stand in no directory.
import { chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import type { Leader, Place, Told } from '../contract.ts';
import { refuse } from './refuse.ts';

/**
 * The places as told, and the units to which the record is shown beside the one that keeps it: the places, the bureau above a
 * venue, and the units of leaders who came along.
 * @throws 400 `place-missing`, `place-unknown`, `place-closed`, `place-own`
 */
export async function placesOf(
  ctx: Ctx,
  said: Pick<Told, 'visitedOn' | 'placeUnitIds' | 'elsewhere'>,
  leaders: readonly Leader[],
  keeper: string,
): Promise<{ places: Place[]; shownTo: string[] }> {
  const ids = [...new Set(said.placeUnitIds)];
  if (!ids.length && !said.elsewhere)
    throw refuse('place-missing', 400, 'placeUnitIds', '请选择到了哪里；名录里没有的，请写在「名录外的地点」里。');
  const rows = ids.length ? await ctx.db.selectFrom('unit').selectAll().where('id', 'in', ids).execute() : [];
  const units = ids.map((id) => {
    const u = rows.find((r) => r.id === id);
    if (!u)
      throw refuse('place-unknown', 400, 'placeUnitIds', '没有找到选中的地点，请重新选择，或写在「名录外的地点」里。');
    if (u.closed_on !== null && u.closed_on <= said.visitedOn)
      throw refuse(
        'place-closed',
        400,
        'placeUnitIds',
        `${u.short_name}已于${chineseDay(u.closed_on)}撤销，请选择承接它的单位，或核对日期。`,
      );
    if (leaders.some((l) => l.unitId === id))
      throw refuse('place-own', 400, 'placeUnitIds', `${u.short_name}是领导自己的单位，下基层请选择所到的基层单位。`);
    return u;
  });
  const above = units.flatMap((u) => (u.type === 'venue' && u.parent_id ? [u.parent_id] : []));
  const shownTo = [...new Set([...ids, ...above, ...leaders.map((l) => l.unitId)])].filter((u) => u !== keeper);
  return { places: units.map((u) => ({ unitId: u.id, unitName: u.short_name })), shownTo };
}
