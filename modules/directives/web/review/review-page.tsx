// The parse review: the document on the left, what was found in it on the right, both lighting each other; done by keyboard.
import { Loading, Trouble, useCall, useNarrow, useToday } from '@anlan/ui';
import { App, Segmented } from 'antd';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Breakdown, type Clause, type Doubt, inForce } from '../../breakdown.ts';
import { type Directive, directives } from '../../contract.ts';
import { merge } from '../../review-cut.ts';
import { accept, indexOf, remove } from '../../review-ops.ts';
import { answersTo } from './answers.ts';
import { ScanPage } from '../intake/scan-page.tsx';
import { BenchProvider, type Mode } from './bench.tsx';
import { CalendarSheet } from './calendar-sheet.tsx';
import { Earlier, type EarlierNotices } from './earlier.tsx';
import {
  type ItemId,
  clauseItem,
  doubtItem,
  doubtsInOrder,
  itemsOf,
  marksOf,
  nextOpen,
  sourcesOf,
  step,
} from './items.ts';
import { KeysSheet } from './keys-sheet.tsx';
import { Panel } from './panel.tsx';
import { bring, light, pieceAt } from './paper-places.ts';
import { type Margin, Paper } from './paper.tsx';
import { Progress } from './progress.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { type KeyMap, useKeys } from './use-keys.ts';
import { useSteadyTools } from './use-tools.ts';
import { type Draft, useReview } from './use-review.ts';

export type ReviewProps = {
  id: string;
  door: Directive['door'];
  /** How many pages a scan has; its pages are shown beside the text. */
  scanPages?: number | undefined;
  /** Above the panel: what a leader reads before signing. */
  top?: ReactNode;
  /** Below the panel: files and the life of the record. */
  foot?: ReactNode;
};

/** Loads the working paper and opens the review; without the right or the state to edit it is read only. */
export function ReviewPage(props: ReviewProps) {
  const draft = useCall(directives.routes.draft, { id: props.id }, { keep: true });
  const earlier = useCall(directives.routes.earlier, { id: props.id });
  if (draft.error && !draft.data) return <Trouble error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!draft.data) return <Loading lines={14} label="正在载入核对稿" />;
  if (earlier.isPending) return <Loading lines={14} label="正在载入核对稿" />;
  return (
    <Desk
      key={`${props.id}:${stampOf(draft.data.text)}:${draft.data.editable}`}
      {...props}
      draft={draft.data}
      notices={earlier.data ?? NO_NOTICES}
    />
  );
}

/** A small number that differs when the text was rewritten: then the desk begins anew. */
const stampOf = (text: string) => Array.from(text).reduce((h, c) => (Math.imul(h, 31) + c.charCodeAt(0)) | 0, 0);

const NO_NOTICES: EarlierNotices = { items: [], likely: null };

type DeskProps = ReviewProps & { draft: Draft; notices: EarlierNotices };

