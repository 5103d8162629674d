// Reads a flat zod object as a form: which field is what, what it is called, whether it must be filled.
import { z } from 'zod';

export type FieldKind =
  | 'text'
  | 'long'
  | 'number'
  | 'day'
  | 'choice'
  | 'boolean'
  | 'unit'
  | 'units'
  | 'person'
  | 'people'
  | 'names'
  | 'files'
  | 'recordedFor'
  /** Anything that a form cannot draw by itself: a table, a place. Drawn by hand or given as known. */
  | 'other';

export type FieldShape = {
  name: string;
  label: string;
  kind: FieldKind;
  /** May be left empty. */
  optional: boolean;
  nullable: boolean;
  choices: { value: string; label: string }[];
  max: number | null;
  /** Never kept as a draft. */
  secret: boolean;
  help: string | null;
};

/** What `.meta({...})` may say beside `.describe`: words of the choices, a hint, a large box. */
export type FieldMeta = { labels?: Record<string, string>; help?: string; long?: boolean; secret?: boolean };

const LONG = 150;

/** Takes off optional, nullable and default; the first description and the first meta met count. */
function unwrap(schema: z.core.$ZodType) {
  let optional = false;
  let nullable = false;
  let description: string | undefined;
  let meta: FieldMeta = {};
  let at = schema;
  for (;;) {
    if (at instanceof z.ZodType) {
      description ??= at.description;
      meta = { ...(at.meta() as FieldMeta | undefined), ...meta };
    }
    if (at instanceof z.ZodOptional || at instanceof z.ZodDefault || at instanceof z.ZodPrefault) optional = true;
    else if (at instanceof z.ZodNullable) nullable = true;
    else if (!(at instanceof z.ZodReadonly)) return { inner: at, optional, nullable, description, meta };
    at = at.def.innerType;
  }
}

const isId = (s: z.core.$ZodType) => s instanceof z.ZodUUID;

function kindOfField(name: string, inner: z.core.$ZodType, max: number | null, meta: FieldMeta): FieldKind {
  if (inner instanceof z.ZodISODate) return 'day';
  if (isId(inner)) return /unitId$/i.test(name) ? 'unit' : /personId$/i.test(name) ? 'person' : 'other';
  if (inner instanceof z.ZodString) return meta.long || (max !== null && max > LONG) ? 'long' : 'text';
  if (inner instanceof z.ZodNumber) return 'number';
  if (inner instanceof z.ZodBoolean) return 'boolean';
  if (inner instanceof z.ZodEnum) return 'choice';
  if (inner instanceof z.ZodObject && 'saidBy' in inner.shape && 'how' in inner.shape) return 'recordedFor';
  if (inner instanceof z.ZodArray) {
    const { inner: item } = unwrap(inner.def.element);
    if (isId(item)) return /unitIds$/i.test(name) ? 'units' : /personIds$/i.test(name) ? 'people' : 'files';
    if (item instanceof z.ZodString) return 'names';
  }
  return 'other';
}

const maxOf = (s: z.core.$ZodType) =>
  s instanceof z.ZodString ? s.maxLength : s instanceof z.ZodNumber ? s.maxValue : null;

/** One field, by its name and schema. */
export function readField(name: string, schema: z.core.$ZodType): FieldShape {
  const { inner, optional, nullable, description, meta } = unwrap(schema);
  const max = maxOf(inner);
  const values = inner instanceof z.ZodEnum ? inner.options.map(String) : [];
  return {
    name,
    label: description ?? name,
    kind: kindOfField(name, inner, max, meta),
    optional: optional || nullable,
    nullable,
    choices: values.map((value) => ({ value, label: meta.labels?.[value] ?? value })),
    max: max !== null && Number.isFinite(max) && max < Number.MAX_SAFE_INTEGER ? max : null,
    secret: meta.secret === true,
    help: meta.help ?? null,
  };
}

export const readFields = (schema: z.ZodObject): FieldShape[] =>
  Object.entries(schema.shape).map(([name, s]) => readField(name, s));

/** Whether `AutoForm` can draw the whole of it, what is known left aside. */
export const canDraw = (schema: z.ZodObject, known: object = {}) =>
  readFields(schema).every((f) => f.kind !== 'other' || f.name in known || f.optional);
