// Above a list: the views, the search, the filters and what is filtered, the columns, the way to Excel.
import { Button, Checkbox, Input, type InputRef, Popover } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { z } from 'zod';
import { Download } from '../data/download.tsx';
import { type RecordKind, apiOf } from '../kind.ts';
import type { ListColumn } from './list-columns.tsx';
import { Chips, FilterForm } from './list-filter.tsx';
import type { ListPrefs, SavedView } from './list-prefs.ts';
import { type Filters, sameFilters } from './list-query.ts';

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
          <Download
            href={`${apiOf(kind)}/export.xlsx?${new URLSearchParams(filters)}`}
            personal={kind.type.personal === true}
          >
            导出 Excel
          </Download>
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
          ref={focusOnSight}
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

/** The same function at every drawing, so that the focus is taken once. */
const focusOnSight = (box: InputRef | null) => box?.focus();

const PAUSE = 300;

/** Waits for a pause in typing. */
function SearchBox({ value, onChange, label }: { value: string; onChange: (q: string) => void; label: string }) {
  const [text, setText] = useState(value);
  // What came last from the address and what went last into it: a view chosen above fills the box, an echo of typing does not.
  const [seen, setSeen] = useState({ value, sent: value });
  if (seen.value !== value) {
    setSeen({ ...seen, value });
    if (value !== seen.sent) setText(value);
  }
  useEffect(() => {
    const q = text.trim();
    if (q === value) return;
    const timer = setTimeout(() => {
      setSeen((s) => ({ ...s, sent: q }));
      onChange(q);
    }, PAUSE);
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
