// All directives: what is under review, what waits for a signature, what is in force.
import { Empty, Go, RecordList, type SavedView, useMay } from '@anlan/ui';
import { DOOR } from '../../contract.ts';
import { directiveKind } from '../directive-kind.ts';
import './intake.css';

const VIEWS: SavedView[] = [
  { label: '核对中', filters: { state: 'draft' } },
  { label: '核稿中', filters: { state: 'checking' } },
  { label: '待签批', filters: { state: 'signing' } },
  { label: '执行中', filters: { state: 'issued' } },
  { label: '已办结', filters: { state: 'closed' } },
];

export default function ListPage() {
  const mayDraft = useMay('directives.draft');
  const add = mayDraft ? (
    <Go className="di-new" to="/directives/new">
      登记公文
    </Go>
  ) : null;
  return (
    <RecordList
      kind={directiveKind}
      views={VIEWS}
      labels={{ door: DOOR }}
      actions={add}
      empty={
        <Empty title="还没有公文">
          {mayDraft ? <Go to="/directives/new">登记第一份公文</Go> : '下达到本单位的公文会列在这里。'}
        </Empty>
      }
    />
  );
}
