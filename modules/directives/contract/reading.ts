// 识别：扫描件逐页认成文字；认不出的、认得不准的，由人对照原件改。
import { Id, type Verdict, route } from '@anlan/contract';
import { z } from 'zod';

/** How many pages of a scan there are, and how many have been read. */
export const Reading = z.object({ pages: z.int(), read: z.int() }).describe('识别进度');
export type Reading = z.infer<typeof Reading>;

/** Formats whose words came by recognition or by hand: they may be corrected against the picture. */
export const CORRECTABLE = ['scan', 'unread'] as const;
export const correctable = (d: { format: string; door: string }): boolean =>
  d.door === 'own' || CORRECTABLE.some((format) => format === d.format);

type Read = { reading: Reading | null };
const left = ({ reading }: Read): number => (reading ? reading.pages - reading.read : 0);

/** What may be done about the reading of a scan; the work itself ends with `finishReading`, which people do not see. */
export const readingActions = {
  finishReading: {
    label: '识别完成',
    from: 'reading',
    to: 'draft',
    by: 'directives.draft',
    input: z.object({}),
    when: (d: Read): Verdict => left(d) === 0,
  },
  stopReading: {
    label: '停止识别',
    from: 'reading',
    to: 'draft',
    by: 'directives.draft',
    input: z.object({}),
    confirm: '已经识别的页会保留，其余的可以稍后继续识别，或者照原件录入。',
    when: (d: Read): Verdict => left(d) > 0,
  },
  readOn: {
    label: '继续识别',
    from: 'draft',
    to: 'reading',
    by: 'directives.draft',
    input: z.object({}),
    confirm: '全文会按识别结果重新生成，手工修改过的文字会被替换。',
    when: (d: Read): Verdict => left(d) > 0,
  },
} as const;

/** A place in the text that was read with little confidence (0 to 1). */
export const Doubtful = z.object({ at: z.tuple([z.int(), z.int()]), confidence: z.number() });
/** Where the words of a page of the scan begin in the text. */
export const PageStart = z.object({ page: z.int(), from: z.int() });

export const readingRoutes = {
  page: route({
    method: 'GET',
    path: '/api/directives/:id/pages/:page',
    access: 'directives.read',
    summary: '扫描件的一页',
    input: z.object({ id: Id, page: z.coerce.number().int().min(1).max(300) }),
    /** The page as it was read (upright), as a data address. */
    output: z.object({ page: z.int(), image: z.string() }),
  }),
};
