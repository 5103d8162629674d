// A small notice put in force, as the ground of the stories about what happens to duties afterwards.
import type { PeriodView, RecordView } from '@anlan/contract';
import { deskRoutes } from '@anlan/contract';
import type { Person, World } from '@anlan/kernel/testing';
import { demoId, world } from '../../test/world.ts';
import { type Directive, directives } from './contract.ts';
import type { Breakdown } from './breakdown.ts';

export const ISSUED_ON = '2026-09-21';

const NOTICE = `阳泉市文化和旅游局文件

阳文旅字〔2026〕35号

关于抓好四季度文旅安全工作的通知

各县（区）文化和旅游局、局属各单位：

现将有关工作通知如下：

一、工作任务

1、抓好理论学习。各县（区）文旅局、局属各单位每季度至少组织一次安全生产专题学习，做到有计划、有记录。

2、健全工作制度。11月30日前，各县（区）文旅局、局属各单位印发隐患排查治理制度。

3、压实领导责任。各县（区）文旅局每月至少检查一次安全生产工作。

阳泉市文化和旅游局

2026年9月21日
`;

export class Story {
  readonly w: World;
  constructor(w: World) {
    this.w = w;
  }
  static open = async () => new Story(await world(ISSUED_ON));

  as = (account: string): Promise<Person> => this.w.as(account);

  /** Registers, answers every doubt, lets `change` shape the paper, and puts it in force. */
  async issue(text = NOTICE, change: (b: Breakdown) => Breakdown = (b) => b) {
    const d = await this.draft(text, change);
    return this.sign(d);
  }

  async draft(text: string, change: (b: Breakdown) => Breakdown = (b) => b) {
    const anjian = await this.as('anjian');
    const d = await anjian.call(directives.routes.register, { text });
    const { breakdown, version } = await anjian.call(directives.routes.draft, { id: d.id });
    await anjian.call(directives.routes.save, {
      id: d.id,
      version,
      breakdown: change({
        ...breakdown,
        clauses: breakdown.clauses.map((c) => ({ ...c, accepted: true })),
        doubts: breakdown.doubts.map((x) => ({ ...x, answer: '已核对' })),
      }),
    });
    return d;
  }

  async sign(d: RecordView<Directive>) {
    await (await this.as('anjian')).act(d, 'propose');
    const issued = await (await this.as('juzhang')).act<Directive>(d, 'instruct');
    await this.w.settle();
    return issued;
  }

  async rule(id: string, word: string): Promise<string> {
    const { clauses } = await (await this.as('anjian')).call(directives.routes.living, { id });
    return clauses.find((c) => c.text.includes(word))!.ruleId;
  }

  /** The periods of a rule that one unit owes, in time. */
  async periods(ruleId: string, unit: string): Promise<PeriodView[]> {
    const anjian = await this.as('anjian');
    return (await anjian.call(deskRoutes.owed, { ruleId, unitId: demoId('unit', unit) })).items;
  }

  async period(ruleId: string, unit: string, key: string): Promise<PeriodView> {
    return (await this.periods(ruleId, unit)).find((p) => p.key === key)!;
  }

  /** A venue of a county, by its place in the directory. */
  async venues(countyId: number, n: number): Promise<string[]> {
    const rows = await this.w.system.db
      .selectFrom('unit')
      .select('id')
      .where('type', '=', 'venue')
      .where('county_id', '=', countyId)
      .orderBy('sort')
      .limit(n)
      .execute();
    return rows.map((r) => r.id);
  }
}

/** A study of a unit on a day. */
export const sitting = (unit: string, heldOn: string, more: object = {}) => ({
  unitId: demoId('unit', unit),
  title: '学习安全生产重要论述',
  heldOn,
  place: '三楼会议室',
  host: '主要负责人',
  agenda: [{ title: '领学安全生产法', kind: 'study' as const }],
  materials: [],
  attendees: ['联络员'],
  absent: [],
  minutes: '',
  jointUnitIds: [],
  files: [],
  ...more,
});
