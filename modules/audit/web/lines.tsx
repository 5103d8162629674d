// Who did what to which object and when: filters in the address, the life of one object by a click, Excel out.
import { DayInput, Empty, Loading, PersonSelect, Tabs, Trouble, localTime, useCall, useUrlState } from '@anlan/ui';
import { Button, Input, Select } from 'antd';
import { type AuditLine, audit } from '../contract.ts';
import { TABS } from './tabs.ts';

const FILTERS = ['personId', 'verb', 'object', 'from', 'to'] as const;
type Filters = Partial<Record<(typeof FILTERS)[number], string>>;

/** A detail longer than this is told in full only on hover and in the workbook. */
const SHORT = 80;
const ID = 8;

export function LinesPage() {
  const [url, set] = useUrlState();
  const filters: Filters = Object.fromEntries(FILTERS.flatMap((f) => (url[f] ? [[f, url[f]]] : [])));
  const before = url['before'] ? Number(url['before']) : undefined;
  const { data, error, refetch } = useCall(
    audit.routes.search,
    { ...filters, ...(before ? { before } : {}) },
    { keep: true },
  );
  const choose = (patch: Partial<Record<keyof Filters, string | null>>) => set({ ...patch, before: null });
  const query = new URLSearchParams(filters);
  return (
    <div className="aud">
      <h1>审计</h1>
      <Tabs tabs={TABS} label="审计" title="记录" />
      <Bar filters={filters} choose={choose} excel={`/api/audit/export.xlsx?${query}`} />
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={10} /> : null}
      {data && !data.items.length ? (
        <Empty title="没有符合条件的记录。">
          <Button onClick={() => choose(Object.fromEntries(FILTERS.map((f) => [f, null])))}>看全部</Button>
        </Empty>
      ) : null}
      {data?.items.length ? <Lines rows={data.items} onObject={(object) => choose({ object })} /> : null}
      {before || data?.next ? (
        <p className="aud__pages">
          {before ? <Button onClick={() => set({ before: null })}>回到最新</Button> : null}
          {data?.next ? <Button onClick={() => set({ before: String(data.next) })}>更早的记录</Button> : null}
        </p>
      ) : null}
    </div>
  );
}

const bare = (id: string) => ({ id, 'aria-invalid': false, 'aria-describedby': undefined, status: '' as const });

type BarProps = {
  filters: Filters;
  choose: (patch: Partial<Record<keyof Filters, string | null>>) => void;
  excel: string;
};

function Bar({ filters, choose, excel }: BarProps) {
  const { data } = useCall(audit.routes.verbs, {});
  return (
    <search className="aud__bar">
      <div className="aud__who">
        <label htmlFor="aud-person">操作者</label>
        <PersonSelect id="aud-person" value={filters.personId ?? null} onChange={(personId) => choose({ personId })} />
      </div>
      <div className="aud__who">
        <label htmlFor="aud-verb">动作</label>
        <Select
          id="aud-verb"
          className="al-full"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={filters.verb ?? null}
          options={(data?.items ?? []).map(({ verb, label }) => ({ value: verb, label }))}
          onChange={(verb) => choose({ verb: verb ?? null })}
        />
      </div>
      <div className="aud__object">
        <label htmlFor="aud-object">对象编号</label>
        <Input
          key={filters.object ?? ''}
          id="aud-object"
          allowClear
          defaultValue={filters.object ?? ''}
          onPressEnter={(e) => choose({ object: e.currentTarget.value.trim() || null })}
          onBlur={(e) =>
            e.target.value.trim() !== (filters.object ?? '') && choose({ object: e.target.value.trim() || null })
          }
        />
      </div>
      <div>
        <label htmlFor="aud-from">从</label>
        <DayInput {...bare('aud-from')} value={filters.from ?? null} onChange={(from) => choose({ from })} />
      </div>
      <div>
        <label htmlFor="aud-to">到</label>
        <DayInput {...bare('aud-to')} value={filters.to ?? null} onChange={(to) => choose({ to })} />
      </div>
      <a className="aud__excel" href={excel} download>
        导出 Excel
      </a>
    </search>
  );
}

function Lines({ rows, onObject }: { rows: readonly AuditLine[]; onObject: (id: string) => void }) {
  return (
    <table className="aud__lines">
      <thead>
        <tr>
          <th scope="col">序号</th>
          <th scope="col">时间</th>
          <th scope="col">操作者</th>
          <th scope="col">动作</th>
          <th scope="col">对象</th>
          <th scope="col">细节</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.seq}>
            <td className="aud__num">{r.seq}</td>
            <td className="aud__num">{localTime(r.at)}</td>
            <td>{r.actorName ?? '系统'}</td>
            <td>{r.verbLabel}</td>
            <td>
              {r.object ? (
                <button
                  type="button"
                  className="al-link"
                  data-why={`看 ${r.object} 的全部记录`}
                  onClick={() => onObject(r.object!)}
                >
                  {r.object.length > ID * 2 ? `…${r.object.slice(-ID)}` : r.object}
                </button>
              ) : null}
            </td>
            <td className="aud__detail" data-why={r.detail.length > SHORT ? r.detail : undefined}>
              {r.detail.length > SHORT ? `${r.detail.slice(0, SHORT)}…` : r.detail}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
