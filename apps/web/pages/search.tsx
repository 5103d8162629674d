// All that a search finds, on one page.
import { deskRoutes } from '@anlan/contract';
import { Empty, Go, Loading, Section, Trouble, useCall, useUrlState } from '@anlan/ui';
import { useEffect } from 'react';
import { HIT_GROUPS, hitPath, inGroups } from '../shell/search-box.tsx';

const MOST = 50;

export function Search() {
  const [url, set] = useUrlState();
  const q = (url['q'] ?? '').trim();
  const long = [...q].length >= 2;
  const { data, error, refetch } = useCall(deskRoutes.search, { q, limit: MOST }, { enabled: long, keep: true });
  useEffect(() => {
    document.title = `搜索：${q} · 安澜`;
  }, [q]);
  return (
    <div className="an-page">
      <h1>搜索</h1>
      <input
        className="an-page__search"
        type="search"
        aria-label="搜索"
        defaultValue={q}
        key={q}
        onKeyDown={(e) => e.key === 'Enter' && set({ q: e.currentTarget.value.trim() })}
      />
      {!long ? (
        <Empty title="请至少输入两个字。可以搜标题、文号、编号、单位、姓名。" />
      ) : error ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.items.length ? (
        inGroups(data.items).map((g) => (
          <Section key={g.type} title={`${HIT_GROUPS[g.type]} ${g.items.length}`}>
            {g.items.map((hit) => (
              <div key={`${hit.type}${hit.id}${hit.detail}`} className="an-found">
                {hit.type === 'person' ? <b>{hit.title}</b> : <Go to={hitPath(hit)}>{hit.title}</Go>}
                <span className="al-quiet">{hit.detail}</span>
              </div>
            ))}
          </Section>
        ))
      ) : (
        <Empty title={`没有找到「${q}」。换个说法试试，或核对文号、名称。`} />
      )}
    </div>
  );
}