function Desk({ id, door, scanPages, top, foot, draft, notices }: DeskProps) {
  const { message } = App.useApp();
  const today = useToday();
  const narrow = useNarrow();
  const review = useReview(id, draft, (why) => void message.warning(why));
  const { paper } = review;
  const moved = useMemo(() => inForce(paper, today), [paper, today]);
  const [at, setAt] = useState<{ item: ItemId | null; mode: Mode; nth: number }>(() => ({
    item: draft.editable ? nextOpen(paper, null) : null,
    mode: null,
    nth: 0,
  }));
  const [side, setSide] = useState<'panel' | 'paper'>('panel');
  // A notice that repeats an earlier one, not yet worked on, begins beside it.
  const [tab, setTab] = useState<'review' | 'earlier'>(() =>
    notices.likely && draft.editable && !paper.clauses.some((c) => c.accepted && c.repeat !== 'standing')
      ? 'earlier'
      : 'review',
  );
  const [sheet, setSheet] = useState<'keys' | 'calendar' | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLDivElement>(null);
  const pageBox = useRef<HTMLDivElement>(null);
  const panelBox = useRef<HTMLDivElement>(null);
  const { editable } = draft;
  const current = at.item;

  const go = useCallback(
    (item: ItemId | null, mode: Mode = null) => setAt((was) => ({ item, mode, nth: was.nth + 1 })),
    [],
  );
  const show = useCallback(
    (offset: number) => page.current && bring(pieceAt(page.current, offset), pageBox.current),
    [],
  );
  const lit = useCallback((item: string | null) => root.current && light(root.current, item, 'is-lit'), []);

  const latest = useRef(paper);
  useLayoutEffect(() => {
    latest.current = paper;
  });
  useEffect(() => {
    if (!root.current || !page.current) return;
    if (!at.item) return;
    const first = sourcesOf(latest.current, at.item)[0];
    if (first) show(first[0]);
    bring(root.current.querySelector(`[data-item="${CSS.escape(at.item)}"]`), panelBox.current);
  }, [at, show]);
  useEffect(() => {
    if (page.current) light(page.current, current, 'is-current');
  });

  const onward = (after: ItemId | null) => go(nextOpen(latest.current, after));
  /** Does an act, and goes on to the next open item when the paper has been drawn with it. */
  const then = (done: boolean, after: ItemId | null) => {
    if (done) setTimeout(() => onward(after));
  };
  const hands = {
    change: review.change,
    answer: (d: Doubt, which: number) => {
      const chosen = answersTo(paper, d, draft.suggestions, moved.window.to)[which];
      if (chosen) then(review.change(chosen.act), null);
    },
    accept: (c: Clause) => {
      if (c.accepted) review.change((b) => accept(b, [c.id], false));
      else
        then(
          review.change((b) => accept(b, [c.id])),
          clauseItem(c),
        );
    },
    merge: (c: Clause) => void review.change((b) => merge(b, draft.text, c.id)),
    strike: (c: Clause) => {
      const next = step(itemsOf(paper), clauseItem(c), 1);
      if (!review.change((b) => remove(b, c.id))) return;
      go(next === clauseItem(c) ? null : next);
      void message.info('已删去。按 z 可以撤销。');
    },
  };
  const tools = useSteadyTools(hands, draft, { go, light: lit, show });

  const clause = current?.startsWith('c:') ? indexOf(paper).clause.get(current.slice(2)) : undefined;
  const doubt = indexOf(paper).open.find((d) => doubtItem(d) === current);
  const onClause = (act: (c: NonNullable<typeof clause>) => void) => () => clause && editable && act(clause);
  const next = () => go(step(itemsOf(paper), current, 1));
  const before = () => go(step(itemsOf(paper), current, -1));
  const yes = () => {
    if (!doubt) return onClause(hands.accept)();
    const [first] = answersTo(paper, doubt, draft.suggestions, moved.window.to);
    if (first && !first.careful) hands.answer(doubt, 0);
    else void message.info(first ? '这个疑问请看清后按数字键选择。' : '这个疑问请在右边补上内容。');
  };
  const digits = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [String(i + 1), () => doubt && editable && hands.answer(doubt, i)]),
  );
  const keys: KeyMap = {
    j: next,
    ArrowDown: next,
    k: before,
    ArrowUp: before,
    n: () => {
      const open = doubtsInOrder(paper).map(doubtItem);
      go(open[(current ? open.indexOf(current) : -1) + 1] ?? open[0] ?? current);
    },
    ...(editable
      ? {
          ...digits,
          a: yes,
          Enter: yes,
          e: onClause((c) => go(clauseItem(c), 'edit')),
          u: onClause((c) => go(clauseItem(c), 'units')),
          b: onClause((c) => go(clauseItem(c), 'binding')),
          s: onClause((c) => go(clauseItem(c), 'split')),
          // oxlint-disable-next-line react/refs -- run on a key press, never while rendering
          m: onClause((c) => hands.merge(c)),
          // oxlint-disable-next-line react/refs -- run on a key press, never while rendering
          x: onClause((c) => hands.strike(c)),
          z: review.undo,
          'Ctrl+S': () => void review.save(),
        }
      : {}),
    c: () => setSheet((s) => (s === 'calendar' ? null : 'calendar')),
    '?': () => setSheet('keys'),
    Escape: () => at.mode && go(current),
  };
  // Under an open sheet nothing is done unseen.
  useKeys(
    sheet
      ? { c: () => setSheet(null), Escape: () => setSheet(null) }
      : tab === 'earlier'
        ? { z: () => review.undo(), 'Ctrl+S': () => void review.save() }
        : keys,
  );

  const marks = useMemo(
    () => [...marksOf(paper), ...draft.doubtful.map(({ at: source }) => ({ item: '', look: 'doubtful', source }))],
    [paper, draft.doubtful],
  );
  const margin = useCallback((no: string) => marginOf(paper, no), [paper]);
  const pick = useCallback(
    (item: string) => {
      go(item as ItemId);
      if (narrow) setSide('panel');
    },
    [go, narrow],
  );
  return (
    <BenchProvider tools={tools} inHand={{ review, paper, inForce: moved, current, mode: at.mode }}>
      {narrow ? (
        <Segmented
          block
          className="dr-sides"
          value={side}
          onChange={setSide}
          options={[
            { value: 'panel', label: '核对' },
            { value: 'paper', label: '原文' },
          ]}
        />
      ) : null}
      <div className={`dr-desk dr-desk--${side}`} ref={root}>
        <div className="dr-page" ref={pageBox}>
          {scanPages ? (
            <ScanPage
              id={id}
              pages={scanPages}
              starts={draft.pages}
              doubtful={draft.doubtful}
              box={pageBox}
              onShow={show}
            />
          ) : null}
          <Paper
            text={draft.text}
            blocks={draft.blocks}
            marks={marks}
            margin={margin}
            root={page}
            onPick={pick}
            onLight={lit}
          />
          {editable ? <SelectionBar root={page} clause={clause ?? null} onAdded={go} /> : null}
        </div>
        <aside className="dr-panel" aria-label="核对">
          <Progress door={door} onKeys={() => setSheet('keys')} onCalendar={() => setSheet('calendar')} />
          {notices.items.length ? (
            <Segmented
              className="dr-tabs"
              value={tab}
              onChange={setTab}
              options={[
                { value: 'review', label: '核对' },
                { value: 'earlier', label: '与上年对照' },
              ]}
            />
          ) : null}
          <div className="dr-panel__scroll" ref={panelBox}>
            {tab === 'earlier' ? (
              <Earlier notices={notices} />
            ) : (
              <>
                {top}
                <Panel door={door} />
                {foot}
              </>
            )}
          </div>
        </aside>
      </div>
      <KeysSheet open={sheet === 'keys'} onClose={() => setSheet(null)} />
      <CalendarSheet open={sheet === 'calendar'} onClose={() => setSheet(null)} />
    </BenchProvider>
  );
}

/** How many doubts are open about a task and its clauses, or that all is confirmed. */
function marginOf(paper: Breakdown, no: string): Margin {
  const { asked, ofTask } = indexOf(paper);
  const clauses = ofTask.get(no) ?? [];
  const open = [`task:${no}`, ...clauses.map((c) => `clause:${c.id}`)].flatMap((key) => asked.get(key) ?? []).length;
  if (open) return `asked ${open}`;
  return clauses.length && clauses.every((c) => c.accepted) ? 'done' : null;
}
