// The state of one form: values, faults at their fields, a draft kept while typing, one sending at a time.
import { Problem } from '@anlan/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { z } from 'zod';
import { useMe } from '../data/me.ts';
import { onSignedOut, sentenceOf, useIntent } from '../data/query.ts';
import { type Draft, dropDraft, keepDraft, readDraft } from './draft.ts';
import { type FieldShape, readFields } from './read-schema.ts';
import { check } from './sentences.ts';

/** What the drawn fields need of a form, whatever its schema. */
export type AnyForm = {
  /** Prefix of the fields' DOM ids. */
  id: string;
  fields: readonly FieldShape[];
  values: Readonly<Record<string, unknown>>;
  /** Sentences by dotted path, `title`, `agenda.0.title`. */
  errors: Readonly<Record<string, string>>;
  /** Whether the value is one that the system filled in. */
  isKnown(name: string): boolean;
  put(name: string, value: unknown): void;
};

export type Form<S extends z.ZodObject> = Omit<AnyForm, 'values'> & {
  values: Readonly<Partial<z.input<S>>> & Readonly<Record<string, unknown>>;
  set<K extends keyof z.input<S> & string>(name: K, value: z.input<S>[K]): void;
  /** Checks and sends; false when a field is at fault or the server refused. */
  submit(): Promise<boolean>;
  busy: boolean;
  /** The refusal that belongs to no field. */
  problem: { message: string; conflict: unknown } | null;
  /** A draft from an earlier visit, offered until taken or thrown away. */
  draft: Draft | null;
  takeDraft(): void;
  dropDraft(): void;
};

export type FormOptions<S extends z.ZodObject> = {
  schema: S;
  /** Values that the system already knows; filled in and shown as such. */
  known?: Partial<z.input<S>>;
  /** Names the draft, `study.record`; drafts are kept per person. Without it nothing is kept. */
  draft?: string | undefined;
  /** Sends what was checked. `key` is the same for the same content, for `call(route, input, { key })`. */
  send(input: z.output<S>, key: string): Promise<unknown>;
};

const WAIT = 500;

export function useForm<S extends z.ZodObject>({ schema, known, draft: name, send }: FormOptions<S>): Form<S> {
  const { personId } = useMe();
  const id = useId();
  const intent = useIntent();
  const client = useQueryClient();
  const fields = useMemo(() => readFields(schema), [schema]);
  const [filled] = useState<Record<string, unknown>>(() => ({ ...known }));
  const [values, setValues] = useState(filled);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Form<S>['problem']>(null);
  const [draft, setDraft] = useState(() => (name ? readDraft(localStorage, personId, name, new Date()) : null));
  const touched = useRef(false);

  useEffect(() => {
    if (!name || !touched.current) return;
    const secret = fields.filter((f) => f.secret).map((f) => f.name);
    const keep = () => {
      if (touched.current) keepDraft(localStorage, personId, name, values, secret, new Date());
    };
    const timer = setTimeout(keep, WAIT);
    addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', keep);
      keep();
    };
  }, [name, personId, values, fields]);

  const put = (field: string, value: unknown) => {
    touched.current = true;
    setValues((v) => ({ ...v, [field]: value }));
    setErrors((e) =>
      Object.fromEntries(Object.entries(e).filter(([path]) => path !== field && !path.startsWith(`${field}.`))),
    );
  };
  const showFaults = (faults: Record<string, string>) => {
    setErrors(faults);
    const first = fields.find((f) =>
      Object.keys(faults).some((path) => path === f.name || path.startsWith(`${f.name}.`)),
    );
    if (first) requestAnimationFrame(() => focusField(`${id}-${first.name}`));
  };
  const forget = () => {
    touched.current = false;
    if (name) dropDraft(localStorage, personId, name);
    setDraft(null);
  };
  const submit = async () => {
    if (busy) return false;
    const checked = check(schema, values);
    if (!checked.ok) return (showFaults(checked.errors), false);
    setBusy(true);
    setProblem(null);
    try {
      await send(checked.data, intent(checked.data));
      forget();
      return true;
    } catch (error) {
      onSignedOut(client, error);
      const at = error instanceof Problem ? (error.fields ?? []) : [];
      const mine = at.filter((f) => fields.some((x) => f.path === x.name || f.path.startsWith(`${x.name}.`)));
      if (mine.length) showFaults(Object.fromEntries(mine.map((f) => [f.path, f.message])));
      if (!mine.length || at.length > mine.length)
        setProblem({
          message: sentenceOf(error),
          conflict: error instanceof Problem && error.code === 'version-conflict' ? error.current : null,
        });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    id,
    fields,
    values: values as Form<S>['values'],
    errors,
    isKnown: (field) => filled[field] !== undefined && filled[field] !== null && values[field] === filled[field],
    put,
    set: put,
    submit,
    busy,
    problem,
    draft,
    takeDraft: () => {
      touched.current = true;
      if (draft) setValues((v) => ({ ...v, ...draft.values }));
      setDraft(null);
    },
    dropDraft: forget,
  };
}

/** Moves to a field wherever its focusable part is. */
function focusField(id: string) {
  const at = document.getElementById(id);
  const inner = at?.matches('input,textarea,select,button')
    ? at
    : at?.querySelector<HTMLElement>('input,textarea,select,button,[tabindex="0"]');
  inner?.focus();
  at?.scrollIntoView({ block: 'nearest' });
}
