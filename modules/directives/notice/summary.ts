// Tells a person in a terminal what a notice asks for.
import type { Notice, Recurrence } from './schema.ts';

const KINDS: Record<Notice['kind'], string> = {
  tasking: '部署任务',
  plan: '方案计划',
  forwarding: '转发',
  circular: '通报',
  arrangement: '安排',
  other: '其他',
};
export const PERIODS: Record<Recurrence, string> = {
  day: '每天',
  week: '每周',
  month: '每月',
  quarter: '每季度',
  'half-year': '每半年',
  year: '每年',
  once: '一次',
  standing: '经常',
};

/** Readable text in Chinese, ending with a line feed. */
export function summary(notice: Notice): string {
  const lines = [notice.title ?? '（没有找到标题）'];
  const facts = [notice.docNumber, notice.issuer, notice.date, KINDS[notice.kind]].filter((f) => f !== null);
  lines.push(facts.join('　'));
  if (notice.recipients.length > 0) lines.push(`主送：${notice.recipients.join('、')}`);
  lines.push('', `任务 ${notice.tasks.length} 项`);
  for (const t of notice.tasks) {
    const due = t.due === null ? '' : `（${t.due}）`;
    const units = t.responsible.map((u) => (u === t.lead ? `${u}（牵头）` : u)).join('、');
    lines.push(
      `${t.no}　${t.title}　〔${t.deadlineText === '' ? '未写时限' : t.deadlineText}${due}　${PERIODS[t.recurrence]}〕`,
      `　　责任单位：${units === '' ? '未点名' : units}`,
    );
  }
  const counted = notice.duties.filter((d) => d.period !== 'standing');
  lines.push('', `可计量的要求 ${counted.length} 条，经常性要求 ${notice.duties.length - counted.length} 条`);
  for (const d of counted) {
    const when = [PERIODS[d.period], d.count === null ? '' : `${d.count} 次`, d.due ?? '']
      .filter((w) => w !== '')
      .join(' ');
    lines.push(`${d.task ?? '全文'}　${when}　${d.text}　〔${d.who.length === 0 ? '未点名' : d.who.join('、')}〕`);
  }
  lines.push('', notice.lint.length === 0 ? '没有需要核对的地方。' : `需要核对 ${notice.lint.length} 处`);
  for (const l of notice.lint) lines.push(`· ${l.message}`);
  return lines.join('\n') + '\n';
}
