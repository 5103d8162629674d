// Scans: a heap of signed pages goes in, each finds its record; what no code claims is filed here by hand.
import { deskRoutes } from '@anlan/contract';
import {
  Empty,
  Go,
  Loading,
  Tabs,
  Trouble,
  deskPath,
  fileUrl,
  friendlyTime,
  sentenceOf,
  useCall,
  useSend,
  useToday,
} from '@anlan/ui';
import { App, Button, Modal, Progress, Select, Upload } from 'antd';
import { useState } from 'react';
import { type ScanPage, papers } from '../contract.ts';
import { useReading } from './reading.ts';
import { TABS } from './tabs.ts';

const TAKEN = '.pdf,.jpg,.jpeg,.png,.webp,.heic,image/*,application/pdf';

export function ScansPage() {
  const { data, error, refetch } = useCall(papers.routes.scans, {});
  const { progress, outcome, read } = useReading();
  const open = data?.items.filter((p) => p.state === 'open') ?? [];
  const filed = data?.items.filter((p) => p.state !== 'open') ?? [];
  return (
    <div className="ppr">
      <h1>文书</h1>
      <Tabs tabs={TABS} label="文书" title="扫描件归档" />
      <p className="al-quiet">
        把签字盖章后的纸页扫描成 PDF，或用手机拍照，一起放到下面。系统按每页页脚的码归到原来的记录，重复的页只归一次。
      </p>
      <div className="ppr__dropzone">
        <Upload.Dragger
          multiple
          accept={TAKEN}
          showUploadList={false}
          disabled={progress !== null}
          beforeUpload={(file, all) => {
            if (file === all[0]) void read(all);
            return false;
          }}
        >
          <p className="ppr__drop">{progress ? `正在识别「${progress.file}」` : '选择扫描件，或拖到这里'}</p>
          {progress ? (
            <Progress
              percent={Math.round((progress.done / progress.pages) * 100)}
              format={() => `${progress.done}/${progress.pages} 页`}
            />
          ) : (
            <p className="al-quiet">PDF、JPG、PNG、WEBP；一份最多 200 页</p>
          )}
        </Upload.Dragger>
      </div>
      {outcome ? (
        <output className="ppr__outcome">
          <p>
            归档 {outcome.filed} 页{outcome.before ? `，已归过 ${outcome.before} 页` : ''}
            {outcome.open ? `，${outcome.open} 页没有认出，请在下面手工归档` : ''}。
          </p>
          {outcome.troubles.map((t) => (
            <p key={t} className="al-field__error">
              {t}
            </p>
          ))}
        </output>
      ) : null}
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={5} /> : null}
      {open.length ? (
        <section aria-label="待手工归档">
          <h2>待手工归档（{open.length} 页）</h2>
          <ul className="ppr__open">
            {open.map((p) => (
              <Waiting key={p.id} page={p} />
            ))}
          </ul>
        </section>
      ) : null}
      {filed.length ? <Filed pages={filed} /> : data && !open.length ? <Empty title="还没有扫描件" /> : null}
    </div>
  );
}

function Filed({ pages }: { pages: readonly ScanPage[] }) {
  const today = useToday();
  return (
    <section aria-label="已归档">
      <h2>已归档</h2>
      <ul className="ppr__filed">
        {pages.map((p) => (
          <li key={p.id}>
            {p.record ? (
              <Go to={deskPath(p.record, p.record.id)}>{p.record.title}</Go>
            ) : (
              <span>（不在您的查看范围内）</span>
            )}
            <span className="al-quiet">
              {p.paperPage ? `第 ${p.paperPage} 页 · ` : ''}
              {p.fileName} 第 {p.page} 页 · {friendlyTime(p.at, today)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A page without a code that could be read: looked at, and given to its record or left out. */
function Waiting({ page }: { page: ScanPage }) {
  const { message } = App.useApp();
  const drop = useSend(papers.routes.dropScan);
  const [filing, setFiling] = useState(false);
  const leave = () =>
    drop.mutateAsync({ id: page.id }).catch((error: unknown) => void message.error(sentenceOf(error)));
  return (
    <li>
      <a href={fileUrl(page.pictureId)} target="_blank" rel="noreferrer">
        <img src={fileUrl(page.pictureId, 240)} alt={`${page.fileName} 第 ${page.page} 页`} loading="lazy" />
      </a>
      <div>
        {page.fileName} 第 {page.page} 页
        <div className="al-quiet">
          {page.code ? `没有找到码 ${page.code} 的记录，或不在您的查看范围内` : '没有认出页脚的码'}
        </div>
      </div>
      <div className="ppr__acts">
        <Button type="primary" size="small" onClick={() => setFiling(true)}>
          归到记录
        </Button>
        <Button size="small" onClick={() => void leave()} loading={drop.isPending}>
          不归档
        </Button>
      </div>
      {filing ? <FileByHand page={page} onClose={() => setFiling(false)} /> : null}
    </li>
  );
}

function FileByHand({ page, onClose }: { page: ScanPage; onClose: () => void }) {
  const { message } = App.useApp();
  const file = useSend(papers.routes.fileScan);
  const [q, setQ] = useState('');
  const [recordId, setRecordId] = useState<string | null>(null);
  const [fault, setFault] = useState('');
  const { data, isFetching } = useCall(
    deskRoutes.search,
    { q, limit: 20 },
    { enabled: q.trim().length >= 2, keep: true },
  );
  const hits = (data?.items ?? []).filter((h) => h.type === 'record');
  const save = async () => {
    if (!recordId) return setFault('请先找到并选择一条记录。');
    try {
      await file.mutateAsync({ id: page.id, recordId });
      void message.success('已归档');
      onClose();
    } catch (error) {
      setFault(sentenceOf(error));
    }
  };
  return (
    <Modal
      open
      title="归到哪条记录"
      okText="归档"
      cancelText="取消"
      onOk={() => void save()}
      confirmLoading={file.isPending}
      onCancel={onClose}
    >
      <img className="ppr__large" src={fileUrl(page.pictureId, 960)} alt={`${page.fileName} 第 ${page.page} 页`} />
      <label htmlFor="ppr-record">按编号、标题或单位查找</label>
      <Select
        id="ppr-record"
        className="ppr__find"
        showSearch={{ filterOption: false, onSearch: setQ }}
        loading={isFetching}
        value={recordId}
        onChange={setRecordId}
        placeholder="至少输入两个字"
        notFoundContent={q.trim().length < 2 ? '至少输入两个字' : '没有找到，请换个词'}
        options={hits.map((h) => ({ value: h.id, label: `${h.title}　${h.detail}` }))}
      />
      {fault ? (
        <p className="al-field__error" role="alert">
          {fault}
        </p>
      ) : null}
    </Modal>
  );
}
