// What I may do with this record now: the main action first; one that is not possible now stays, with its reason.
import type { RecordView } from '@anlan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { openActions } from '../data/query.ts';
import type { RecordKind } from '../kind.ts';
import { ActionDialog, type ActionForms } from './action-dialog.tsx';

export type ActionBarProps<S extends z.ZodObject> = {
  kind: RecordKind<S>;
  record: RecordView<z.infer<S>>;
  forms?: ActionForms<S> | undefined;
  /** Known values by action. */
  known?: Readonly<Record<string, object>> | undefined;
  /** Actions that the page itself offers elsewhere. */
  without?: readonly string[] | undefined;
  onDone?: ((after: RecordView<z.infer<S>>) => void) | undefined;
};

export function ActionBar<S extends z.ZodObject>({
  kind,
  record,
  forms,
  known,
  without = [],
  onDone,
}: ActionBarProps<S>) {
  const [doing, setDoing] = useState<string | null>(null);
  const actions = openActions(kind.type.life, record.can).filter((a) => !without.includes(a.action));
  if (!actions.length) return null;
  const closed = actions.filter((a) => a.no);
  const first = actions.find((a) => !a.no);
  const action = actions.find((a) => a.action === doing) ?? null;
  return (
    <section className="al-actions" aria-label="办理">
      {actions.map((a) =>
        a.no ? (
          <Button key={a.action} aria-disabled className="al-actions__closed" data-why={a.no} aria-description={a.no}>
            {a.label}
          </Button>
        ) : (
          <Button
            key={a.action}
            type={a === first && a.main ? 'primary' : 'default'}
            onClick={() => setDoing(a.action)}
          >
            {a.label}
          </Button>
        ),
      )}
      {closed.length ? (
        <ul className="al-actions__why">
          {closed.map((a) => (
            <li key={a.action}>
              {a.label}：{a.no}
            </li>
          ))}
        </ul>
      ) : null}
      <ActionDialog
        kind={kind}
        record={record}
        action={action}
        forms={forms}
        known={action ? known?.[action.action] : undefined}
        onClose={() => setDoing(null)}
        onDone={onDone}
      />
    </section>
  );
}
