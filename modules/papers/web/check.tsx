// A document is dropped; what departs from the standard is listed with its clause, in the order of the page.
import { Tabs, sentenceOf, upload, useSend } from '@anlan/ui';
import { Upload } from 'antd';
import { useState } from 'react';
import { type Fault, papers } from '../contract.ts';
import { TABS } from './tabs.ts';

type Outcome = { name: string; rules: number; faults: Fault[] };

export function CheckPage() {
  const check = useSend(papers.routes.check);
  const [busy, setBusy] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [fault, setFault] = useState('');
  const run = async (file: File) => {
    setBusy(file.name);
    setFault('');
    setOutcome(null);
    try {
      const { id } = await upload(file, () => {});
      setOutcome(await check.mutateAsync({ fileId: id }));
    } catch (error) {
      setFault(sentenceOf(error));
    } finally {
      setBusy('');
    }
  };
  return (
    <div className="ppr">
      <h1>文书</h1>
      <Tabs tabs={TABS} label="文书" title="排版检查" />
      <p className="al-quiet">
        对照《党政机关公文格式》（GB/T 9704-2012）检查一份 Word 公文，逐条指出问题和条款。文件不会归档。
      </p>
      <div className="ppr__dropzone">
        <Upload.Dragger
          accept=".docx"
          showUploadList={false}
          disabled={busy !== ''}
          beforeUpload={(file) => {
            void run(file);
            return false;
          }}
        >
          <p className="ppr__drop">{busy ? `正在检查「${busy}」……` : '选择公文（.docx），或拖到这里'}</p>
        </Upload.Dragger>
      </div>
      {fault ? (
        <p className="al-field__error" role="alert">
          {fault}
        </p>
      ) : null}
      {outcome ? <Faults {...outcome} /> : null}
    </div>
  );
}

function Faults({ name, rules, faults }: Outcome) {
  return (
    <section aria-live="polite">
      <h2>
        {name}：{faults.length ? `查出 ${faults.length} 个问题` : `没有查出问题（共查 ${rules} 项）`}
      </h2>
      <ul className="ppr__faults">
        {faults.map((f) => (
          <li key={f.code}>
            {f.message}
            <span className="ppr__clause">
              {f.clause.startsWith('9（') ? `第 9 章（${f.clause.slice(2)}` : `第 ${f.clause} 条`}
              {f.times > 1 ? ` · 共 ${f.times} 处` : ''}
            </span>
            {f.where ? <div className="al-quiet">「{f.where}」</div> : null}
          </li>
        ))}
      </ul>
      {faults.length ? <p className="al-quiet">有的问题会连带出别的问题，改好以后再检查一次。</p> : null}
    </section>
  );
}
