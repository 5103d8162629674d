// Choosing people of a unit, by name; where guests take part, free names too.
import { deskRoutes } from '@anlan/contract';
import { Select } from 'antd';
import { useState } from 'react';
import { useCall } from '../data/query.ts';
import type { Bind } from './field.tsx';

const WHOLE = 200;

/** The people of a unit, or of all units in my sight by a part of the name. */
export function usePeople(unitId: string | null, q: string) {
  const text = q.trim();
  return useCall(
    deskRoutes.people,
    { limit: WHOLE, ...(unitId ? { unitId } : {}), ...(text && !unitId ? { q: text } : {}) },
    { enabled: unitId !== null || text.length > 0, keep: true, staleTime: 60_000 },
  );
}

type One = { many?: false; value: string | null; onChange: (id: string | null) => void };
type Many = { many: true; value: string[]; onChange: (ids: string[]) => void };
export type PersonSelectProps = (One | Many) & Partial<Bind> & { unitId?: string | null };

/** People by identity. Without a unit one types a part of the name. */
export function PersonSelect(props: PersonSelectProps) {
  const { unitId = null, value, onChange: _, many, ...bind } = props;
  const [q, setQ] = useState('');
  const { data, isFetching } = usePeople(unitId, q);
  const seen = new Map((data?.items ?? []).map((p) => [p.id, p]));
  return (
    <Select<string | string[] | null>
      {...bind}
      className="al-full"
      {...(many ? { mode: 'multiple' as const } : {})}
      allowClear
      showSearch={{
        onSearch: setQ,
        filterOption: (text, option) => typeof option?.label === 'string' && option.label.includes(text.trim()),
      }}
      value={value}
      options={[...seen.values()].map((p) => ({
        value: p.id,
        label: `${p.name}（${unitId ? p.title : `${p.unitName} ${p.title}`}）`,
      }))}
      placeholder={unitId ? '从本单位人员中选' : '输入姓名查找'}
      notFoundContent={isFetching ? '正在查找……' : q || unitId ? '没有找到这个人。' : '输入姓名查找'}
      onChange={(v) => {
        if (props.many) props.onChange(Array.isArray(v) ? v : []);
        else props.onChange(typeof v === 'string' ? v : null);
      }}
    />
  );
}

export type NamesInputProps = Partial<Bind> & {
  unitId?: string | null;
  value: string[];
  onChange: (names: string[]) => void;
};

/** Names, some known, some not: picked from the unit, typed, or pasted with 、 or a comma between. */
export function NamesInput({ unitId = null, value, onChange, ...bind }: NamesInputProps) {
  const { data } = usePeople(unitId, '');
  const names = [...new Set((data?.items ?? []).map((p) => p.name))];
  const missing = names.filter((n) => !value.includes(n));
  return (
    <>
      <Select
        {...bind}
        className="al-full"
        mode="tags"
        value={value}
        onChange={(v: string[]) => onChange([...new Set(v.map((n) => n.trim()).filter(Boolean))])}
        tokenSeparators={['、', '，', ',', ';', '；', '\n']}
        options={names.map((n) => ({ value: n, label: n }))}
        placeholder="选人，或输入姓名后回车；可整段粘贴，用顿号隔开"
        notFoundContent="输入姓名后回车"
      />
      {unitId && missing.length > 0 ? (
        <div className="al-quick">
          <button type="button" className="al-chip" onClick={() => onChange([...value, ...missing])}>
            {value.length ? '加入本单位其余' : '全员'} {missing.length} 人
          </button>
        </div>
      ) : null}
    </>
  );
}
