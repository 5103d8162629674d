// Two doors in: a document issued elsewhere is registered, a notice of our own is drafted.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- two doors side by side, no form fields */
import { Term, useUrlState } from '@anlan/ui';
import { OwnDraft } from './own.tsx';
import { Received } from './received.tsx';
import './intake.css';

const DOORS = [
  {
    key: 'received',
    name: '收文登记',
    says: '文件已由上级或本局在别处印发。上传后找出任务，核对、签发，下达到责任单位。',
  },
  { key: 'own', name: '发文拟稿', says: '在这里起草本局的通知，核对任务后送局领导签发，由局办公室编文号。' },
] as const;

export default function NewPage() {
  const [url, setUrl] = useUrlState();
  const door = url['door'] === 'own' ? 'own' : 'received';
  return (
    <article className="di">
      <h1>登记公文</h1>
      <div className="di-doors" role="group" aria-label="来源">
        {DOORS.map((d) => (
          <button
            key={d.key}
            type="button"
            aria-pressed={door === d.key}
            className="di-door"
            onClick={() => setUrl({ door: d.key })}
          >
            <b>{d.name}</b>
            <span>{d.says}</span>
          </button>
        ))}
      </div>
      <p className="di-warning" role="note">
        涉密、工作秘密不得上传。党内文件只登记标题、日期和档号。
      </p>
      <section className="di-work">{door === 'own' ? <OwnDraft /> : <Received />}</section>
      <p className="di-next">
        接下来：解析 → 逐条核对疑问 → 送批（送核） → 签批下达 → 各单位签收、按期完成，逾期可
        <Term name="督办单">督办</Term>。
      </p>
    </article>
  );
}
