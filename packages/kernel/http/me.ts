// Who I am, as the desk needs it to draw itself.
import type { Me } from '@anlan/contract';
import { type Ctx, localIso } from '../ctx/index.ts';
import { presentUnit } from '../org/index.ts';
import type { Kernel } from './kernel.ts';

export async function describeMe(kernel: Kernel, ctx: Ctx): Promise<Me> {
  const own = ctx.me.actor.own;
  const rows = own.length
    ? await ctx.db
        .selectFrom('unit')
        .selectAll()
        .where('id', 'in', [...own])
        .execute()
    : [];
  const units = own.flatMap((id) => rows.filter((u) => u.id === id).map(presentUnit));
  return {
    personId: ctx.me.personId,
    name: ctx.me.name,
    account: ctx.me.account,
    unit: units[0] ?? null,
    units,
    posts: ctx.me.held.map((h) => ({ title: h.title, unitName: h.unitName, standInFor: h.standInFor })),
    may: [...ctx.me.may],
    menu: kernel.servers
      .filter(({ contract: { menu, records } }) =>
        menu ? ctx.me.may.has(menu) : Object.values(records).some((r) => ctx.me.may.has(r.read)),
      )
      .map((s) => ({ module: s.contract.id, title: s.contract.title, group: s.contract.group })),
    today: ctx.today,
    now: localIso(ctx.now),
    demo: kernel.demo,
    mustChange: ctx.me.mustChange === true,
    mustEnrol: ctx.me.mustEnrol === true,
  };
}
