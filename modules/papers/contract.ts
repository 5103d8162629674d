// 文书：文头与字号，签字盖章扫描件自动归档。
import { DESK_ROLES, Id, RecordHead, contract, route } from '@anlan/contract';
import { z } from 'zod';

const words = (most: number) => z.string().trim().max(most, `请在 ${most} 字以内`).nullable().default(null);

/** 文头：留空的按单位名称自动生成；机关代字留空则不编字号。 */
export const Letterhead = z.object({
  mark: words(30).describe('发文机关标志'),
  code: z
    .string()
    .trim()
    .regex(/^[\u4e00-\u9fa5]{2,8}$/, '机关代字是 2 到 8 个汉字，如「阳文旅字」')
    .nullable()
    .default(null)
    .describe('机关代字'),
  sealName: words(30).describe('署名（与印章一致）'),
  printedBy: words(30).describe('印发机关'),
  address: words(60).describe('地址（函）'),
});
export type Letterhead = z.infer<typeof Letterhead>;

/** 一个单位的文头：填写的内容、实际用的内容、下一个字号。 */
export const LetterheadView = z.object({
  unitId: Id,
  unitName: z.string(),
  said: Letterhead,
  shown: z.object({ mark: z.string(), sealName: z.string(), printedBy: z.string() }),
  next: z.string().nullable(),
});
export type LetterheadView = z.infer<typeof LetterheadView>;

/** 扫描件的一页：归到了哪里，或为什么还没有归。 */
export const ScanPage = z.object({
  id: Id,
  fileName: z.string(),
  page: z.int(),
  /** filed now, there before, or waiting for a hand. */
  state: z.enum(['filed', 'before', 'open']),
  code: z.string().nullable(),
  paperPage: z.int().nullable(),
  record: RecordHead.pick({ id: true, module: true, kind: true, title: true, number: true }).nullable(),
  pictureId: Id,
  at: z.iso.datetime({ offset: true }),
});
export type ScanPage = z.infer<typeof ScanPage>;

/** 排版检查查出的一处问题：不符合 GB/T 9704-2012 的哪一条。 */
export const Fault = z.object({
  code: z.string(),
  clause: z.string(),
  message: z.string(),
  where: z.string(),
  at: z.int().nullable(),
  times: z.int(),
});
export type Fault = z.infer<typeof Fault>;

export const papers = contract({
  id: 'papers',
  title: '文书',
  group: '系统',
  permissions: {
    'papers.scan': { label: '归档扫描件', roles: DESK_ROLES },
    'papers.check': { label: '检查公文排版', roles: [...DESK_ROLES, 'bureauLeader'] },
    'papers.letterhead': { label: '设置文头与字号', roles: ['office', 'systemAdmin'] },
  },
  menu: 'papers.scan',
  records: {},
  routes: {
    openScan: route({
      method: 'GET',
      path: '/api/papers/scans/files/:fileId',
      access: 'papers.scan',
      summary: '扫描件页数',
      input: z.object({ fileId: Id }),
      output: z.object({ pages: z.int() }),
    }),
    readScan: route({
      method: 'POST',
      path: '/api/papers/scans',
      access: 'papers.scan',
      summary: '识别并归档一页扫描件',
      input: z.object({ fileId: Id, page: z.int().min(1).max(200) }),
      output: ScanPage,
    }),
    scans: route({
      method: 'GET',
      path: '/api/papers/scans',
      access: 'papers.scan',
      summary: '我的扫描件',
      input: z.object({}),
      output: z.object({ items: z.array(ScanPage) }),
    }),
    fileScan: route({
      method: 'POST',
      path: '/api/papers/scans/:id/file',
      access: 'papers.scan',
      summary: '手工归档一页扫描件',
      input: z.object({ id: Id, recordId: Id.describe('归到') }),
      output: ScanPage,
    }),
    dropScan: route({
      method: 'POST',
      path: '/api/papers/scans/:id/drop',
      access: 'papers.scan',
      summary: '不归档这一页',
      input: z.object({ id: Id }),
      output: z.object({}),
    }),
    check: route({
      method: 'POST',
      path: '/api/papers/check',
      access: 'papers.check',
      summary: '检查公文排版',
      input: z.object({ fileId: Id.describe('公文（.docx）') }),
      output: z.object({ name: z.string(), rules: z.int(), faults: z.array(Fault) }),
    }),
    letterheads: route({
      method: 'GET',
      path: '/api/papers/letterheads',
      access: 'papers.letterhead',
      summary: '文头与字号',
      input: z.object({}),
      output: z.object({ items: z.array(LetterheadView) }),
    }),
    saveLetterhead: route({
      method: 'POST',
      path: '/api/papers/letterheads/:unitId',
      access: 'papers.letterhead',
      summary: '设置文头',
      input: Letterhead.extend({ unitId: Id }),
      output: LetterheadView,
    }),
    setNext: route({
      method: 'POST',
      path: '/api/papers/letterheads/:unitId/next',
      access: 'papers.letterhead',
      summary: '设置下一个字号',
      input: z.object({
        unitId: Id,
        next: z.int('请填写整数').min(1, '序号从 1 开始').max(99999).describe('下一个序号'),
      }),
      output: LetterheadView,
    }),
  },
  facts: {},
});
