// Choosing units from the tree, by name, or by a named group at one click.
import { type UnitView, deskRoutes } from '@anlan/contract';
import { TreeSelect } from 'antd';
import { useMemo, useState } from 'react';
import { useCall } from '../data/query.ts';
import type { Bind } from './field.tsx';

type One = { many?: false; value: string | null; onChange: (id: string | null) => void };
type Many = { many: true; value: string[]; onChange: (ids: string[]) => void };
export type UnitSelectProps = (One | Many) & Partial<Bind> & { placeholder?: string; allowClear?: boolean };

const ALL = 1000;
const HOUR = 3_600_000;

/** All units I may see, up to a thousand; a city has fewer, a province is searched by the server. */
export const useUnits = (q = '') =>
  useCall(deskRoutes.units, q ? { q, limit: ALL } : { limit: ALL }, { staleTime: HOUR, keep: true });

type Node = { value: string; title: string; search: string; children: Node[] };

/** The units as a tree; one whose parent is out of sight stands at the top. */
export function treeOf(units: readonly UnitView[]): Node[] {
  const nodes = new Map(
    units.map((u) => [
      u.id,
      { value: u.id, title: u.shortName || u.name, search: `${u.name} ${u.shortName}`, children: [] as Node[] },
    ]),
  );
  const top: Node[] = [];
  for (const u of units) (u.parentId ? (nodes.get(u.parentId)?.children ?? top) : top).push(nodes.get(u.id)!);
  return top;
}

export function UnitSelect(props: UnitSelectProps) {
  const { placeholder, allowClear = true, value, onChange: _, many, ...bind } = props;
  const [q, setQ] = useState('');
  const all = useUnits();
  const tooMany = (all.data?.items.length ?? 0) >= ALL;
  const found = useUnits(tooMany ? q : '');
  const units = (tooMany && q ? found.data : all.data)?.items;
  const tree = useMemo(() => treeOf(units ?? []), [units]);
  return (
    <>
      <TreeSelect<string | string[] | null>
        {...bind}
        className="al-full"
        showSearch={{
          searchValue: q,
          onSearch: setQ,
          filterTreeNode: (text, node) => String(node['search']).includes(text.trim()),
        }}
        treeData={tree}
        value={value}
        multiple={many === true}
        maxTagCount="responsive"
        allowClear={allowClear}
        treeDefaultExpandedKeys={tree.map((n) => n.value)}
        loading={all.isLoading}
        placeholder={placeholder ?? '输入名称查找，或从树中选'}
        notFoundContent={all.isLoading ? '正在载入单位……' : '没有找到。请换个说法，或核对单位名称。'}
        onChange={(v) => {
          if (props.many) props.onChange(Array.isArray(v) ? v : []);
          else props.onChange(typeof v === 'string' ? v : null);
        }}
      />
      {props.many ? <Groups value={props.value} onChange={props.onChange} /> : null}
    </>
  );
}

/** Named groups, each adding its units. */
function Groups({ value, onChange }: { value: string[]; onChange: (ids: string[]) => void }) {
  const { data } = useCall(deskRoutes.groups, {}, { staleTime: HOUR });
  if (!data?.items.length) return null;
  return (
    <div className="al-quick">
      {data.items.map((g) => (
        <button
          key={g.id}
          type="button"
          className="al-chip"
          onClick={() => onChange([...new Set([...value, ...g.unitIds])])}
        >
          {g.name}（{g.unitIds.length}）
        </button>
      ))}
    </div>
  );
}
