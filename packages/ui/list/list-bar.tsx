// Above a list: the views, the search, the filters and what is filtered, the columns, the way to Excel.
import { Button, Checkbox, Input, Popover, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { stateLabel } from '@anlan/contract';
import type { z } from 'zod';
import { useMe } from '../data/me.ts';
import { DayInput } from '../form/auto-field.tsx';
import { UnitSelect, useUnits } from '../form/unit-select.tsx';
import { type RecordKind, apiOf } from '../kind.ts';
import type { ListColumn } from './list-columns.tsx';
import type { ListPrefs, SavedView } from './list-prefs.ts';
import { type Filters, SORTS, sameFilters, toggleIn } from './list-query.ts';

export type ListBarProps<S extends z.ZodObject> = {
  kind: RecordKind<S>;
  filters: Filters;
  onFilters: (filters: Filters) => void;
  given: readonly SavedView[];
  prefs: ListPrefs;
  onPrefs: (patch: Partial<ListPrefs>) => void;
  columns: readonly ListColumn<S>[];
  shown: readonly string[];
  /** The module's own buttons, 「登记学习」 first. */
  actions?: ReactNode;
};

export function ListBar<S extends z.ZodObject>(props: ListBarProps<S>) {
  const { kind, filters, onFilters, given, prefs, onPrefs, columns, shown, actions } = props;
  return (
    <div className="al-listbar">
      <div className="al-listbar__row">
        <Views filters={filters} onFilters={onFilters} given={given} prefs={prefs} onPrefs={onPrefs} />
        <div className="al-listbar__actions">{actions}</div>
      </div>
      <div className="al-listbar__row">
        <SearchBox
          value={filters.q ?? ''}
          onChange={(q) => onFilters({ ...filters, q })}
          label={`在${kind.type.title}中查找`}
        />
        <Popover
          trigger="click"
          placement="bottomLeft"
          content={<FilterForm kind={kind} filters={filters} onFilters={onFilters} />}
        >
          <Button>筛选</Button>
        </Popover>
        <Chips kind={kind} filters={filters} onFilters={onFilters} />
        <div className="al-listbar__actions al-listbar__tools">
          <Popover
            trigger="click"
            placement="bottomRight"
            content={<ColumnForm columns={columns} shown={shown} prefs={prefs} onPrefs={onPrefs} />}
          >
            <Button type="text">显示</Button>
          </Popover>
          <a className="al-link" href={`${apiOf(kind)}/export.xlsx?${new URLSearchParams(filters)}`} download>
            导出 Excel
          </a>
        </div>
      </div>
    </div>
  );
}

type ViewsProps = Pick<ListBarProps<z.ZodObject>, 'filters' | 'onFilters' | 'given' | 'prefs' | 'onPrefs'>;

function Views({ filters, onFilters, given, prefs, onPrefs }: ViewsProps) {
  const [name, setName] = useState<string | null>(null);
  const all = [...given, ...prefs.views];
  const on = all.find((v) => sameFilters(v.filters, filters));
  const save = () => {
    const label = name?.trim();
    if (label) onPrefs({ views: [...prefs.views.filter((v) => v.label !== label), { label, filters }] });
    setName(null);
  };
  return (
    <div className="al-views" role="tablist" aria-label="视图">
      {all.map((v) => (
        <button
          key={v.label}
          type="button"
          role="tab"
          aria-selected={v === on}
          className={`al-views__tab${v === on ? ' al-views__tab--on' : ''}`}
          onClick={() => onFilters(v.filters)}
        >
          {v.label}
        </button>
      ))}
      {on ? (
        prefs.views.includes(on) ? (
          <button
            type="button"
            className="al-link"
            onClick={() => onPrefs({ views: prefs.views.filter((v) => v !== on) })}
          >
            删除这个视图
          </button>
        ) : null
      ) : name === null ? (
        <button type="button" className="al-link" onClick={() => setName('')}>
          存为视图
        </button>
      ) : (
        <Input
          autoFocus
          className="al-views__name"
          size="small"
          placeholder="视图名称，回车保存"
          value={name}
          maxLength={12}
          onChange={(e) => setName(e.target.value)}
          onPressEnter={save}
          onBlur={save}
        />
      )}
    </div>
  );
}

const PAUSE = 300;

/** Waits for a pause in typing. */
function SearchBox({ value, onChange, label }: { value: string; onChange: (q: string) => void; label: string }) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  });
  return (
    <Input
      className="al-listbar__search"
      allowClear
      value={text}
      placeholder={label}
      aria-label={label}
      onChange={(e) => setText(e.target.value)}
    />
  );
}

type FilterProps = Pick<ListBarProps<z.ZodObject>, 'filters' | 'onFilters'> & { kind: Pick<RecordKind, 'type'> };

function FilterForm({ kind, filters, onFilters }: FilterProps) {
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
function Chips({ kind, filters, onFilters }: FilterProps) {
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

type ColumnProps = Pick<ListBarProps<z.ZodObject>, 'prefs' | 'onPrefs' | 'shown'> & {
  columns: readonly { key: string; label: string }[];
};

function ColumnForm({ columns, shown, prefs, onPrefs }: ColumnProps) {
  return (
    <div className="al-filter">
      <div className="al-filter__label">列</div>
      <Checkbox.Group
        className="al-filter__columns"
        value={[...shown]}
        options={columns.map((c) => ({ value: c.key, label: c.label, disabled: c.key === 'title' }))}
        onChange={(keys) => onPrefs({ columns: keys })}
      />
      <Checkbox checked={!prefs.dense} onChange={(e) => onPrefs({ dense: !e.target.checked })}>
        行距宽一些
      </Checkbox>
      {prefs.columns ? (
        <button type="button" className="al-link" onClick={() => onPrefs({ columns: null })}>
          恢复默认的列
        </button>
      ) : null}
    </div>
  );
}
