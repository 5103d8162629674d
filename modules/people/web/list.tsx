// 人员: everybody in office whom I may know of, narrowed by name, unit and standing; out as a workbook as shown.
import { call } from '@anlan/contract';
import {
  Download,
  Empty,
  Go,
  Grid,
  type GridColumn,
  Loading,
  Trouble,
  UnitSelect,
  callKey,
  useGo,
  useMay,
  useMe,
  useNarrow,
  useToday,
  useUrlState,
} from '@anlan/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import type { PersonRow } from '../contract/person.ts';
import { people } from '../contract.ts';
import { Deed } from './deed.tsx';
import { awayWords, personPath, unitPath } from './words.ts';

const { roster, createPerson } = people.routes;
const VIEWS = [
  { only: '', label: '全部' },
  { only: 'leaders', label: '班子成员' },
  { only: 'away', label: '不在岗' },
  { only: 'pending', label: '待授权' },
] as const;
const ROW = 40;
const CARD = 92;

const columns: GridColumn<PersonRow>[] = [
  { key: 'name', title: '姓名', width: '110px', cell: (p) => <Go to={personPath(p.personId)}>{p.name}</Go> },
  {
    key: 'unit',
    title: '单位',
    width: 'minmax(140px, 1fr)',
    cell: (p) => <Go to={unitPath(p.unitId)}>{p.unitName}</Go>,
    text: (p) => p.unitName,
  },
  {
    key: 'title',
    title: '职务',
    width: 'minmax(160px, 1.2fr)',
    cell: (p) => (
      <>
        {p.title}
        {p.leader ? <span className="pe-tag">班子</span> : null}
      </>
    ),
    text: (p) => p.title,
  },
  { key: 'role', title: '权限', width: '120px', cell: (p) => <Role row={p} /> },
  { key: 'phone', title: '电话', width: '130px', cell: (p) => p.phone ?? '' },
  {
    key: 'away',
    title: '不在岗',
    width: 'minmax(120px, 1fr)',
    cell: (p) => (p.away ? awayWords(p.away) : ''),
    text: (p) => (p.away ? awayWords(p.away) : ''),
  },
];

const Role = ({ row }: { row: PersonRow }) =>
  row.role === 'pending' ? <span className="pe-tag pe-tag--warn">待授权</span> : <>{row.roleLabel}</>;

const card = (p: PersonRow) => (
  <div className="pe-card">
    <div>
      <b>{p.name}</b> {p.title}
      {p.leader ? <span className="pe-tag">班子</span> : null}
    </div>
    <div className="al-quiet">
      {p.unitName}
      {p.phone ? ` · ${p.phone}` : ''}
    </div>
    {p.away ? <div className="al-quiet">{awayWords(p.away)}</div> : null}
  </div>
);

export function PeopleList() {
  const [url, set] = useUrlState();
  const go = useGo();
  const narrow = useNarrow();
  const [open, setOpen] = useState<string | null>(null);
  const query = {
    ...(url['q'] ? { q: url['q'] } : {}),
    ...(url['under'] ? { under: url['under'] } : {}),
    ...(VIEWS.some((v) => v.only && v.only === url['only']) ? { only: url['only'] as 'leaders' } : {}),
  };
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: callKey(roster.path, query),
    queryFn: ({ pageParam, signal }) =>
      call(roster, { ...query, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const rows = data?.pages.flatMap((p) => p.items) ?? [];
  const count = data?.pages[0]?.count ?? 0;
  return (
    <div className="al-list">
      <div className="al-list__main">
        <div className="al-listbar">
          <div className="al-listbar__row">
            <h1 className="pe-title">人员</h1>
            <span className="al-quiet">{count} 个岗位</span>
            <Bar />
          </div>
          <div className="al-listbar__row">
            <nav className="al-views" aria-label="常用筛选">
              {VIEWS.map((v) => (
                <button
                  key={v.only}
                  type="button"
                  className={`al-views__tab${(url['only'] ?? '') === v.only ? ' al-views__tab--on' : ''}`}
                  aria-pressed={(url['only'] ?? '') === v.only}
                  onClick={() => set({ only: v.only })}
                >
                  {v.label}
                </button>
              ))}
            </nav>
            <div className="pe-unit">
              <UnitSelect
                value={url['under'] ?? null}
                onChange={(under) => set({ under })}
                placeholder="单位及其下属"
                aria-invalid={undefined}
              />
            </div>
            <Input.Search
              className="al-listbar__search"
              defaultValue={url['q'] ?? ''}
              placeholder="姓名、职务、电话"
              aria-label="查找人员"
              allowClear
              onSearch={(q) => set({ q: q.trim() })}
            />
          </div>
        </div>
        {error ? (
          <Trouble error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <Grid
            label="人员"
            columns={columns}
            rows={rows}
            keyOf={(p) => p.postId}
            rowHeight={narrow ? CARD : ROW}
            open={open}
            onOpen={(p) => (narrow ? go(personPath(p.personId)) : setOpen(p.postId))}
            onEnter={(p) => go(personPath(p.personId))}
            onClose={() => setOpen(null)}
            onEnd={() => {
              if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
            }}
            {...(narrow ? { card } : {})}
            total={count}
            empty={<Empty title="没有符合条件的人员。换个姓名，或去掉筛选再看。" />}
          />
        ) : (
          <Loading lines={10} />
        )}
      </div>
    </div>
  );
}

/** What one may do with the whole list. */
function Bar() {
  const [url] = useUrlState();
  const go = useGo();
  const me = useMe();
  const today = useToday();
  const keeps = useMay('org.people');
  const asked = new URLSearchParams(
    Object.entries({ q: url['q'], under: url['under'], only: url['only'] }).flatMap(([k, v]) => (v ? [[k, v]] : [])),
  );
  return (
    <div className="al-listbar__actions">
      <Download href={`/api/people/roster.xlsx?${asked}`} personal>
        导出 Excel
      </Download>
      {keeps ? (
        <Deed
          route={createPerson}
          main
          known={{ fromDay: today, ...(me.unit ? { unitId: me.unit.id } : {}) }}
          only={['unitId', 'name', 'title', 'leader', 'fromDay', 'phone', 'note']}
          consequence="登记后即列入本单位人员；能看什么、办什么，由安全管理员另行授权。列为班子成员的，从下一期起承担个人任务。"
          after={({ id }) => go(personPath(id))}
        />
      ) : null}
    </div>
  );
}
