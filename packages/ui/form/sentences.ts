// What is wrong with a field, in one sentence that says what to do.
import type { z } from 'zod';
import type { FieldShape } from './read-schema.ts';
import { readFields } from './read-schema.ts';

const PICKED = new Set(['day', 'choice', 'unit', 'units', 'person', 'people']);

const ask = (f: FieldShape) =>
  f.kind === 'files' ? `请添加${f.label}。` : PICKED.has(f.kind) ? `请选择${f.label}。` : `请填写${f.label}。`;

/** The sentence for an issue at a field; a message written in the schema itself goes before it. */
export function sentenceFor(issue: z.core.$ZodRawIssue, field: FieldShape): string {
  const { input } = issue;
  const empty = input === undefined || input === null || input === '' || (Array.isArray(input) && input.length === 0);
  if (empty) return ask(field);
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string'
        ? `${field.label}太短，至少写 ${String(issue.minimum)} 个字。`
        : `${field.label}不能小于 ${String(issue.minimum)}。`;
    case 'too_big':
      return issue.origin === 'string'
        ? `${field.label}最多 ${String(issue.maximum)} 个字，现在有 ${typeof input === 'string' ? input.length : 0} 个，请精简。`
        : `${field.label}不能大于 ${String(issue.maximum)}。`;
    case 'invalid_format':
      return field.kind === 'day'
        ? `${field.label}的日期不对，写法如 2026-06-30。`
        : `${field.label}的格式不对，请核对。`;
    default:
      return `${field.label}填写有误，请核对。`;
  }
}

export type Checked<T> = { ok: true; data: T } | { ok: false; errors: Record<string, string> };

/** Checks the values of a form. Errors are keyed by dotted path; the first at a path counts. */
export function check<S extends z.ZodObject>(schema: S, values: object): Checked<z.output<S>> {
  const fields = new Map(readFields(schema).map((f) => [f.name, f]));
  const parsed = schema.safeParse(tidy(values, [...fields.values()]), {
    error: (issue) => {
      const field = fields.get(String(issue.path?.[0] ?? ''));
      return field ? sentenceFor(issue, field) : '填写有误，请核对。';
    },
  });
  if (parsed.success) return { ok: true, data: parsed.data };
  const errors: Record<string, string> = {};
  for (const issue of parsed.error.issues) errors[issue.path.map(String).join('.')] ??= issue.message;
  return { ok: false, errors };
}

/** An emptied box means "nothing": null where the field may be null, left out where it may be left out. */
function tidy(values: object, fields: FieldShape[]): Record<string, unknown> {
  const tidied: Record<string, unknown> = { ...values };
  for (const { name, optional, nullable } of fields) {
    const value = tidied[name];
    if (value !== '' && value !== undefined && value !== null) continue;
    if (nullable) tidied[name] = null;
    else if (optional) delete tidied[name];
  }
  return tidied;
}
