// What a bureau may set: each with its bounds, its group on the page, and the source that it rests on.
import { z } from 'zod';

export const GROUPS = {
  duty: '任务',
  followup: '催办督办',
  notify: '提醒',
  file: '附件',
  ingest: '导入',
  access: '登录',
  audit: '审计',
  storage: '备份与存储',
} as const;
export type SettingGroup = keyof typeof GROUPS;

type Setting<T> = {
  value: T;
  label: string;
  /** 天, 个工作日, MB; shown after the value. */
  unit?: string;
  source: string;
  group: SettingGroup;
  schema: z.ZodType<T>;
  /** Words of the choices, where it is one of a few. */
  choices?: Readonly<Record<string, string>>;
};
const setting = <T>(s: Setting<T>) => s;

const count = (min: number, max: number) =>
  z.number('请填写数字').int('请填写整数').min(min, `不少于 ${min}`).max(max, `不超过 ${max}`);

/** What a new store starts with. */
export const SETTINGS = {
  'duty.soonDays': setting({
    value: 10,
    label: '到期前多久转为将到期',
    unit: '天',
    source: '产品约定：到期前 10 天起提醒',
    group: 'duty',
    schema: count(1, 60),
  }),
  'duty.graceDays': setting({
    value: 15,
    label: '期末后多久内登记算补录',
    unit: '天',
    source: '产品约定：期末后 15 天内登记，按补录认定',
    group: 'duty',
    schema: count(0, 90),
  }),
  'duty.progress': setting<'quarter' | 'half-year' | 'none'>({
    value: 'quarter',
    label: '无量化要求的任务多久填报一次进展',
    source: '产品约定：全年任务按季度；只影响以后登记的通知',
    group: 'duty',
    schema: z.enum(['quarter', 'half-year', 'none']),
    choices: { quarter: '每季度', 'half-year': '每半年', none: '不填报' },
  }),
  'duty.receiptWorkdays': setting({
    value: 2,
    label: '下达后多久内签收',
    unit: '个工作日',
    source: '产品约定：任务下达后 2 个工作日内签收',
    group: 'duty',
    schema: count(1, 30),
  }),
  'followup.remindAfterDays': setting({
    value: 1,
    label: '逾期多久后建议催办',
    unit: '天',
    source: '产品约定：催办、督办、通报三级',
    group: 'followup',
    schema: count(1, 90),
  }),
  'followup.orderAfterDays': setting({
    value: 7,
    label: '催办后多久仍未完成建议督办',
    unit: '天',
    source: '产品约定：催办、督办、通报三级',
    group: 'followup',
    schema: count(1, 90),
  }),
  'followup.circularAfterDays': setting({
    value: 5,
    label: '督办回复期限过后多久建议通报',
    unit: '天',
    source: '产品约定：催办、督办、通报三级',
    group: 'followup',
    schema: count(1, 90),
  }),
  'followup.replyWorkdays': setting({
    value: 5,
    label: '督办单回复期限预填多久',
    unit: '个工作日',
    source: '产品约定：督办单起草时可改',
    group: 'followup',
    schema: count(1, 60),
  }),
  'notify.digestAt': setting({
    value: '08:30',
    label: '工作日几点发每日摘要',
    source: '国办函〔2026〕12号：不频繁推送，每人每天至多一条',
    group: 'notify',
    schema: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按 08:30 的样子填写'),
  }),
  'ingest.startedOn': setting({
    value: '',
    label: '系统启用日期（此前的事可以成批补录为历史；不填则为建库当天）',
    source: '产品约定：历史补录看得见，不算逾期',
    group: 'ingest',
    schema: z.union([z.literal(''), z.iso.date()], '请按 2026-01-01 的样子填写，或不填'),
  }),
  'access.proofMinutes': setting({
    value: 15,
    label: '输入一次动态口令，多久内不再问',
    unit: '分钟',
    source: '产品约定：成批导出个人信息、重置账号、调整权限前核对',
    group: 'access',
    schema: count(1, 60),
  }),
  'access.sessions': setting({
    value: 5,
    label: '一个人同时登录几处',
    unit: '处',
    source: '产品约定：超出时最早的一处退出，并告知本人',
    group: 'access',
    schema: count(1, 20),
  }),
  'access.adminIdleMinutes': setting({
    value: 30,
    label: '管理员多久不操作自动退出',
    unit: '分钟',
    source: '产品约定：系统、安全、审计三类管理员',
    group: 'access',
    schema: count(5, 240),
  }),
  'file.limitMb': setting({
    value: 50,
    label: '单个附件上限',
    unit: 'MB',
    source: '产品约定',
    group: 'file',
    schema: count(1, 500),
  }),
  'audit.rows': setting({
    value: 500,
    label: '审计满多少条就做一次检查点',
    unit: '条',
    source: '产品约定：500 条或 10 分钟，先到为准',
    group: 'audit',
    schema: count(1, 100_000),
  }),
  'audit.minutes': setting({
    value: 10,
    label: '审计最多隔多久做一次检查点',
    unit: '分钟',
    source: '产品约定：500 条或 10 分钟，先到为准',
    group: 'audit',
    schema: count(1, 10),
  }),
  'audit.folder': setting({
    value: '',
    label: '检查点另存一份到哪个文件夹（服务器上另一块盘的完整路径；不填则只存在数据目录）',
    source: '产品约定：检查点留在数据库以外，最好在另一块盘上',
    group: 'audit',
    schema: z
      .string()
      .trim()
      .max(300)
      .regex(/^($|\/|[A-Za-z]:[\\/])/, '请填写以 / 或盘符开头的完整路径，或不填'),
  }),
  'audit.host': setting({
    value: '',
    label: '检查点同时发往哪个地址（另一台主机；不填则不发）',
    source: '产品约定：检查点留在数据库以外，最好在另一台主机上',
    group: 'audit',
    schema: z
      .string()
      .trim()
      .max(500)
      .regex(/^($|https:\/\/[^\s/@]+(\/\S*)?$)/, '请填写以 https:// 开头的完整地址，地址里不带账号，或不填'),
  }),
  'backup.hour': setting({
    value: 2,
    label: '每天几点备份（启动时用 ANLAN_BACKUP 写明了备份目录才备份）',
    unit: '点',
    source: '产品约定：夜间备份',
    group: 'storage',
    schema: count(0, 23),
  }),
  'backup.days': setting({
    value: 7,
    label: '每天的备份保留多久；在这段时间里可以恢复到任一时刻',
    unit: '天',
    source: '产品约定：7 天、4 周、12 个月',
    group: 'storage',
    schema: count(1, 90),
  }),
  'backup.weeks': setting({
    value: 4,
    label: '每周的最后一份备份保留多久',
    unit: '周',
    source: '产品约定：7 天、4 周、12 个月',
    group: 'storage',
    schema: count(0, 60),
  }),
  'backup.months': setting({
    value: 12,
    label: '每月的最后一份备份保留多久',
    unit: '个月',
    source: '产品约定：7 天、4 周、12 个月',
    group: 'storage',
    schema: count(0, 120),
  }),
  'disk.ballastMb': setting({
    value: 64,
    label: '为磁盘写满预留多大空间（重新启动后生效）',
    unit: 'MB',
    source: '产品约定：磁盘写满时释放，供查看和登录使用',
    group: 'storage',
    schema: count(0, 4096),
  }),
};
export type SettingKey = keyof typeof SETTINGS;
export type Settings = { [K in SettingKey]: (typeof SETTINGS)[K]['value'] };
