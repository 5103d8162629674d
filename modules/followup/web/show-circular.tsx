// One circular: what was not done by whom, with the unit's own words beside it; in the directory's order, without rank.
import { type PageProps, RecordPage, Section } from '@anlan/ui';
import { type ShownCircular, circulars } from './kinds.ts';
import { OwedTable } from './owed-table.tsx';

export const ShowCircular = ({ params }: PageProps) => <CircularRecord id={params['id']!} />;

const known = ({ title, body }: ShownCircular) => ({
  amend: { title, from: body.from, to: body.to, opening: body.opening, wanted: body.wanted },
});

export function CircularRecord({ id, beside }: { id: string; beside?: boolean }) {
  return (
    <RecordPage kind={circulars} id={id} beside={beside} known={known}>
      {(r) => <Body record={r} />}
    </RecordPage>
  );
}

function Body({ record: { body } }: { record: ShownCircular }) {
  return (
    <>
      <Section title="情况概述">
        <p className="fu-text">{body.opening}</p>
      </Section>
      <Section
        title="未完成任务"
        more={
          <span>
            {body.unitCount} 个单位，{body.factCount} 期
          </span>
        }
      >
        <OwedTable label="未完成任务" rows={body.facts} last="单位说明">
          {(f) =>
            [f.explanation ?? '没有说明', f.orderNumber ? `督办 ${f.orderNumber}` : ''].filter(Boolean).join('；')
          }
        </OwedTable>
      </Section>
      <Section title="下一步要求">
        <p className="fu-text">{body.wanted}</p>
        <dl className="al-fields">
          <div>
            <dt>文号</dt>
            <dd>{body.docNumber ?? '待编号'}</dd>
          </div>
          {body.toUnits.length ? (
            <div>
              <dt>另发至</dt>
              <dd>{body.toUnits.map((u) => u.name).join('、')}</dd>
            </div>
          ) : null}
        </dl>
      </Section>
    </>
  );
}
