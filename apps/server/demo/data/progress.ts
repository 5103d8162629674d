// The quarterly progress sentences of every task and responsible unit.
import { addDays, officeTime, pick, type Span } from './calendar.ts';
import type { Act } from './acts.ts';
import { resolve, type DemoUnit } from './org.ts';
import { unknownUnit } from './notice.ts';
import { sentences, type Facts, type Voice } from './sentences.ts';
import { accountOf, dayOf, laggard } from './story.ts';
import { noticeTasks } from './tasks.ts';

/** What a section is about, as its sentences name it. */
const fields: Record<string, string> = {
  publicService: '公共文化',
  market: '文化和旅游市场',
  reform: '节庆活动',
  industry: '旅游产业',
  heritage: '文物保护',
  archaeology: '博物馆和考古',
  safety: '文物安全',
};

/** The units a task names; the review settled that the unknown name is the culture centre. */
export const responsibleFor = (task: number): DemoUnit[] => {
  const names = noticeTasks.find((t) => t.no === task)?.responsible.split(' ') ?? [];
  return names.flatMap((name) => resolve(name === unknownUnit ? '市文化馆' : name));
};

/** Progress reports of the quarters up to `now`; the laggard leaves the last passed quarter empty. */
export function progress(quarters: Span[], issued: string, now: string): Act[] {
  const last = quarters.filter((q) => q.end < now).at(-1);
  return quarters.flatMap((q, nth) =>
    Object.keys(sentences).flatMap((key) =>
      responsibleFor(Number(key)).flatMap((unit): Act[] => {
        const says = sentences[Number(key)]?.[voiceOf(unit)];
        if (!says || (unit.key === laggard && q === last)) return [];
        const words = `progress ${key} ${unit.key} ${q.key}`;
        const from = q.end < now ? addDays(q.end, -20) : addDays(q.start, 10);
        const occurredOn = dayOf(words, q, from > issued ? from : addDays(issued, 5), now);
        const say = says[(nth + pick(`${key} ${unit.key}`, says.length)) % says.length];
        if (!occurredOn || !say) return [];
        const [on, at, by] = [occurredOn, officeTime(words), accountOf(unit.key)];
        const text = say(factsOf(unit, words));
        const what = {
          unit: unit.key,
          task: Number(key),
          clause: 'progress',
          period: q.key,
          occurredOn,
          text,
        } as const;
        return [{ on, at, by, do: 'report', ...what }];
      }),
    ),
  );
}

function voiceOf(unit: DemoUnit): Voice {
  if (unit.key === 'enforcement') return 'enforcement';
  if (unit.type === 'bureau') return 'city';
  return unit.type === 'county' || unit.type === 'section' ? unit.type : 'affiliated';
}

function factsOf(unit: DemoUnit, words: string): Facts {
  return {
    place: unit.type === 'county' ? unit.name.replace('文化和旅游局', '') : (unit.shortName ?? unit.name),
    field: fields[unit.key] ?? '',
    few: 2 + pick(`${words} few`, 4),
    some: 6 + pick(`${words} some`, 10),
    many: 18 + pick(`${words} many`, 45),
  };
}
