// A list of one kind of record: views, filters in the address, paging by cursor, the record opens beside it.
import { type ListQuery, type RecordView, send } from '@anlan/contract';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import type { z } from 'zod';
import { Go, useGo, useUrlState } from '../data/go.tsx';
import { useMe } from '../data/me.ts';
import { useNarrow } from '../data/narrow.ts';
import { callKey } from '../data/query.ts';
import { type RecordKind, apiOf, deskPath } from '../kind.ts';
import { RecordPage } from '../record/record-page.tsx';
import { Empty, Loading, Trouble } from '../sign/state-of-things.tsx';
import { StateTag } from '../sign/tags.tsx';
import { Grid } from './grid.tsx';
import { ListBar } from './list-bar.tsx';
import { type CellMakers, type Labels, type Row, columnsOf } from './list-columns.tsx';
import { type SavedView, useListPrefs } from './list-prefs.ts';
import { type Filters, filtersOf, replaceFilters } from './list-query.ts';

export type RecordListProps<S extends z.ZodObject> = {
  kind: RecordKind<S>;
  /** Views of the module beside 全部 and 我单位: `{ label: '待复查', filters: { state: 'fixed' } }`. */
  views?: readonly SavedView[];
  cells?: CellMakers<S>;
  labels?: Labels;
  /** Buttons at the top right; the way to a new record first. */
  actions?: ReactNode;
  /** What to do where the list is empty without any filter. */
  empty?: ReactNode;
  /** The record beside the list, else `RecordPage` as it is. Given `beside` it must fit a narrow pane. */
  show?: (id: string) => ReactNode;
};

type Page<S extends z.ZodObject> = {
  items: RecordView<z.infer<S>>[];
  next: string | null;
  count: number;
  exact: boolean;
};

const PAGE = 50;
/** What a list still shows while a record is open beside it. */
const BESIDE = ['title', 'state', 'unitName', 'occurredOn'];
const ROW = { dense: 36, wide: 46, card: 74 };

export function RecordList<S extends z.ZodObject>({
  kind,
  views = [],
  cells,
  labels,
  actions,
  empty,
  show,
}: RecordListProps<S>) {
  const me = useMe();
  const go = useGo();
  const narrow = useNarrow();
  const client = useQueryClient();
  const [url, setUrl] = useUrlState();
  const [prefs, setPrefs] = useListPrefs(`${kind.module}/${kind.kind}`);
  const filters = filtersOf(url);
  const open = url['open'] ?? null;
  const columns = useMemo(() => columnsOf(kind, cells, labels), [kind, cells, labels]);
  const shown = prefs.columns ?? columns.filter((c) => c.usual).map((c) => c.key);

  const path = apiOf(kind);
  const key = callKey(path, { list: filters });
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      send(
        'GET',
        path,
        { ...filters, limit: PAGE, cursor: pageParam } satisfies Partial<Record<keyof ListQuery, unknown>>,
        { signal },
      ) as Promise<Page<S>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((p) => p.items) ?? [], [list.data]);
  const total = list.data?.pages[0];
  const given: SavedView[] = [
    { label: '全部', filters: {} },
    ...(me.unit ? [{ label: '我单位', filters: { under: me.unit.id } }] : []),
    ...views,
  ];
  const setFilters = (next: Filters) => setUrl({ ...replaceFilters(next), open: null });
  const whole = (row: Row<S>) => go(deskPath(kind, row.id));
  const card = (row: Row<S>) => <Card kind={kind} row={row} />;
  const filtered = Object.keys(filters).some((f) => f !== 'sort');
  const beside = open !== null && !narrow;
  return (
    <div className={`al-list${beside ? ' al-list--split' : ''}`}>
      <div className="al-list__main">
        <ListBar
          kind={kind}
          filters={filters}
          onFilters={setFilters}
          given={given}
          prefs={prefs}
          onPrefs={setPrefs}
          columns={columns}
          shown={shown}
          actions={actions}
        />
        {list.isStale && rows.length > PAGE ? (
          <button type="button" className="al-list__fresh" onClick={() => void client.resetQueries({ queryKey: key })}>
            清单有更新，点此刷新
          </button>
        ) : null}
        {list.isError && rows.length === 0 ? (
          <Trouble error={list.error} onRetry={() => void list.refetch()} />
        ) : list.isPending ? (
          <Loading lines={12} />
        ) : (
          <Grid
            label={`${kind.type.title}清单`}
            columns={columns.filter((c) => (beside ? BESIDE : shown).includes(c.key))}
            rows={rows}
            keyOf={(r) => r.id}
            rowHeight={narrow ? ROW.card : prefs.dense ? ROW.dense : ROW.wide}
            open={open}
            onOpen={(row) => (narrow ? whole(row) : setUrl({ open: row.id }))}
            onEnter={whole}
            onClose={() => setUrl({ open: null })}
            onEnd={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
            card={narrow ? card : undefined}
            total={total?.exact ? total.count : -1}
            empty={
              filtered ? (
                <Empty title="没有符合条件的记录">
                  <button type="button" className="al-link" onClick={() => setFilters({})}>
                    去掉全部筛选
                  </button>
                </Empty>
              ) : (
                (empty ?? <Empty title={`还没有${kind.type.title}记录`} />)
              )
            }
            foot={
              rows.length > 0 && total ? (
                <output className="al-list__foot">
                  {list.isFetchingNextPage
                    ? '正在载入更多……'
                    : `已载入 ${rows.length} 条，共${total.exact ? '' : '约'} ${total.count.toLocaleString('zh-CN')} 条`}
                  {list.isError ? (
                    <button type="button" className="al-link" onClick={() => void list.fetchNextPage()}>
                      没有载入成功，再试一次
                    </button>
                  ) : null}
                </output>
              ) : null
            }
          />
        )}
      </div>
      {beside ? (
        <aside className="al-list__beside" aria-label="选中的记录">
          <div className="al-list__besidebar">
            <Go className="al-link" to={deskPath(kind, open)}>
              整页打开
            </Go>
            <button type="button" className="al-link" onClick={() => setUrl({ open: null })}>
              关闭（Esc）
            </button>
          </div>
          {show ? show(open) : <RecordPage key={open} kind={kind} id={open} labels={labels} beside />}
        </aside>
      ) : null}
    </div>
  );
}

function Card<S extends z.ZodObject>({ kind, row }: { kind: RecordKind<S>; row: Row<S> }) {
  return (
    <>
      <div className="al-card__title">{row.title}</div>
      <div className="al-card__line">
        <StateTag life={kind.type.life} state={row.state} />
        <span>{row.unitName}</span>
        <span>{row.deadline ?? row.occurredOn ?? ''}</span>
      </div>
    </>
  );
}
