// A clause, a name and a binding in the words of the screen. Pure.
import { type Day, REPEAT_LABEL, chineseDay } from '@anlan/contract';
import type { Clause, Named } from '../../breakdown.ts';

export const REPEAT_WORDS = { ...REPEAT_LABEL, once: '限期完成', standing: '长期要求' } as const;

/** `每季度至少 1 次`, `6月30日前完成`, `长期要求，不计期`. */
export function rhythm(c: Pick<Clause, 'repeat' | 'count' | 'due' | 'binding'>): string {
  if (c.repeat === 'standing') return '长期要求，不计期';
  if (c.binding === 'none') return '只列出，不计期';
  if (c.repeat === 'once')
    return c.due ? `${chineseDay(c.due)}前${c.count > 1 ? `完成 ${c.count} 次` : '完成'}` : '限期未定';
  return `${REPEAT_WORDS[c.repeat]}至少 ${c.count} 次`;
}

/** Who owes, as printed; what was left out is left out here too. */
export function whoWords(c: Pick<Clause, 'who' | 'about'>): string {
  const names = c.who.filter((n) => !n.dropped).map((n) => n.name);
  if (!names.length) return '没有责任单位';
  return `${names.join('、')}${c.about === 'person' ? '的每位班子成员' : ''}`;
}

export type Bindings = readonly { kind: string; label: string; from: string }[];
export const bindingWords = (kind: string, all: Bindings) => all.find((b) => b.kind === kind)?.label ?? kind;

/** A day, or that it is wanting. */
export const dayWords = (day: Day | null) => (day ? chineseDay(day) : '未填');

/** What a name was matched to, for its chip. */
export function matchWords(n: Named, directory: ReadonlyMap<string, string>): string | null {
  if (n.dropped) return '不计入';
  const id = n.unitId ?? n.groupId;
  return id ? (directory.get(id) ?? '已对应') : null;
}
