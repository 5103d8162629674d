// What else belongs to the document itself: its further actions, the original file, its life. Out of the way until asked for.
import type { RecordView } from '@anlan/contract';
import { ActionBar, FileList, PaperMenu, Section, Timeline, openActions, useCall } from '@anlan/ui';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { type Directive, directives } from '../../contract.ts';
import { Cosigns } from '../review/cosigns.tsx';
import { FlowFacts } from '../review/flow-facts.tsx';
import { directiveKind, notMade } from '../directive-kind.ts';

export function Paperwork({ record }: { record: RecordView<Directive> }) {
  const [open, setOpen] = useState(false);
  const actions = openActions(directiveKind.type.life, record.can);
  const numbering = actions.some((a) => a.action === 'number' && !a.no);
  const next = useCall(directives.routes.nextNumber, { id: record.id }, { enabled: numbering });
  const known = { number: { docNumber: next.data?.docNumber ?? undefined } };
  const waiting = actions.find((a) => a.main && !a.no);
  const others = actions.flatMap((a) => (a === waiting ? [] : a.action));
  return (
    <>
      {waiting && !(numbering && next.isPending) ? (
        <ActionBar kind={directiveKind} record={record} known={known} without={others} />
      ) : null}
      <PaperMenu kind={directiveKind} record={record} without={notMade(record.body)} />
      <Button onClick={() => setOpen(true)}>办理过程</Button>
      <Drawer open={open} title="公文办理" size="min(460px, 100vw)" onClose={() => setOpen(false)} destroyOnHidden>
        <ActionBar kind={directiveKind} record={record} known={known} />
        {record.body.door === 'own' ? <Cosigns id={record.id} /> : null}
        <FlowFacts body={record.body} />
        <Section title="附件">
          <FileList recordId={record.id} />
        </Section>
        <Section title="办理过程">
          <Timeline recordId={record.id} kind={directiveKind} />
        </Section>
      </Drawer>
    </>
  );
}
