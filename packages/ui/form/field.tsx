// One field of a form: label, the thing itself, a hint, and what is wrong with it in a sentence.
import type { ReactNode } from 'react';
import type { AnyForm } from './use-form.ts';

/** What a control inside a field takes on, so that label and sentence belong to it. */
export type Bind = {
  id: string;
  'aria-invalid': boolean | undefined;
  'aria-describedby': string | undefined;
  status: '' | 'error';
};

export type FieldProps = {
  form: AnyForm;
  name: string;
  /** Else the schema's own word. */
  label?: ReactNode;
  help?: ReactNode;
  /** Takes the whole width of a form in two columns. */
  wide?: boolean;
  children: (bind: Bind) => ReactNode;
};

/** Draws the frame of a field round a control of one's own; errors below the field's path count as its own. */
export function Field({ form, name, label, help, wide, children }: FieldProps) {
  const shape = form.fields.find((f) => f.name === name);
  const error = form.errors[name] ?? Object.entries(form.errors).find(([path]) => path.startsWith(`${name}.`))?.[1];
  const id = `${form.id}-${name}`;
  const hint = help ?? shape?.help;
  const known = form.isKnown(name);
  return (
    <div className={`al-field${wide ? ' al-field--wide' : ''}${error ? ' al-field--bad' : ''}`}>
      <label className="al-field__label" htmlFor={id}>
        {label ?? shape?.label}
        {shape?.optional ? <span className="al-field__mark">选填</span> : null}
        {known ? <span className="al-field__mark">已填好</span> : null}
      </label>
      {children({
        id,
        'aria-invalid': error ? true : undefined,
        'aria-describedby': error || hint ? `${id}-say` : undefined,
        status: error ? 'error' : '',
      })}
      {error ? (
        <p className="al-field__error" id={`${id}-say`} role="alert">
          {error}
        </p>
      ) : hint ? (
        <p className="al-field__help" id={`${id}-say`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}
