// All studies within reach, and the two ways to a new one.
import { Empty, Go, RecordList, useMay } from '@anlan/ui';
import { kind } from './kind.ts';
import { StudyRecord } from './show.tsx';

const views = [
  { label: '已安排', filters: { state: 'planned' } },
  { label: '已学习', filters: { state: 'held' } },
];

const beside = (id: string) => <StudyRecord key={id} id={id} beside />;

export function StudyList() {
  const may = useMay('study.record');
  const ways = may ? (
    <span className="al-ways">
      <Go className="al-way al-way--main" to="/study/new">
        登记学习
      </Go>
      <Go className="al-way" to="/study/plan">
        安排学习
      </Go>
    </span>
  ) : null;
  return (
    <RecordList
      kind={kind}
      views={views}
      actions={ways}
      empty={<Empty title="还没有学习记录。每季度至少组织一次，学过就在这里登记。">{ways}</Empty>}
      show={beside}
    />
  );
}
