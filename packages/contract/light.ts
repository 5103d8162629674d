// The six signs of a duty, and the sentence that says why. The only place where a colour is decided.
import { daysBetween, shortDay } from './period.ts';
import type { Day } from './words.ts';

export const LIGHTS = ['done', 'going', 'ahead', 'soon', 'missed', 'none'] as const;
export type Light = (typeof LIGHTS)[number];

export const LIGHT_SIGN: Record<Light, string> = {
  done: '●',
  going: '◐',
  ahead: '○',
  soon: '▲',
  missed: '✕',
  none: '—',
};
export const LIGHT_LABEL: Record<Light, string> = {
  done: '已完成',
  going: '进行中',
  ahead: '未到期',
  soon: '将到期',
  missed: '逾期',
  none: '不适用',
};

/** What is known of one period of one duty: everything else about it is computed. */
export type PeriodFacts = {
  from: Day;
  due: Day;
  /** How many facts the period asks for, and how many count so far. */
  need: number;
  got: number;
  /** Something is under way that does not count yet. */
  begun: boolean;
  /** Why the period is not counted: it lies before the issue, or was waived. */
  excused: string | null;
  /** A counted fact was recorded after the end, within the days of grace: 补录. */
  late: boolean;
  /** A fact waits for approval since it was recorded after the days of grace. */
  pending: boolean;
  /** A deed done after the period makes good what was missed: ✕→补. It never settles. */
  madeGood: boolean;
  /** The first due day, where the period was extended. */
  extendedFrom?: Day | null;
};

/** Days before the due day at which ○ turns to ▲ [setting]. */
export const SOON_DAYS = 10;

/** The sign of a period on a day. `soon` is the setting of that name, in days. */
export function lightOf(p: PeriodFacts, today: Day, soon = SOON_DAYS): Light {
  if (p.got >= p.need) return 'done';
  if (p.excused !== null) return 'none';
  if (today > p.due) return 'missed';
  if (p.got > 0 || p.begun) return 'going';
  return daysBetween(today, p.due) <= soon ? 'soon' : 'ahead';
}

/** `✕→补`, `●补`, or the bare sign. */
export function signOf(p: PeriodFacts, today: Day, soon = SOON_DAYS): string {
  const light = lightOf(p, today, soon);
  if (light === 'missed' && p.madeGood) return '✕→补';
  if (light === 'done' && p.late) return '●补';
  return LIGHT_SIGN[light];
}

/** Why the sign is what it is, in one sentence. */
export function whyLight(p: PeriodFacts, today: Day, soon = SOON_DAYS): string {
  const due = shortDay(p.due, today);
  const moved = p.extendedFrom ? `；经批准延期至 ${due}，原应于 ${shortDay(p.extendedFrom, today)}` : '';
  const count = (p.need > 1 ? `，要求 ${p.need} 次，已有 ${p.got} 次` : '') + moved;
  switch (lightOf(p, today, soon)) {
    case 'none':
      return p.excused ?? '';
    case 'done':
      return p.late ? `已完成（补录）：事情在期内办结，登记晚于 ${due}${count}` : `已完成${count}`;
    case 'missed': {
      const days = daysBetween(p.due, today);
      if (p.pending) return `逾期 ${days} 天，应于 ${due}；已补登记，等待批准认定${count}`;
      if (p.madeGood) return `缺期保留：应于 ${due}，逾期后已补办${count}`;
      return `逾期 ${days} 天，应于 ${due}${count}`;
    }
    case 'going':
      return `进行中，${due} 到期${count}`;
    case 'soon':
      return `还有 ${daysBetween(today, p.due)} 天，${due} 到期${count}`;
    case 'ahead':
      return `未到期，${due} 前完成${count}`;
  }
}

/** Of many lights, the one that a summary shows: what is missed or soon due first; some done and some to come is under way. */
export function worst(lights: readonly Light[]): Light {
  const has = (l: Light) => lights.includes(l);
  if (has('missed')) return 'missed';
  if (has('soon')) return 'soon';
  if (has('going') || (has('done') && has('ahead'))) return 'going';
  return has('ahead') ? 'ahead' : has('done') ? 'done' : 'none';
}
