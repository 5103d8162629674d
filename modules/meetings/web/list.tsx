// All meetings within reach, and the two ways to a new one.
import { Empty, Go, RecordList, useMay } from '@anlan/ui';
import { kind } from './kind.ts';
import { MeetingRecord } from './show.tsx';

const views = [
  { label: '已安排', filters: { state: 'planned' } },
  { label: '已召开', filters: { state: 'held' } },
];

const beside = (id: string) => <MeetingRecord key={id} id={id} beside />;

export function MeetingList() {
  const may = useMay('meetings.record');
  const ways = may ? (
    <span className="al-ways">
      <Go className="al-way al-way--main" to="/meetings/new">
        登记会议
      </Go>
      <Go className="al-way" to="/meetings/plan">
        安排会议
      </Go>
    </span>
  ) : null;
  return (
    <RecordList
      kind={kind}
      views={views}
      actions={ways}
      empty={<Empty title="还没有会议记录。每月至少召开一次安全生产会议，开过就在这里登记。">{ways}</Empty>}
      show={beside}
    />
  );
}
