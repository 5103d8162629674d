// One cosigning as the section asked for it meets it: what is to be read, and its answer.
import { Fields, Go, type PageProps, RecordPage, Section } from '@anlan/ui';
import { cosignKind } from '../directive-kind.ts';

const toDraft = ({ body }: { body: { directiveId: string } }) => (
  <Go to={`/directives/${body.directiveId}`}>看会签文稿</Go>
);

export default function CosignPage({ params }: PageProps) {
  return (
    <RecordPage kind={cosignKind} id={params['id']!} buttons={toDraft}>
      {(record) => (
        <Section title="会签">
          <Fields schema={cosignKind.type.schema} body={record.body} />
        </Section>
      )}
    </RecordPage>
  );
}
