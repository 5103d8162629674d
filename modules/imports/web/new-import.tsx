// A new table: what it holds, the template, then a file or what was copied; the trial says what would become of each row.
import { call, recordPath } from '@anlan/contract';
import {
  Loading,
  Trouble,
  deskPath,
  kindOf,
  refresh,
  sentenceOf,
  upload,
  useCall,
  useGo,
  useIntent,
  useUrlState,
} from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio, Upload } from 'antd';
import { useEffect, useState } from 'react';
import { imports } from '../contract.ts';

const kind = kindOf(imports, 'imports');

export function NewImport() {
  const { data, error, refetch } = useCall(imports.routes.specs, {});
  const [url, set] = useUrlState();
  useEffect(() => {
    document.title = '从表格导入 · 安澜';
  }, []);
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const spec = data.items.find((s) => s.key === url['spec']) ?? null;
  return (
    <article className="al-record imp">
      <header className="al-record__head">
        <h1>从表格导入</h1>
        <p className="al-quiet">先试导，不会改动任何内容；看清每一行的结果，再决定导入。导错了可以整批撤销。</p>
      </header>
      <h2>一、导入什么</h2>
      {data.items.length ? (
        <Radio.Group
          className="imp__specs"
          value={spec?.key}
          onChange={(e) => set({ spec: String(e.target.value) })}
          options={data.items.map((s) => ({ value: s.key, label: s.title }))}
        />
      ) : (
        <p>您的岗位没有可以导入的内容。</p>
      )}
      {spec ? (
        <>
          <p>{spec.about}</p>
          <h2>二、照模板填写</h2>
          <p>
            <a href={`${recordPath('imports', 'imports')}/specs/${spec.key}/template.xlsx`} download>
              下载模板（.xlsx）
            </a>
            ，也可以用自己的表，只要第一行是下面的列名。
          </p>
          <table className="imp__columns">
            <thead>
              <tr>
                <th scope="col">列名</th>
                <th scope="col">说明</th>
                <th scope="col">例</th>
              </tr>
            </thead>
            <tbody>
              {spec.columns.map((c) => (
                <tr key={c.key}>
                  <th scope="row">
                    {c.label}
                    {c.required ? <span className="imp__must">必填</span> : null}
                  </th>
                  <td>{c.help}</td>
                  <td>{c.example}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <h2>三、上传或粘贴</h2>
          <Bring key={spec.key} spec={spec.key} />
        </>
      ) : null}
    </article>
  );
}

function Bring({ spec }: { spec: string }) {
  const client = useQueryClient();
  const go = useGo();
  const intent = useIntent();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState('');
  const [fault, setFault] = useState('');
  const send = async (input: { fileId?: string; text?: string }) => {
    const made = await call(imports.routes.attempt, { spec, ...input }, { key: intent({ spec, ...input }) });
    void refresh(client, 'imports');
    go(deskPath(kind, made.id));
  };
  const run = async (what: string, work: () => Promise<void>) => {
    setBusy(what);
    setFault('');
    try {
      await work();
    } catch (error) {
      setFault(sentenceOf(error));
    } finally {
      setBusy('');
    }
  };
  return (
    <div className="imp__bring">
      <Upload.Dragger
        accept=".xlsx"
        showUploadList={false}
        disabled={busy !== ''}
        beforeUpload={(file) => {
          void run(`正在试导「${file.name}」……`, async () => {
            const { id } = await upload(file, () => {});
            await send({ fileId: id });
          });
          return false;
        }}
      >
        <p>把 Excel 文件（.xlsx）拖到这里，或点击选择</p>
      </Upload.Dragger>
      <label htmlFor="imp-text">或者在 Excel、WPS 里选中表格（连同表头）复制，粘贴到这里：</label>
      <Input.TextArea
        id="imp-text"
        rows={5}
        value={text}
        onChange={(e) => setText(e.target.value)}
        disabled={busy !== ''}
      />
      <Button
        type="primary"
        disabled={!text.trim()}
        loading={busy !== ''}
        onClick={() => void run('正在试导……', () => send({ text }))}
      >
        试导入
      </Button>
      {busy ? <output className="al-quiet">{busy}一千行大约需要几秒钟。</output> : null}
      {fault ? (
        <p className="al-field__error" role="alert">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
