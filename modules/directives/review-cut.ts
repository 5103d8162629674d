// Which words of the notice a clause quotes: cutting, joining, adding. A quotation is always the notice's own slice.
import type { Repeat } from '@anlan/contract';
import type { Breakdown, Clause } from './breakdown.ts';
import { type Outcome, replace, settle } from './review-ops.ts';

export type Range = readonly [from: number, to: number];

/** The longest quotation of the notice that a clause may be. */
export const LONGEST = 120;
const SHORTEST = 2;

const inOrder = (clauses: readonly Clause[]) =>
  clauses.toSorted((a, b) => a.source[0] - b.source[0] || a.source[1] - b.source[1]);

/** The stretch without blanks and marks at its ends; `inner` keeps the ends that are not inner. */
function trim(text: string, [from, to]: Range, ends: { left: boolean; right: boolean }): Range {
  const idle = /[\s，、；。：:;,.]/;
  let [a, z] = [from, to];
  while (ends.left && a < z && idle.test(text[a]!)) a++;
  while (ends.right && z > a && idle.test(text[z - 1]!)) z--;
  return [a, z];
}

/** The quotation of a stretch, or why it cannot be one. */
function quote(text: string, [from, to]: Range): Pick<Clause, 'text' | 'source'> | string {
  if (to - from < SHORTEST) return '选取的文字太短，请至少选两个字。';
  if (to - from > LONGEST) return `选取的文字有 ${to - from} 个字，一项要求最多 ${LONGEST} 个字，请选短一些。`;
  return { text: text.slice(from, to), source: [from, to] };
}

/** Quotes another stretch of the notice for a clause. */
export function requote(b: Breakdown, text: string, id: string, range: Range): Outcome {
  const quoted = quote(text, trim(text, range, { left: true, right: true }));
  if (typeof quoted === 'string') return quoted;
  return {
    ...b,
    clauses: inOrder(
      replace(
        b.clauses,
        (c) => c.id === id,
        (c) => ({ ...c, ...quoted }),
      ),
    ),
  };
}

/** Cuts a clause in two before offset `at` of the notice; both halves ask the same until edited. */
export function split(b: Breakdown, text: string, id: string, at: number, newId: string): Outcome {
  const whole = b.clauses.find((c) => c.id === id);
  if (!whole) return '这项要求已经不在了。';
  const left = quote(text, trim(text, [whole.source[0], at], { left: false, right: true }));
  const right = quote(text, trim(text, [at, whole.source[1]], { left: true, right: false }));
  if (typeof left === 'string' || typeof right === 'string') return '拆分处离两端太近，请换一个位置。';
  const halves: Clause[] = [
    { ...whole, ...left, accepted: false },
    { ...whole, ...right, id: newId, accepted: false },
  ];
  return { ...b, clauses: inOrder(b.clauses.flatMap((c) => (c.id === id ? halves : [c]))) };
}

/** The clause of the same task that follows, which a merge would take in. */
export function nextOf(b: Breakdown, id: string): Clause | undefined {
  const own = b.clauses.filter((c) => c.taskNo === b.clauses.find((x) => x.id === id)?.taskNo);
  return own[own.findIndex((c) => c.id === id) + 1];
}

/** Joins a clause with the next of its task; what it asks stays, the units of both owe it. */
export function merge(b: Breakdown, text: string, id: string): Outcome {
  const first = b.clauses.find((c) => c.id === id);
  const second = first && nextOf(b, id);
  if (!first || !second) return '同一任务下后面没有可以合并的要求。';
  const joined = quote(text, [
    Math.min(first.source[0], second.source[0]),
    Math.max(first.source[1], second.source[1]),
  ]);
  if (typeof joined === 'string') return `合并后超过 ${LONGEST} 个字，不能合并。`;
  const who = [...first.who, ...second.who.filter((n) => !first.who.some((m) => m.name === n.name))];
  return settle({
    ...b,
    clauses: inOrder(
      b.clauses
        .filter((c) => c.id !== second.id)
        .map((c) =>
          c.id === id ? { ...first, ...joined, who, progress: first.progress && second.progress, accepted: false } : c,
        ),
    ),
    doubts: replace(
      b.doubts,
      (d) => d.target.type === 'clause' && d.target.id === second.id,
      (d) => ({ ...d, target: { type: 'clause', id } }),
    ),
  });
}

const SAID: readonly [RegExp, Repeat][] = [
  [/每[日天]/, 'day'],
  [/每周/, 'week'],
  [/每个?月/, 'month'],
  [/每个?季度?/, 'quarter'],
  [/每半年/, 'half-year'],
  [/每年/, 'year'],
];

/** A further clause quoted from the notice, with the units of the task it stands in. */
export function addFromSelection(b: Breakdown, text: string, range: Range, newId: string): Outcome {
  const quoted = quote(text, trim(text, range, { left: true, right: true }));
  if (typeof quoted === 'string') return quoted;
  const same = b.clauses.find(
    (c) => c.source[0] === quoted.source[0] && c.source[1] === quoted.source[1] && !c.progress,
  );
  if (same) return '这段文字已经是一项要求了。';
  const [from] = quoted.source;
  const task = b.tasks.find((t) => t.source[0] <= from && from < t.source[1]);
  const repeat = SAID.find(([words]) => words.test(quoted.text))?.[1] ?? 'once';
  const fresh: Clause = {
    ...quoted,
    id: newId,
    taskNo: task?.no ?? null,
    who: task?.responsible ?? b.head.recipients,
    about: /领导干部|班子成员|负责同志/.test(quoted.text) ? 'person' : 'unit',
    repeat,
    count: 1,
    due: repeat === 'once' ? (task?.due ?? null) : null,
    binding: 'report',
    progress: false,
    accepted: false,
  };
  return { ...b, clauses: inOrder([...b.clauses, fresh]) };
}
