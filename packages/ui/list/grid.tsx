// A table that stays light with any number of rows: only what is in sight is drawn, and the keyboard moves in it.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- rows out of sight are not drawn, which no <table> allows; the keys are the grid's own */
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type UIEvent,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { keyMove, windowOf } from './grid-keys.ts';

export type GridColumn<R> = {
  key: string;
  title: ReactNode;
  /** A track of CSS grid: `120px`, `minmax(220px, 1fr)`. */
  width: string;
  cell: (row: R) => ReactNode;
  /** The whole text, where the cell may cut it. */
  text?: ((row: R) => string) | undefined;
  numeric?: boolean;
};

export type GridProps<R> = {
  label: string;
  columns: readonly GridColumn<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
  rowHeight: number;
  /** The row that is open beside the list. */
  open: string | null;
  onOpen: (row: R) => void;
  /** Enter on the open row, or a double click: the whole page. */
  onEnter: (row: R) => void;
  onClose: () => void;
  /** The end comes into sight: load more. */
  onEnd: () => void;
  /** On a narrow screen a row is a card. */
  card?: ((row: R) => ReactNode) | undefined;
  foot?: ReactNode;
  empty?: ReactNode;
  /** As many rows as the server counts, for the screen reader; -1 where it only estimates. */
  total: number;
};

const NEAR_END = 20;

export function Grid<R>(props: GridProps<R>) {
  const { label, columns, rows, keyOf, rowHeight, open, onOpen, onEnter, onClose, onEnd, card, foot, empty, total } =
    props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const openAt = open === null ? -1 : rows.findIndex((r) => keyOf(r) === open);
  const [at, setAt] = useState(-1);
  const cursor = at >= 0 ? Math.min(at, rows.length - 1) : openAt;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setView((v) => ({ ...v, height: element.clientHeight })));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const { first, last } = windowOf(view.top, view.height, rowHeight, rows.length);
  const nearEnd = rows.length > 0 && last >= rows.length - NEAR_END;
  // As many rows as there are where the end is near: each new page asks again, a mere redraw does not.
  const endOf = nearEnd ? rows.length : 0;
  const atEnd = useEffectEvent(onEnd);
  useEffect(() => {
    if (endOf > 0) atEnd();
  }, [endOf]);

  const show = (index: number) => {
    const element = box.current;
    if (!element) return;
    const top = index * rowHeight;
    const room = element.clientHeight - rowHeight * 2;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top > element.scrollTop + room) element.scrollTop = top - room;
  };
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget || e.ctrlKey || e.metaKey || e.altKey) return;
    const move = keyMove(e.key, cursor, rows.length, Math.max(1, Math.floor(view.height / rowHeight) - 2));
    if (move === null) return;
    e.preventDefault();
    if (move === 'close') return onClose();
    if (move === 'open') {
      const row = rows[cursor];
      if (row) (keyOf(row) === open ? onEnter : onOpen)(row);
      return;
    }
    setAt(move.to);
    show(move.to);
    const row = rows[move.to];
    if (row && open !== null) onOpen(row);
  };
  const template: CSSProperties = { gridTemplateColumns: columns.map((c) => c.width).join(' ') };
  return (
    <div
      ref={box}
      className={`al-grid${card ? ' al-grid--cards' : ''}`}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={total}
      aria-activedescendant={cursor >= first && cursor < last ? `${id}-${cursor}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(e: UIEvent<HTMLDivElement>) =>
        setView({ top: e.currentTarget.scrollTop, height: e.currentTarget.clientHeight })
      }
    >
      {card ? null : (
        <div className="al-grid__head" role="row" style={template}>
          {columns.map((c) => (
            <div key={c.key} role="columnheader" className={c.numeric ? 'al-grid__number' : undefined}>
              {c.title}
            </div>
          ))}
        </div>
      )}
      {rows.length === 0 ? empty : null}
      <div className="al-grid__body" role="rowgroup" style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, last).map((row, i) => {
          const index = first + i;
          const key = keyOf(row);
          return (
            <div
              key={key}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={key === open}
              className={`al-grid__row${key === open ? ' al-grid__row--open' : ''}${index === cursor ? ' al-grid__row--at' : ''}`}
              style={{ ...(card ? {} : template), height: rowHeight, top: index * rowHeight }}
              onClick={() => (setAt(index), onOpen(row))}
              onDoubleClick={() => onEnter(row)}
            >
              {card ? (
                <div role="gridcell">{card(row)}</div>
              ) : (
                columns.map((c) => (
                  <div
                    key={c.key}
                    role="gridcell"
                    className={c.numeric ? 'al-grid__number' : undefined}
                    title={c.text?.(row)}
                  >
                    {c.cell(row)}
                  </div>
                ))
              )}
            </div>
          );
        })}
      </div>
      {foot}
    </div>
  );
}
