// What a list is narrowed to: the small form behind 「筛选」, and a chip for each filter that holds.
import { stateLabel } from '@anlan/contract';
import { Select } from 'antd';
import { useMe } from '../data/me.ts';
import { DayInput } from '../form/auto-field.tsx';
import { UnitSelect, useUnits } from '../form/unit-select.tsx';
import type { RecordKind } from '../kind.ts';
import { type Filters, SORTS, toggleIn } from './list-query.ts';

type FilterProps = { kind: Pick<RecordKind, 'type'>; filters: Filters; onFilters: (filters: Filters) => void };

export function FilterForm({ kind, filters, onFilters }: FilterProps) {
  const { life, words } = kind.type;
  const bare = { id: '', 'aria-invalid': undefined, 'aria-describedby': undefined, status: '' } as const;
  const day = words?.occurredOn ?? '日期';
  return (
    <div className="al-filter">
      <div className="al-filter__label">状态</div>
      <div className="al-quick">
        {Object.entries(life.states).map(([key, state]) => {
          const on = filters.state?.split(',').includes(key) ?? false;
          return (
            <button
              key={key}
              type="button"
              aria-pressed={on}
              className={`al-chip${on ? ' al-chip--on' : ''}`}
              onClick={() => onFilters({ ...filters, state: toggleIn(filters.state, key) })}
            >
              {stateLabel(state)}
            </button>
          );
        })}
      </div>
      <div className="al-filter__label">单位（含下级）</div>
      <UnitSelect value={filters.under ?? null} onChange={(under) => onFilters({ ...filters, under: under ?? '' })} />
      <div className="al-filter__label">{day}</div>
      <div className="al-filter__days">
        <DayInput
          {...bare}
          value={filters.from ?? null}
          onChange={(from) => onFilters({ ...filters, from: from ?? '' })}
        />
        至
        <DayInput {...bare} value={filters.to ?? null} onChange={(to) => onFilters({ ...filters, to: to ?? '' })} />
      </div>
      <div className="al-filter__label">排序</div>
      <Select
        className="al-full"
        value={filters.sort ?? 'newest'}
        options={Object.entries(SORTS).map(([value, label]) => ({ value, label }))}
        onChange={(sort) => onFilters({ ...filters, sort: sort === 'newest' ? '' : sort })}
      />
    </div>
  );
}

/** What is filtered now, each with its own ×. */
export function Chips({ kind, filters, onFilters }: FilterProps) {
  const units = useUnits();
  const me = useMe();
  const nameOf = (id: string) =>
    [...me.units, ...(units.data?.items ?? [])].find((u) => u.id === id)?.shortName ?? '选定单位';
  const stateOf = (key: string) => {
    const s = kind.type.life.states[key];
    return s ? stateLabel(s) : key;
  };
  const chips = [
    ...(filters.state
      ?.split(',')
      .map((s) => ({ key: `state-${s}`, label: stateOf(s), without: { state: toggleIn(filters.state, s) } })) ?? []),
    ...(filters.under ? [{ key: 'under', label: `${nameOf(filters.under)}及下级`, without: { under: '' } }] : []),
    ...(filters.unitId ? [{ key: 'unitId', label: nameOf(filters.unitId), without: { unitId: '' } }] : []),
    ...(filters.from ? [{ key: 'from', label: `${filters.from} 起`, without: { from: '' } }] : []),
    ...(filters.to ? [{ key: 'to', label: `至 ${filters.to}`, without: { to: '' } }] : []),
    ...(filters.late ? [{ key: 'late', label: '已过期限', without: { late: '' } }] : []),
    ...(filters.sort && filters.sort in SORTS
      ? [{ key: 'sort', label: SORTS[filters.sort as keyof typeof SORTS], without: { sort: '' } }]
      : []),
  ];
  return (
    <div className="al-quick">
      {chips.map((c) => (
        <button
          key={c.key}
          type="button"
          className="al-chip al-chip--on"
          aria-label={`去掉筛选：${c.label}`}
          onClick={() => onFilters({ ...filters, ...c.without })}
        >
          {c.label} ×
        </button>
      ))}
    </div>
  );
}
