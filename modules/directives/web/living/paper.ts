// Cuts the text of a notice into blocks and runs, so that it can be set as paper with its duties marked. Nothing is lost.
import type { z } from 'zod';
import type { Block, LivingClause } from '../../contract.ts';

type Place = readonly [number, number];
export type Clause = Pick<z.infer<typeof LivingClause>, 'ruleId' | 'source'>;
export type Task = { no: string; title: string; source: Place };

/** A stretch of text under the same clauses. */
export type Run = {
  text: string;
  /** Clauses that hold this run, the narrowest first. */
  rules: readonly string[];
  /** Clauses whose first run this is: here stands the light. */
  begins: readonly string[];
  /** The task whose title begins here. */
  task: string | null;
  /** The run is (part of) a task's title. */
  title: boolean;
};

export type Laid = { kind: string; level: number; source: Place; runs: readonly Run[] };
/** A block, or the blank between two blocks. */
export type Piece = { gap: string } | Laid;

type Notice = {
  text: string;
  blocks: readonly Pick<z.infer<typeof Block>, 'kind' | 'level' | 'source'>[];
  clauses: readonly Clause[];
  tasks: readonly Task[];
};

/**
 * The notice as blocks in order. Text that no block holds becomes a paragraph when it is more than blank; blocks that overlap are
 * clipped to what is still unset. The pieces put together again are exactly `text`.
 */
export function layPaper({ text, blocks, clauses, tasks }: Notice): Piece[] {
  const cut = cutter(text, clauses, tasks);
  const pieces: Piece[] = [];
  let at = 0;
  const between = (end: number) => {
    if (end <= at) return;
    const gap = text.slice(at, end);
    pieces.push(gap.trim() ? { kind: 'paragraph', level: 0, source: [at, end], runs: cut(at, end) } : { gap });
    at = end;
  };
  for (const b of blocks.toSorted((x, y) => x.source[0] - y.source[0])) {
    const from = Math.max(at, b.source[0]);
    const to = Math.min(text.length, b.source[1]);
    if (to <= from) continue;
    between(from);
    pieces.push({ kind: b.kind, level: b.level ?? 0, source: [from, to], runs: cut(from, to) });
    at = to;
  }
  between(text.length);
  return pieces;
}

/** Cuts stretches of `text`, asked for in order, at every place where a clause or a title begins or ends. */
function cutter(text: string, clauses: readonly Clause[], tasks: readonly Task[]) {
  const narrow = clauses.toSorted((a, b) => length(a.source) - length(b.source));
  const titles = tasks.map((t) => ({ no: t.no, source: titlePlace(text, t) }));
  const begun = new Set<string>();
  const first = (id: string) => !begun.has(id) && begun.add(id) !== undefined;

  return (from: number, to: number): Run[] => {
    const edges = [...narrow, ...titles].flatMap((s) => [...s.source]).filter((e) => e > from && e < to);
    const points = [...new Set([from, ...edges, to])].toSorted((a, b) => a - b);
    return points.slice(1).map((end, i) => {
      const start = points[i]!;
      const rules = narrow.filter((c) => holds(c.source, start)).map((c) => c.ruleId);
      const titled = titles.find((t) => holds(t.source, start));
      return {
        text: text.slice(start, end),
        rules,
        begins: rules.filter((r) => first(`rule ${r}`)),
        task: titled && first(`task ${titled.no}`) ? titled.no : null,
        title: titled !== undefined,
      };
    });
  };
}

const length = ([a, b]: Place) => b - a;
const holds = ([a, b]: Place, at: number) => a <= at && at < b;

/** A title is set off only where the text truly has it. */
function titlePlace(text: string, t: Task): Place {
  const at = text.indexOf(t.title, t.source[0]);
  return at >= 0 && at < t.source[1]
    ? [at, at + t.title.length]
    : [t.source[0], Math.min(t.source[0] + 1, t.source[1])];
}

/** Line breaks of the source are no part of a Chinese sentence; blanks inside a line stay. */
export const healed = (text: string) => text.replace(/[^\S\n]*\n\s*/g, '');

/** Who issues, before what it is about. */
const ISSUER = /^(.{3,24}?(?:局|厅|委|部|办|会|院|府|室))(?=关于)/;

/** A title as the lines in which it is set: those of the source, else the issuer alone; a year is never torn. */
export function titleLines(text: string): string[] {
  const given = text.trim().split(/\s+/);
  const lines = given.length > 1 ? given : text.trim().replace(ISSUER, '$1\n').split('\n');
  return lines.map(untorn);
}

/** Keeps a year in one piece wherever a line may break. */
export const untorn = (line: string) => line.replace(/(\d)(?=年)/g, '$1\u2060');

/** Runs of a table row by cell: a tab ends a cell wherever it stands. */
export function cells(runs: readonly Run[]): Run[][] {
  const row: Run[][] = [[]];
  for (const run of runs) {
    const parts = run.text.split('\t');
    const first = parts.findIndex(Boolean);
    parts.forEach((text, i) => {
      if (i) row.push([]);
      if (text) row.at(-1)!.push(i === first ? { ...run, text } : { ...run, text, begins: [], task: null });
    });
  }
  return row;
}

/** Clauses in the order in which a reader meets them. */
export const inOrder = <C extends Clause>(clauses: readonly C[]): C[] =>
  clauses.toSorted((a, b) => a.source[0] - b.source[0] || a.source[1] - b.source[1]);

/**
 * Where marks stand in the margin so that none covers another: each at its own line, or just below the one before.
 * @param tops the line of each mark, in reading order; @param height of a mark, in the same unit
 * @returns how far each is moved down
 */
export function settle(tops: readonly number[], height: number): number[] {
  let free = -Infinity;
  return tops.map((top) => {
    const at = Math.max(top, free);
    free = at + height;
    return at - top;
  });
}
