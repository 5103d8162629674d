// One import: how many rows of which kind, each row with its sentence, and the file that goes back.
import type { RecordView } from '@anlan/contract';
import { Empty, Loading, type PageProps, RecordPage, Section, Trouble, kindOf, useCall, useUrlState } from '@anlan/ui';
import { Button, Segmented } from 'antd';
import { HOW, type Import, type RowView, imports } from '../contract.ts';

const kind = kindOf(imports, 'imports');
type Shown = RecordView<Import>;
type How = RowView['how'] | 'all';

export const ShowImport = ({ params }: PageProps) => (
  <RecordPage kind={kind} id={params['id']!}>
    {(record) => <Body record={record} />}
  </RecordPage>
);

function Body({ record }: { record: Shown }) {
  const { id, body, state } = record;
  const [url, set] = useUrlState();
  const how = (url['how'] ?? (body.bad ? 'bad' : 'all')) as How;
  const after = Number(url['after'] ?? 0);
  const { data, error, refetch } = useCall(imports.routes.rows, { id, how, after }, { keep: true });
  const counts: Record<How, number> = {
    all: body.total,
    bad: body.bad,
    new: body.fresh,
    changed: body.changed,
    same: body.same,
  };
  const words: Record<How, string> = { all: '全部', ...HOW };
  const done = state !== 'tried';
  return (
    <>
      <Section title={done ? '结果' : '试导结果'}>
        <p>
          共 {body.total} 行：{done ? '' : '将'}新增 {body.fresh}，{done ? '' : '将'}更新 {body.changed}，已有不变{' '}
          {body.same}，有错 {body.bad}。
          {body.bad
            ? done
              ? '有错的行没有导入。'
              : '可以先导入没有问题的行，有错的行改好后再导；或者改好整张表重新上传，已经导入的会自动认出。'
            : ''}
        </p>
        {body.bad ? (
          <p>
            <a href={`/api/imports/${id}/marked.xlsx?only=bad`} download>
              下载有错的行
            </a>
            　
            <a href={`/api/imports/${id}/marked.xlsx`} download>
              下载标注结果的整张表
            </a>
          </p>
        ) : null}
      </Section>
      <Section title="每一行">
        <Segmented
          value={how}
          onChange={(v) => set({ how: v, after: null })}
          options={(Object.keys(words) as How[]).map((h) => ({ value: h, label: `${words[h]} ${counts[h]}` }))}
        />
        {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Loading lines={6} /> : null}
        {data && !data.items.length ? <Empty title="没有这一类的行。" /> : null}
        {data?.items.length ? (
          <table className="imp__rows">
            <thead>
              <tr>
                <th scope="col">行</th>
                <th scope="col">结果</th>
                <th scope="col">内容或问题</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((r) => (
                <tr key={r.at} className={r.how === 'bad' ? 'imp__bad' : undefined}>
                  <td>{r.at}</td>
                  <td>{HOW[r.how]}</td>
                  <td>
                    {r.what}
                    {r.how === 'bad' ? (
                      <div className="al-quiet">{Object.values(r.cells).filter(Boolean).slice(0, 4).join('　')}</div>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        {after || data?.next ? (
          <p className="imp__pages">
            {after ? <Button onClick={() => set({ after: null })}>回到开头</Button> : null}
            {data?.next ? <Button onClick={() => set({ after: String(data.next) })}>后面的行</Button> : null}
          </p>
        ) : null}
      </Section>
    </>
  );
}
