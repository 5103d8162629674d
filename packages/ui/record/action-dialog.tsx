// Doing one action of a record: its small form, its consequence, and what happens when someone was faster.
import { Problem, type RecordView } from '@anlan/contract';
import { App, Drawer, Modal } from 'antd';
import { type ComponentType, useRef } from 'react';
import type { z } from 'zod';
import { type OpenAction, useAct } from '../data/query.ts';
import { AutoField } from '../form/auto-field.tsx';
import { FormFrame } from '../form/auto-form.tsx';
import { canDraw } from '../form/read-schema.ts';
import { useForm } from '../form/use-form.ts';
import type { RecordKind } from '../kind.ts';
import { Conflict, currentOf, differences } from './conflict.tsx';

/** What a hand-made form of an action gets. It sends with `useAct(kind, record)` and calls `onDone`. */
export type ActionFormProps<S extends z.ZodObject = z.ZodObject> = {
  kind: RecordKind<S>;
  record: RecordView<z.infer<S>>;
  action: OpenAction;
  onDone: (after: RecordView<z.infer<S>>) => void;
  onCancel: () => void;
};
export type ActionForms<S extends z.ZodObject> = Readonly<Record<string, ComponentType<ActionFormProps<S>>>>;

export type ActionDialogProps<S extends z.ZodObject> = {
  kind: RecordKind<S>;
  record: RecordView<z.infer<S>>;
  /** Null: closed. */
  action: OpenAction | null;
  /** Forms made by hand, by action; they open in a wide drawer. */
  forms?: ActionForms<S> | undefined;
  /** Values that are known for the form of this action. */
  known?: object | undefined;
  /** What it is about, where the record's title does not say it. */
  about?: string | undefined;
  onClose: () => void;
  onDone?: ((after: RecordView<z.infer<S>>) => void) | undefined;
};

export function ActionDialog<S extends z.ZodObject>({
  kind,
  record,
  action,
  forms,
  known,
  about,
  onClose,
  onDone,
}: ActionDialogProps<S>) {
  const { message } = App.useApp();
  if (!action) return null;
  const done = (after: RecordView<z.infer<S>>) => {
    void message.success(`已${action.label}`);
    onClose();
    onDone?.(after);
  };
  const Made = forms?.[action.action];
  const frame = {
    open: true,
    onCancel: onClose,
    title: `${action.label} · ${about ?? record.title}`,
    destroyOnHidden: true,
  };
  if (Made)
    return (
      <Drawer open onClose={onClose} title={frame.title} size="min(760px, 100vw)" destroyOnHidden>
        <Made kind={kind} record={record} action={action} onDone={done} onCancel={onClose} />
      </Drawer>
    );
  return (
    <Modal {...frame} footer={null} width={560} mask={{ closable: false }}>
      <ActionForm kind={kind} record={record} action={action} known={known} onDone={done} onCancel={onClose} />
    </Modal>
  );
}

/** The form of a flat input, drawn from its schema; without fields it only asks for consent. */
export function ActionForm<S extends z.ZodObject>({
  kind,
  record,
  action,
  known,
  onDone,
  onCancel,
}: ActionFormProps<S> & { known?: object | undefined }) {
  const base = useRef(record);
  const act = useAct(kind, record);
  /** Sends what was said of the record as it was seen; where nothing readable changed meanwhile, of the record as it is. */
  const send = async (input: object) => {
    const say = () => act.mutateAsync({ action: action.action, input, version: base.current.version });
    try {
      return await say();
    } catch (error) {
      const now = error instanceof Problem && error.code === 'version-conflict' ? currentOf(kind, error.current) : null;
      if (!now || differences(kind, base.current, now).length) throw error;
      base.current = now;
      return say();
    }
  };
  const form = useForm({
    schema: action.input,
    known: known ?? {},
    draft: `${kind.module}.${kind.kind}.${record.id}.${action.action}`,
    send: async (input) => onDone(await send(input)),
  });
  const goOn = (now: RecordView<z.infer<S>>) => {
    base.current = now;
    void form.submit();
  };
  const conflict = (current: unknown) => {
    const now = currentOf(kind, current);
    return now ? (
      <Conflict kind={kind} before={base.current} now={now} doing={action.label} onContinue={() => goOn(now)} />
    ) : (
      '这条记录刚被别人改过，请关闭后重新打开。您填写的内容已存成草稿。'
    );
  };
  return (
    <FormFrame
      form={form}
      button={action.label}
      danger={action.confirm !== undefined && !action.main}
      onCancel={onCancel}
      consequence={action.confirm ?? (form.fields.length ? undefined : `确定${action.label}吗？`)}
      conflict={conflict}
    >
      {form.fields.map((f) => (
        <AutoField key={f.name} form={form} name={f.name} />
      ))}
    </FormFrame>
  );
}

/** Whether an action can be done in a dialog on the spot, without a form made by hand. */
export const doneInPlace = (action: Pick<OpenAction, 'input'>) => canDraw(action.input);
