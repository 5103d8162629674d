// All visits within reach, and the ways to a new one.
import { Empty, Go, RecordList, useMay } from '@anlan/ui';
import { kind } from './kind.ts';
import { VisitRecord } from './show.tsx';

const views = [
  { label: '已安排', filters: { state: 'planned' } },
  { label: '已完成', filters: { state: 'made' } },
];

const beside = (id: string) => <VisitRecord key={id} id={id} beside />;

export function VisitList() {
  const may = useMay('visits.record');
  const ways = may ? (
    <span className="al-ways">
      <Go className="al-way al-way--main" to="/visits/new">
        登记调研检查
      </Go>
      <Go className="al-way" to="/visits/plan">
        安排调研检查
      </Go>
    </span>
  ) : null;
  return (
    <RecordList
      kind={kind}
      views={views}
      actions={ways}
      empty={<Empty title="还没有调研检查记录。领导每月至少下基层一次，去过就在这里登记。">{ways}</Empty>}
      show={beside}
    />
  );
}
