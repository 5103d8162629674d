// One record, several units: each is let in, told, and confirms for itself before it counts.
import { type Day, type Joint, Problem, chineseDay } from '@anlan/contract';
import { showTo } from '../access/grant.ts';
import type { Ctx } from '../ctx/index.ts';
import { peopleWith, tell } from '../notify/tell.ts';
import { needUnit } from '../org/index.ts';

type JointWords<News extends string> = {
  module: string;
  kind: string;
  /** The permission of those who hear of it in the units. */
  may: string;
  /** What whoever names the host beside itself is told, and what stands at the field. */
  withHost: { message: string; field: string };
  news: Record<News, { title: string; body: string }>;
};

/** How records of one kind are shared with the units that take part; the kind brings its words. */
export const jointly = <News extends string>({ module, kind, may, withHost, news }: JointWords<News>) => ({
  /**
   * The units named beside the host, with the confirmations already given.
   * @throws 400 `joint-self` for the host itself, `unit-unknown`; 409 `joint-confirmed` when one that confirmed is left out.
   */
  async jointWith(
    ctx: Ctx,
    unitId: string,
    unitIds: readonly string[],
    before: readonly Joint[] = [],
  ): Promise<Joint[]> {
    if (unitIds.includes(unitId))
      throw new Problem('joint-self', 400, withHost.message, {
        fields: [{ path: 'jointUnitIds', message: withHost.field }],
      });
    const lost = before.find((j) => j.confirmedOn && !unitIds.includes(j.unitId));
    if (lost)
      throw new Problem(
        'joint-confirmed',
        409,
        `${lost.unitName}已经确认参加，不能去掉。确实登记错的，请作废后重新登记。`,
      );
    const joint: Joint[] = [];
    for (const id of new Set(unitIds))
      joint.push(
        before.find((j) => j.unitId === id) ?? {
          unitId: id,
          unitName: (await needUnit(ctx, id)).shortName,
          confirmedOn: null,
          attendees: [],
        },
      );
    return joint;
  },

  /** Lets newly named units see the record, and those left out no longer. */
  letIn: (ctx: Ctx, id: string, now: readonly Joint[], before: readonly Joint[] = []) =>
    showTo(ctx, id, now.map(unitOf), before.map(unitOf)),

  /** Tells those who record in the units; the same news reaches a person once. */
  async tellJoint(
    ctx: Ctx,
    what: News,
    { id, title, heldOn }: { id: string; title: string; heldOn: Day },
    joint: readonly Joint[],
  ) {
    if (!joint.length) return;
    await tell(ctx, {
      people: await peopleWith(ctx, joint.map(unitOf), may),
      title: `${news[what].title}：${title}`,
      body: `${chineseDay(heldOn)}。${news[what].body}`,
      record: { id, module, kind },
      cause: `${module}.${what}:${id}:${heldOn}`,
    });
  },
});

const unitOf = (j: Joint) => j.unitId;
