// The ready text of a reminder, to be copied into a chat or a short message: no names of persons, no detail of hazards.
import { type Day, chineseDay, daysBetween } from '@anlan/contract';
import type { Owed } from './contract/shared.ts';

/** What is asked, in words that may leave the building: a clause of a notice is public, anything else is only counted. */
const matter = (o: Pick<Owed, 'title' | 'quotable'>) =>
  o.quotable ? `「${o.title}」` : '一项督办事项（内容请登录查看）';

const when = (due: Day, today: Day) => {
  const days = daysBetween(due, today);
  return days > 0 ? `应于${chineseDay(due)}完成，已逾期${days}天` : `请于${chineseDay(due)}前完成`;
};

const bare = (text: string) => text.replace(/[。；，、\s]+$/u, '');

/** One message for one unit, about all that it owes. */
export function textFor(items: readonly Owed[], note: string, today: Day): string {
  const said = [...new Map(items.map((i) => [`${i.ruleId} ${i.label}`, i])).values()];
  const list = said
    .map((i) => `${matter({ ...i, title: bare(i.title) })}（${i.label}），${when(i.due, today)}`)
    .join('；');
  return `【催办】${items[0]?.unitName ?? ''}：${list}。${note ? `${bare(note)}。` : ''}请尽快办理，办完后在安澜登记；确有困难的，请登录说明原因。`;
}

/** One message for all units. */
export function textForAll(items: readonly Owed[], note: string, today: Day): string {
  const units = [...new Set(items.map((i) => i.unitName))];
  const said = [...new Map(items.map((i) => [`${i.ruleId} ${i.label}`, i])).values()];
  const list = said
    .map((i) => `${matter({ ...i, title: bare(i.title) })}（${i.label}），${when(i.due, today)}`)
    .join('；');
  return `【催办】${list}。尚未完成的单位：${units.join('、')}。${note ? `${bare(note)}。` : ''}请尽快办理，办完后在安澜登记；确有困难的，请登录说明原因。`;
}
