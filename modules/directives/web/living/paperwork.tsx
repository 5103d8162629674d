// What else belongs to the document itself: its further actions, the original file, its life. Out of the way until asked for.
import type { RecordView } from '@anlan/contract';
import { ActionBar, FileList, Section, Timeline, openActions } from '@anlan/ui';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { Directive } from '../../contract.ts';
import { directiveKind } from '../directive-kind.ts';

export function Paperwork({ record }: { record: RecordView<Directive> }) {
  const [open, setOpen] = useState(false);
  const actions = openActions(directiveKind.type.life, record.can);
  const waiting = actions.find((a) => a.main && !a.no);
  const others = actions.flatMap((a) => (a === waiting ? [] : a.action));
  return (
    <>
      {waiting ? <ActionBar kind={directiveKind} record={record} without={others} /> : null}
      <Button onClick={() => setOpen(true)}>办理过程</Button>
      <Drawer open={open} title="公文办理" size="min(460px, 100vw)" onClose={() => setOpen(false)} destroyOnHidden>
        <ActionBar kind={directiveKind} record={record} />
        <Section title="附件">
          <FileList recordId={record.id} />
        </Section>
        <Section title="办理过程">
          <Timeline recordId={record.id} />
        </Section>
      </Drawer>
    </>
  );
}
