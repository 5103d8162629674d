// Letterheads: in whose name papers stand, and the number that comes next.
import { Loading, Tabs, Trouble, sentenceOf, useCall, useSend } from '@anlan/ui';
import { App, Button, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { type Letterhead, type LetterheadView, papers } from '../contract.ts';
import { TABS } from './tabs.ts';

const FIELDS = [
  { key: 'mark', label: '发文机关标志', help: '红头上的字；留空用「单位名称＋文件」' },
  { key: 'code', label: '机关代字', help: '如「阳文旅字」；留空则不编发文字号' },
  { key: 'sealName', label: '署名', help: '与印章一致；留空用单位名称' },
  { key: 'printedBy', label: '印发机关', help: '版记里的印发机关；留空用单位名称' },
] as const satisfies readonly { key: keyof Letterhead; label: string; help: string }[];

export function LetterheadsPage() {
  const { data, error, refetch } = useCall(papers.routes.letterheads, {});
  const [editing, setEditing] = useState<LetterheadView | null>(null);
  return (
    <div className="ppr">
      <h1>文书</h1>
      <Tabs tabs={TABS} label="文书" title="文头与字号" />
      <p className="al-quiet">科室以所属局的名义发文，不单独设置。字号按机关代字和年份连续编，签发时才占用。</p>
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={6} /> : null}
      <ul className="ppr__heads">
        {data?.items.map((item) => (
          <li key={item.unitId}>
            <div>
              <div className="ppr__mark">{item.shown.mark}</div>
              <div className="al-quiet">
                署名 {item.shown.sealName} · 印发 {item.shown.printedBy}
              </div>
            </div>
            <div>{item.next ? `下一个 ${item.next}` : '没有设置机关代字'}</div>
            <Button onClick={() => setEditing(item)}>设置</Button>
          </li>
        ))}
      </ul>
      {editing ? <Edit key={editing.unitId} item={editing} onClose={() => setEditing(null)} /> : null}
    </div>
  );
}

const numberIn = (next: string | null) => Number(/(\d+)号$/.exec(next ?? '')?.[1] ?? 1);

function Edit({ item, onClose }: { item: LetterheadView; onClose: () => void }) {
  const { message } = App.useApp();
  const save = useSend(papers.routes.saveLetterhead);
  const move = useSend(papers.routes.setNext);
  const [words, setWords] = useState(item.said);
  const [next, setNext] = useState(numberIn(item.next));
  const [fault, setFault] = useState('');
  const done = async () => {
    try {
      const saved = await save.mutateAsync({ unitId: item.unitId, ...words });
      if (saved.next && next !== numberIn(saved.next)) await move.mutateAsync({ unitId: item.unitId, next });
      void message.success('已保存');
      onClose();
    } catch (error) {
      setFault(sentenceOf(error));
    }
  };
  return (
    <Modal
      open
      title={item.unitName}
      okText="保存"
      cancelText="取消"
      onOk={() => void done()}
      confirmLoading={save.isPending || move.isPending}
      onCancel={onClose}
    >
      <div className="ppr__form">
        {FIELDS.map(({ key, label, help }) => (
          <div key={key}>
            <label htmlFor={`ppr-${key}`}>{label}</label>
            <Input
              id={`ppr-${key}`}
              value={words[key] ?? ''}
              placeholder={help}
              onChange={(e) => setWords({ ...words, [key]: e.target.value.trim() || null })}
            />
          </div>
        ))}
        {words.code ? (
          <div>
            <label htmlFor="ppr-next">今年下一个序号</label>
            <InputNumber
              id="ppr-next"
              min={1}
              max={99999}
              precision={0}
              value={next}
              onChange={(v) => setNext(v ?? 1)}
            />
            <p className="al-quiet">办公系统已经编到哪里，就从它的下一个开始；只能往后调。</p>
          </div>
        ) : null}
        {fault ? (
          <p className="al-field__error" role="alert">
            {fault}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}
