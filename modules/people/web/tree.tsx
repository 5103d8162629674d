// 组织机构: the units as a tree for eye and keyboard, with how many work there; and the named groups of notices.
import { deskRoutes } from '@anlan/contract';
import { Go, Loading, Section, Trouble, useCall, useGo, useMay, useUrlState } from '@anlan/ui';
import { Checkbox, Input, Tree } from 'antd';
import { useMemo } from 'react';
import type { TreeUnit } from '../contract/unit.ts';
import { people } from '../contract.ts';
import { Deed } from './deed.tsx';
import { GroupDialog } from './group.tsx';
import { countWords, unitPath } from './words.ts';

const { tree, createUnit } = people.routes;

type Node = { key: string; unit: TreeUnit; children: Node[] };

/** Units as a tree, only those that fit the words and what stands above them. */
export function treeOf(units: readonly TreeUnit[], q: string): Node[] {
  const by = new Map(units.map((u) => [u.id, u]));
  const kept = new Set<string>();
  for (const u of units) {
    if (q && !u.name.includes(q) && !u.shortName.includes(q)) continue;
    for (let at: TreeUnit | undefined = u; at && !kept.has(at.id); at = by.get(at.parentId ?? '')) kept.add(at.id);
  }
  const nodes = new Map(
    units.filter((u) => kept.has(u.id)).map((u) => [u.id, { key: u.id, unit: u, children: [] as Node[] }]),
  );
  const top: Node[] = [];
  for (const node of nodes.values()) (nodes.get(node.unit.parentId ?? '')?.children ?? top).push(node);
  return top;
}

const below = (n: Node): number => n.children.reduce((sum, c) => sum + 1 + below(c), 0);

const title = (n: Node) => (
  <span className={n.unit.closedOn ? 'pe-tree__closed' : undefined}>
    {n.unit.shortName}
    <span className="al-quiet">
      {' '}
      {[countWords(n.unit), below(n) ? `下属 ${below(n)} 个` : '', n.unit.closedOn ? `${n.unit.closedOn} 撤销` : '']
        .filter(Boolean)
        .join('，')}
    </span>
  </span>
);

export function OrgTree() {
  const [url, set] = useUrlState();
  const go = useGo();
  const closed = url['closed'] === '1';
  const q = url['q'] ?? '';
  const { data, error, refetch } = useCall(tree, closed ? { closed: true } : {}, { keep: true });
  const nodes = useMemo(() => treeOf(data?.items ?? [], q), [data, q]);
  const shown = useMemo(() => (q ? (data?.items ?? []).map((u) => u.id) : nodes.map((n) => n.key)), [q, data, nodes]);
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <article className="al-record">
      <header className="al-record__head">
        <h1>组织机构</h1>
        <p className="al-quiet">用上下键移动，左右键收起、展开，回车打开单位。</p>
      </header>
      <div className="al-record__bar">
        <div className="al-actions">
          <Input.Search
            className="al-listbar__search"
            defaultValue={q}
            placeholder="单位名称"
            aria-label="查找单位"
            allowClear
            onSearch={(text) => set({ q: text.trim() })}
          />
          <Checkbox checked={closed} onChange={(e) => set({ closed: e.target.checked ? '1' : null })}>
            包括已撤销
          </Checkbox>
        </div>
        {data?.mayKeep ? (
          <Deed
            route={createUnit}
            main
            known={{ type: 'venue' }}
            only={['parentUnitId', 'type', 'name', 'shortName', 'objectKind', 'countyId']}
            consequence="设立后，属于这一类的分组会自动包括它；从下一个完整期次起承担任务。"
            after={({ id }) => go(unitPath(id))}
          />
        ) : null}
      </div>
      <div className="al-record__cols">
        <div className="al-record__body">
          <Section title={data ? `${data.items.length} 个单位` : '单位'}>
            {data ? (
              nodes.length ? (
                <Tree<Node>
                  key={`${q} ${closed}`}
                  aria-label="组织机构"
                  treeData={nodes}
                  titleRender={title}
                  defaultExpandedKeys={shown}
                  selectable
                  blockNode
                  onSelect={(_, { node }) => go(unitPath(node.key))}
                />
              ) : (
                <p className="al-quiet">没有名称里有「{q}」的单位。</p>
              )
            ) : (
              <Loading lines={10} />
            )}
          </Section>
        </div>
        <div className="al-record__side">
          <Groups />
        </div>
      </div>
    </article>
  );
}

function Groups() {
  const { data } = useCall(deskRoutes.groups, {});
  const keeps = useMay('org.units');
  return (
    <Section title="单位分组" more={keeps ? <GroupDialog group={null} /> : null}>
      <p className="al-quiet">通知里写「各县（区）文旅局」，指的就是这里的成员。</p>
      <ul className="pe-rows">
        {(data?.items ?? []).map((g) => (
          <li key={g.id}>
            <span>
              {g.name}
              <span className="al-quiet"> {g.unitIds.length} 个单位</span>
            </span>
            {keeps ? <GroupDialog group={g} /> : null}
          </li>
        ))}
      </ul>
      <p>
        <Go to="/people">查看全部人员</Go>
      </p>
    </Section>
  );
}
