// What stands on the papers of a visit: the record with places to sign, and the letter that carries its advice.
import { Problem, chineseDay } from '@anlan/contract';
import type { FormPaper, OfficialPaper } from '@anlan/kernel/paper';
import type { Full } from '@anlan/kernel/record';
import { HOW, WAYS, type visits } from '../contract.ts';

type Shown = Full<typeof visits.records.visits>;

const none = (text: string) => text || '无';

/** 调研记录: each leader signs, the visited unit too. */
export function recordPaper(v: Shown): FormPaper {
  const who = v.leaders.map((l) => `${l.name}（${l.unitName}${l.title}）`).join('、');
  return {
    form: 'plain',
    unitId: v.unitId,
    title: `${v.mannerText}记录`,
    number: v.number,
    facts: [
      { label: '日期', value: chineseDay(v.visitedOn) },
      { label: '方式', value: v.mannerText },
      { label: '领导', value: who, wide: true },
      { label: '到了哪里', value: v.placesText, wide: true },
      { label: '随行人员', value: none(v.companions.join('、')), wide: true },
      { label: '了解到的情况', value: v.learnt, wide: true },
      ...(v.manner === 'inspection' ? [{ label: '现场要求', value: none(v.requirements), wide: true }] : []),
      {
        label: '看到的危险',
        value: none(v.dangers.map((d) => `${d.unitName}：${d.text}（${WAYS[d.way]}）`).join('；')),
        wide: true,
      },
      { label: '后续跟进', value: none(v.followUp), wide: true },
      {
        label: '确认',
        value: v.leaders
          .map((l) =>
            l.confirmedOn
              ? `${l.name}${l.how === 'self' ? '本人' : l.how ? HOW[l.how] : ''}，${chineseDay(l.confirmedOn)}`
              : `${l.name}待确认`,
          )
          .join('；'),
        wide: true,
      },
    ],
    sign: [...v.leaders.map((l) => `${l.name}（签字）`), '所到单位（签字或盖章）'],
  };
}

/** 提示函: only where a visit left advice. @throws 409 `no-advice` */
export function advicePaper(v: Shown): OfficialPaper {
  const advice = v.dangers.filter((d) => d.way === 'advice');
  if (!advice.length)
    throw new Problem('no-advice', 409, '这次调研检查没有提示，不需要提示函。看到危险的，请先点「补充提示」。');
  const to = [...new Set(advice.map((d) => d.unitName))];
  const went = `${chineseDay(v.visitedOn)}，${v.leaders.map((l) => `${l.unitName}${l.title}${l.name}`).join('、')}到${v.placesText}开展${v.mannerText}，看到以下情况可能危及安全，现予提示：`;
  return {
    form: 'official',
    kind: '函',
    unitId: v.unitId,
    number: null,
    title: `关于提示${to.length === 1 ? to[0] : '有关单位'}安全事项的函`,
    to,
    body: [
      { type: 'text', text: went },
      ...advice.map((d, i) => ({
        type: 'text' as const,
        text: `${i + 1}．${to.length > 1 ? `${d.unitName}：` : ''}${d.text}${/[。！？]$/.test(d.text) ? '' : '。'}`,
      })),
      { type: 'text', text: '请结合实际研究处理，并将处理情况函复。本提示不作为检查结论，不要求另报材料。' },
    ],
    date: null,
    note: `调研检查记录编号：${v.number ?? ''}`,
  };
}
