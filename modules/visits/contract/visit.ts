// The words of a visit: who went, in what manner, where to, what was learnt, and which dangers were seen.
import { Day, Files, Id, RecordedFor } from '@anlan/contract';
import { z } from 'zod';

/** 调研、服务指导不挑毛病、不下要求；督导检查才可提要求。 */
export const MANNERS = { research: '调研', guidance: '服务指导', inspection: '督导检查' } as const;
/** 由他人登记时，领导本人怎样确认过。 */
export const HOW = { phone: '电话告知', paper: '纸质签字', inPerson: '当面告知' } as const;
/** 发现危险时只有两条路：提示所到单位，或建议安全监管科检查。 */
export const WAYS = { advice: '提示', check: '建议检查' } as const;

export const How = z.enum(['phone', 'paper', 'inPerson']);

/** A leader as he is named: by the post in which he went. `how` says how he confirmed to whoever records for him. */
export const LeaderSaid = z.object({
  postId: Id.describe('领导'),
  how: How.nullable().default(null).describe('确认方式').meta({ labels: HOW }),
});

/** 一位同行领导；本人确认之前，这次调研不计入他的任务。 */
export const Leader = z.object({
  postId: Id,
  personId: Id,
  name: z.string().describe('姓名'),
  title: z.string().describe('职务'),
  unitId: Id,
  unitName: z.string().describe('单位'),
  /** `self` where he recorded or confirmed by himself; null while he has not. */
  how: z.enum(['self', ...How.options]).nullable(),
  confirmedOn: Day.nullable().describe('确认日期'),
  /** Who took it down for him, where somebody did. */
  byName: z.string().nullable(),
});
export type Leader = z.infer<typeof Leader>;

export const Place = z.object({ unitId: Id, unitName: z.string().describe('单位') });
export type Place = z.infer<typeof Place>;

export const DangerSaid = z.object({
  unitId: Id.nullable().default(null).describe('所在单位'),
  way: z.enum(['advice', 'check']).describe('处理').meta({ labels: WAYS }),
  text: z
    .string()
    .trim()
    .min(4, '请写明看到了什么危险')
    .max(500, '请控制在 500 字以内')
    .describe('看到的危险')
    .meta({ long: true }),
});
export type DangerSaid = z.output<typeof DangerSaid>;

/** 一处危险：提示由所到单位答复；建议检查送安全监管科。 */
export const Danger = z.object({
  id: Id,
  unitId: Id.nullable(),
  unitName: z.string().describe('所在单位'),
  way: DangerSaid.shape.way,
  text: z.string().describe('看到的危险'),
  answer: z.string().nullable().describe('答复'),
  answeredOn: Day.nullable().describe('答复日期'),
  answeredByName: z.string().nullable(),
  answeredFor: RecordedFor.nullable(),
});
export type Danger = z.infer<typeof Danger>;

const name = z.string().trim().min(1, '请填写姓名').max(20, '姓名请在 20 字以内');
const note = (most: number) => z.string().trim().max(most, `请控制在 ${most} 字以内`);

/** What is arranged before anybody goes. */
export const Plan = z.object({
  visitedOn: Day.describe('日期'),
  manner: z.enum(['research', 'guidance', 'inspection']).describe('方式').meta({ labels: MANNERS }),
  leaders: z.array(LeaderSaid).min(1, '请选择去的领导').max(10, '一次最多登记 10 位领导').describe('领导'),
  placeUnitIds: z.array(Id).max(20, '一次最多登记 20 处').describe('到了哪里'),
  elsewhere: note(100).describe('名录外的地点'),
});

/** What is known afterwards. */
export const Outcome = z.object({
  companions: z.array(name).max(50).describe('随行人员'),
  learnt: note(3000).min(4, '请用几句话写明了解到的情况').describe('了解到的情况'),
  requirements: note(2000).describe('现场要求'),
  followUp: note(1000).describe('后续跟进'),
});

export const Told = Plan.extend({
  placeUnitIds: Plan.shape.placeUnitIds.default([]).describe('到了哪里'),
  elsewhere: Plan.shape.elsewhere.default('').describe('名录外的地点'),
  companions: Outcome.shape.companions.default([]).describe('随行人员'),
  learnt: Outcome.shape.learnt,
  requirements: Outcome.shape.requirements.default('').describe('现场要求'),
  followUp: Outcome.shape.followUp.default('').describe('后续跟进'),
  dangers: z.array(DangerSaid).max(20).default([]).describe('看到的危险'),
  files: Files.default([]).describe('照片、签字页').meta({ help: '照片可以不附。附上的照片会去掉拍摄位置。' }),
  makesGoodId: Id.nullable().default(null).describe('补办期次'),
});
export type Told = z.output<typeof Told>;

/** The body that readers get; the unit stands in the head. */
export const Visit = Plan.pick({ visitedOn: true, manner: true }).extend({
  ...Outcome.shape,
  learnt: z.string().describe('了解到的情况'),
  elsewhere: z.string(),
  leaders: z.array(Leader).describe('领导'),
  places: z.array(Place).describe('到了哪里'),
  dangers: z.array(Danger).describe('看到的危险'),
  /** Units to which the record is shown beside those of the unit that keeps it. */
  shownTo: z.array(Id),
  makesGoodId: Id.nullable(),
  makesGoodLabel: z.string().nullable().describe('补办期次'),
  mannerText: z.string().describe('方式'),
  leadersText: z.string().describe('领导'),
  placesText: z.string().describe('到了哪里'),
  waitingText: z.string().describe('待本人确认'),
});
export type Visit = z.output<typeof Visit>;
