// Imports of my unit, and the way to a new one.
import { Empty, Go, RecordList, kindOf } from '@anlan/ui';
import { imports } from '../contract.ts';

const kind = kindOf(imports, 'imports');
const views = [
  { label: '待导入', filters: { state: 'tried' } },
  { label: '已导入', filters: { state: 'taken' } },
];
const way = <Go to="/imports/new">从表格导入</Go>;

export const ImportsPage = () => (
  <RecordList
    kind={kind}
    views={views}
    actions={way}
    empty={
      <Empty title="还没有导入过。单位、人员，以及系统启用以前的学习、会议、调研，可以从 Excel 成批导入。">{way}</Empty>
    }
  />
);
