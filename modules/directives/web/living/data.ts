// What the living notice and the matrix ask the server, once for both.
import { LIGHT_LABEL } from '@anlan/contract';
import { useCall, useRecord, useUrlState } from '@anlan/ui';
import type { z } from 'zod';
import { directives, type LivingClause } from '../../contract.ts';
import { directiveKind } from '../directive-kind.ts';

export type Clause = z.infer<typeof LivingClause>;
export type Living = z.output<typeof directives.routes.living.output>;

/** A directive at an earlier day where the address names one. */
const seenOn = (id: string, on: string | undefined) => ({ id, ...(on ? { on } : {}) });

export const useDirective = (id: string) => useRecord(directiveKind, id);
export const useLiving = (id: string, on: string | undefined) =>
  useCall(directives.routes.living, seenOn(id, on), { keep: true });
export const useMatrix = (id: string, on: string | undefined) =>
  useCall(directives.routes.matrix, seenOn(id, on), { keep: true });
export const useClause = (id: string, ruleId: string, on: string | undefined) =>
  useCall(directives.routes.clause, { ...seenOn(id, on), ruleId });

/** The day that the address asks for; undefined is today. */
export function useOn(): string | undefined {
  const [url] = useUrlState();
  return /^\d{4}-\d{2}-\d{2}$/.test(url.on ?? '') ? url.on : undefined;
}

/** The two views of an issued notice keep the day when one goes from one to the other. */
export const livingPath = (id: string, search: { rule?: string | undefined; on?: string | undefined } = {}) =>
  `/directives/${id}${query(search)}`;
export const matrixPath = (id: string, search: { on?: string | undefined } = {}) =>
  `/directives/${id}/matrix${query(search)}`;

function query(search: Record<string, string | undefined>) {
  const pairs = Object.entries(search).flatMap(([k, v]) => (v ? [[k, v]] : []));
  return pairs.length ? `?${new URLSearchParams(pairs)}` : '';
}

/** `任务2`, or where the clause stands outside all tasks. */
export const taskName = (no: string | null) => (no === null ? '结尾要求' : `任务${no}`);

/** The state of a clause in one sentence. */
export function clauseWords(c: Clause): string {
  if (c.standing) return '长期要求，只列出，不产生期次';
  if (!c.total) return c.light === 'none' ? '没有期次' : `${c.periodLabel}：${LIGHT_LABEL[c.light]}`;
  const before = c.missedBefore ? `；以前还有 ${c.missedBefore} 期缺` : '';
  const now = c.total > 1 ? `应完成 ${c.total}，已完成 ${c.done}` : LIGHT_LABEL[c.light];
  return `${c.periodLabel}：${now}${before}`;
}
