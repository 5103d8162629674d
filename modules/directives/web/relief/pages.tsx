// All requests for relief, and one of them with the periods that it is about.
import { RELIEF, type Relief } from '../../contract/relief.ts';
import { type RecordView, deskRoutes } from '@anlan/contract';
import {
  Empty,
  Go,
  type PageProps,
  PeriodLight,
  RecordList,
  RecordPage,
  type SavedView,
  Section,
  Fields,
  useCall,
} from '@anlan/ui';
import { reliefKind } from '../directive-kind.ts';
import './relief.css';

const VIEWS: SavedView[] = [
  { label: '待审批', filters: { state: 'asked' } },
  { label: '已同意', filters: { state: 'agreed' } },
  { label: '未同意', filters: { state: 'refused' } },
];
const LABELS = { sort: RELIEF };

export function ReliefList() {
  return (
    <RecordList
      kind={reliefKind}
      views={VIEWS}
      labels={LABELS}
      empty={
        <Empty title="还没有延期或豁免的申请。">
          需要时，在「今日」或通知里点开那一期的标志，选「申请延期」或「申请豁免」。
        </Empty>
      }
    />
  );
}

const known = ({ body: { due } }: RecordView<Relief>): Readonly<Record<string, object>> =>
  due ? { extend: { due }, agree: { due } } : {};
const toClause = ({ body }: RecordView<Relief>) =>
  body.sourceId && !body.assignedBy ? <Go to={`/directives/${body.sourceId}?rule=${body.ruleId}`}>查看要求</Go> : null;
const inside = ({ body }: RecordView<Relief>) => (
  <>
    <Section title="申请">
      <Fields schema={reliefKind.type.schema} body={body} labels={LABELS} />
    </Section>
    {body.periodIds.length ? <Periods ids={body.periodIds} /> : null}
  </>
);

export const ReliefPage = ({ params }: PageProps) => (
  <RecordPage kind={reliefKind} id={params['id']!} labels={LABELS} known={known} buttons={toClause}>
    {inside}
  </RecordPage>
);

/** More than these are counted on their own pages. */
const MOST = 12;

function Periods({ ids }: { ids: readonly string[] }) {
  return (
    <Section title="涉及的各期">
      <ul className="al-below">
        {ids.slice(0, MOST).map((id) => (
          <PeriodRow key={id} id={id} />
        ))}
      </ul>
    </Section>
  );
}

function PeriodRow({ id }: { id: string }) {
  const { data } = useCall(deskRoutes.period, { id });
  return data ? (
    <li>
      <PeriodLight period={data.period} />
      <span>
        {data.period.leaderName ?? data.period.unitName} · {data.period.label}
      </span>
    </li>
  ) : null;
}
