// A flat form drawn from its schema. Anything deeper is a hand-made form out of the same fields.
import { Button } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { useToday } from '../data/me.ts';
import { friendlyTime } from '../sign/day-words.ts';
import { AutoField } from './auto-field.tsx';
import type { FormOptions } from './use-form.ts';
import { type Form, useForm } from './use-form.ts';

export type AutoFormProps<S extends z.ZodObject> = FormOptions<S> & {
  /** What the button will do: 「下达整改」, never 「提交」. */
  button: string;
  danger?: boolean | undefined;
  /** Not the main thing of the page: its button stays plain. */
  quiet?: boolean | undefined;
  onCancel?: (() => void) | undefined;
  /** Fields in this order; else all that can be drawn. Known ones left out here are sent but not shown. */
  only?: readonly (keyof z.input<S> & string)[];
  /** Said above the button: the consequence. */
  consequence?: ReactNode;
};

export function AutoForm<S extends z.ZodObject>({
  button,
  danger,
  quiet,
  onCancel,
  only,
  consequence,
  ...options
}: AutoFormProps<S>) {
  const form = useForm(options);
  return (
    <FormFrame form={form} button={button} danger={danger} quiet={quiet} onCancel={onCancel} consequence={consequence}>
      {(only ?? form.fields.map((f) => f.name)).map((name) => (
        <AutoField key={name} form={form} name={name} />
      ))}
    </FormFrame>
  );
}

export type FormFrameProps<S extends z.ZodObject> = {
  form: Form<S>;
  button: string;
  danger?: boolean | undefined;
  /** Not the main thing of the page: its button stays plain. */
  quiet?: boolean | undefined;
  onCancel?: (() => void) | undefined;
  consequence?: ReactNode;
  /** Instead of the plain sentence, where a conflict of versions deserves to be shown. */
  conflict?: ((current: unknown) => ReactNode) | undefined;
  children: ReactNode;
};

/** The frame of every form: the offered draft, the fields, the refusal, the button that says what will happen. */
export function FormFrame<S extends z.ZodObject>({
  form,
  button,
  danger,
  quiet,
  onCancel,
  consequence,
  conflict,
  children,
}: FormFrameProps<S>) {
  const submit = (e: FormEvent) => {
    e.preventDefault();
    void form.submit();
  };
  return (
    <form className="al-form" onSubmit={submit} noValidate>
      <DraftOffer form={form} />
      <div className="al-form__fields">{children}</div>
      {form.problem ? (
        <div className="al-form__problem" role="alert">
          {form.problem.conflict && conflict ? conflict(form.problem.conflict) : form.problem.message}
        </div>
      ) : null}
      {consequence ? <p className="al-form__consequence">{consequence}</p> : null}
      <div className="al-form__foot">
        <Button type={quiet ? 'default' : 'primary'} htmlType="submit" loading={form.busy} danger={danger === true}>
          {button}
        </Button>
        {onCancel ? <Button onClick={onCancel}>返回</Button> : null}
        <Saved form={form} />
      </div>
    </form>
  );
}

function DraftOffer<S extends z.ZodObject>({ form }: { form: Form<S> }) {
  const today = useToday();
  if (!form.draft) return null;
  return (
    <output className="al-draft">
      <span>上次没有填完，保存于 {friendlyTime(form.draft.at, today)}。</span>
      <button type="button" className="al-link" onClick={form.takeDraft}>
        接着填
      </button>
      <button type="button" className="al-link" onClick={form.dropDraft}>
        不要了
      </button>
    </output>
  );
}

/** Says once that typing is kept. */
function Saved<S extends z.ZodObject>({ form }: { form: Form<S> }) {
  const [first] = useState(form.values);
  return form.values === first ? null : <span className="al-form__saved">边填边存，离开也不会丢</span>;
}
