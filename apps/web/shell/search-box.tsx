// One box for everything: from two characters on, records, units and people; the keyboard reaches each.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a combobox of ARIA: the box keeps the focus and has the keys */
import { type SearchHit, deskRoutes } from '@anlan/contract';
import { deskPath, useCall, useGo, useNarrow } from '@anlan/ui';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react';

export const HIT_GROUPS = { record: '记录', unit: '单位', person: '人员' } as const;

/** Where a hit leads. A person has no page: his name is looked for. */
export function hitPath(hit: SearchHit): string {
  if (hit.type === 'record' && hit.module && hit.kind) return deskPath({ module: hit.module, kind: hit.kind }, hit.id);
  return hit.type === 'unit' ? `/units/${hit.id}` : `/search?q=${encodeURIComponent(hit.title)}`;
}

/** Hits in the order of drawing: records, units, people. */
export const inGroups = (hits: readonly SearchHit[]) =>
  (['record', 'unit', 'person'] as const).flatMap((type) => {
    const items = hits.filter((h) => h.type === type);
    return items.length ? [{ type, items }] : [];
  });

const PAUSE = 180;

/** What was typed, after a short pause. */
function useSettled(text: string) {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return useDeferredValue(settled);
}

export function SearchBox() {
  const id = useId();
  const go = useGo();
  const narrow = useNarrow();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const q = useSettled(text);
  const long = [...q].length >= 2;
  const { data, isFetching } = useCall(deskRoutes.search, { q, limit: 12 }, { enabled: long && open, keep: true });
  const groups = long ? inGroups(data?.items ?? []) : [];
  const hits = groups.flatMap((g) => g.items);

  useEffect(() => {
    const focus = () => input.current?.focus();
    addEventListener('anlan:search', focus);
    return () => removeEventListener('anlan:search', focus);
  }, []);
  const leave = (to: string) => {
    setOpen(false);
    setText('');
    input.current?.blur();
    go(to);
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.nativeEvent.isComposing) return;
    if (e.key === 'Escape') {
      setOpen(false);
      input.current?.blur();
    } else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      const step = e.key === 'ArrowDown' ? 1 : -1;
      setAt(Math.max(-1, Math.min(hits.length - 1, at + step)));
    } else if (e.key === 'Enter' && text.trim().length >= 2) {
      const hit = hits[at];
      leave(hit ? hitPath(hit) : `/search?q=${encodeURIComponent(text.trim())}`);
    }
  };
  const showing = open && text.trim() !== '';
  return (
    <div className="an-search" onBlur={(e) => !e.currentTarget.contains(e.relatedTarget) && setOpen(false)}>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label="全局搜索"
        aria-expanded={showing}
        aria-controls={`${id}-hits`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder={narrow ? '搜索' : '搜索通知、单位、记录、人员……'}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(e) => {
          setText(e.target.value);
          setAt(-1);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      {showing ? (
        <div id={`${id}-hits`} className="an-search__hits" role="listbox" aria-label="搜索结果">
          {groups.map((g) => (
            <div key={g.type} role="group" aria-label={HIT_GROUPS[g.type]}>
              <h2>{HIT_GROUPS[g.type]}</h2>
              {g.items.map((hit) => {
                const index = hits.indexOf(hit);
                return (
                  <div
                    key={`${hit.id}${index}`}
                    id={`${id}-${index}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === at}
                    className={`an-hit${index === at ? ' an-hit--on' : ''}`}
                    onMouseDown={(e) => e.preventDefault()}
                    onClick={() => leave(hitPath(hit))}
                  >
                    <span>{hit.title}</span>
                    <small>{hit.detail}</small>
                  </div>
                );
              })}
            </div>
          ))}
          {hits.length ? null : (
            <p className="al-quiet">
              {!long
                ? '再输入一个字'
                : isFetching || q !== text.trim()
                  ? '正在搜索……'
                  : '没有找到。换个说法试试，或核对文号、名称。'}
            </p>
          )}
        </div>
      ) : null}
    </div>
  );
}
