// The body of a record by the words of its schema; what is empty is left out.
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { fieldText } from './field-text.ts';

export type FieldsProps<S extends z.ZodObject> = {
  schema: S;
  body: z.infer<S>;
  /** Only these, in this order; else every field that has a word. */
  only?: readonly (keyof z.infer<S> & string)[] | undefined;
  labels?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
  /** Fields drawn by hand. */
  draw?: Partial<Record<keyof z.infer<S> & string, ReactNode>> | undefined;
};

export function Fields<S extends z.ZodObject>({ schema, body, only, labels, draw }: FieldsProps<S>) {
  const values = body as Record<string, unknown>;
  const names = only ?? Object.keys(schema.shape).filter((name) => schema.shape[name]?.description);
  const rows = names.flatMap((name) => {
    const drawn = (draw as Record<string, ReactNode> | undefined)?.[name];
    const content = drawn ?? fieldText(name, schema.shape[name], values[name], labels?.[name], true);
    return content === '' || content === null || content === undefined
      ? []
      : [{ name, label: schema.shape[name]?.description ?? name, content }];
  });
  return (
    <dl className="al-fields">
      {rows.map((r) => (
        <div key={r.name}>
          <dt>{r.label}</dt>
          <dd>{r.content}</dd>
        </div>
      ))}
    </dl>
  );
}
