// Fitting inputs made from the contracts' own schemas, so that every route and every act can be tried without a list of bodies.
import { v7 } from 'uuid';
import { z } from 'zod';

/** Values by the name of their field, where any value of the type would not do. */
export type Known = Readonly<Record<string, unknown>>;

type Schema = {
  type?: string;
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
};

const WORDS = '本次试验填写的内容，';

/** The least input that the schema takes: every field that must be there. */
export function inputFor(schema: z.ZodType, known: Known): Record<string, unknown> {
  const told = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return (made(told, '', known) ?? {}) as Record<string, unknown>;
}

function made(schema: Schema, name: string, known: Known): unknown {
  if (name in known) return known[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const one = (schema.anyOf ?? schema.oneOf)?.[0];
  if (one) return made(one, name, known);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((field) => [field, made(schema.properties![field] ?? {}, field, known)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        made(schema.items ?? {}, name.replace(/s$/, ''), known),
      );
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return text(schema);
    default:
      return text(schema);
  }
}

function text({ format, pattern, minLength = 0 }: Schema): string {
  if (format === 'uuid' || pattern?.startsWith('^([0-9a-fA-F]{8}')) return v7();
  if (format === 'date' || pattern?.includes('\\d{4}') || pattern?.includes('\\d\\d-')) return '2026-11-20';
  return WORDS.repeat(Math.ceil(Math.max(minLength, 4) / WORDS.length));
}
