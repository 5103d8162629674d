// A value of a record as text: the same words in cells, on pages and where two versions are compared.
import { TOLD, chineseDay } from '@anlan/contract';
import type { z } from 'zod';
import { readField } from '../form/read-schema.ts';

/**
 * The text of a field; empty for nothing.
 * @param labels words of the choices, where the schema's meta does not hold them.
 * @param long dates as 2026年6月30日 (in text) instead of 2026-06-30 (in tables).
 */
export function fieldText(
  name: string,
  schema: z.core.$ZodType | undefined,
  value: unknown,
  labels?: Readonly<Record<string, string>>,
  long = false,
): string {
  if (value === null || value === undefined || value === '') return '';
  const field = schema ? readField(name, schema) : null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    if (field?.kind === 'day') return long ? chineseDay(value) : value;
    return labels?.[value] ?? field?.choices.find((c) => c.value === value)?.label ?? value;
  }
  if (Array.isArray(value))
    return value
      .map((v) => fieldText(name, undefined, v, labels, long))
      .filter(Boolean)
      .join('、');
  if (typeof value === 'object') return objectText(value as Record<string, unknown>);
  return '';
}

/** 代录 in its own words; else the name or title by which a thing is known. */
function objectText(value: Record<string, unknown>): string {
  const { saidBy, how } = value;
  if (typeof saidBy === 'string' && typeof how === 'string')
    return `${saidBy}${TOLD[how as keyof typeof TOLD] ?? ''}告知，代录`;
  const known = ['name', 'title', 'unitName', 'label'].map((k) => value[k]).find((v) => typeof v === 'string');
  return typeof known === 'string' ? known : '';
}
