// 交接单: what is signed by both sides where people sign on paper.
import { chineseDay } from '@anlan/contract';
import type { FormPaper } from '@anlan/kernel/paper';
import type { Handover } from '../contract/handover.ts';

const KIND = { record: '待办', duty: '个人任务', note: '其他' } as const;

/** The sheet of a handover with its items and the three places to sign. */
export const sheet = (h: Handover & { unitId: string; number: string | null }): FormPaper => ({
  form: 'plain',
  unitId: h.unitId,
  title: '工作交接单',
  number: h.number,
  facts: [
    { label: '岗位', value: h.postTitle, wide: true },
    { label: '移交人', value: h.personName },
    { label: '接收人', value: h.successorName },
    { label: '最后任职日', value: chineseDay(h.lastDay) },
    { label: '接任同一岗位', value: h.succeeds ? '是' : '否' },
    ...(h.note ? [{ label: '说明', value: h.note, wide: true }] : []),
  ],
  body: [
    {
      type: 'table',
      caption: '交接事项',
      columns: [
        { label: '序号', width: 1, align: 'center' },
        { label: '类别', width: 2, align: 'center' },
        { label: '事项', width: 8 },
        { label: '期限', width: 3, align: 'center' },
      ],
      rows: h.items.map((i, n) => [String(n + 1), KIND[i.what], i.title, i.due ? chineseDay(i.due) : '']),
    },
  ],
  sign: ['移交人', '接收人', '单位负责人'],
});
