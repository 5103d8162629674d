// The working paper in hand: every change can be undone and saves itself; what a colleague changed meanwhile is brought in.
import { Problem, call } from '@anlan/contract';
import { apiOf, callKey, sentenceOf } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Breakdown } from '../../breakdown.ts';
import { directives } from '../../contract.ts';
import { directiveKind } from '../directive-kind.ts';
import { type History, advance, begin, reconcile, undo } from '../../review-history.ts';
import type { Outcome } from '../../review-ops.ts';

export type Draft = z.infer<typeof directives.routes.draft.output>;

export type Saving =
  | { state: 'saved' | 'waiting' | 'saving' }
  | { state: 'failed'; why: string; again: boolean }
  /** Both changed the same; mine stands until the other's is taken. */
  | { state: 'clash'; what: string[]; theirs: Breakdown };

/** How long after the last change the paper is saved, and how long after a failure it is tried again. */
const PAUSE = 700;
const RETRY = 5000;

/** Keeps the paper of one directive. `change` takes the outcome of an act and answers whether it was done; a refusal is shown. */
export function useReview(id: string, draft: Draft, refuse: (why: string) => void) {
  const client = useQueryClient();
  const [history, setHistory] = useState<History>(() => begin(draft.breakdown));
  const [saving, setSaving] = useState<Saving>({ state: 'saved' });
  const now = useRef(history);
  const base = useRef(draft.breakdown);
  const version = useRef(draft.version);
  const busy = useRef(false);

  const put = useCallback((next: History) => {
    now.current = next;
    setHistory(next);
  }, []);

  const absorb = useCallback(
    (theirs: Draft) => {
      const { merged, clashes } = reconcile(base.current, now.current.now, theirs.breakdown);
      base.current = theirs.breakdown;
      version.current = theirs.version;
      put(advance(now.current, merged));
      if (clashes.length) setSaving({ state: 'clash', what: clashes, theirs: theirs.breakdown });
    },
    [put],
  );

  const save = useCallback(async () => {
    if (busy.current || now.current.now === base.current) return;
    busy.current = true;
    const sent = now.current.now;
    setSaving((s) => (s.state === 'clash' ? s : { state: 'saving' }));
    try {
      const saved = await call(directives.routes.save, { id, version: version.current, breakdown: sent });
      version.current = saved.version;
      base.current = saved.breakdown;
      put({ ...now.current, now: withNames(now.current.now, sent, saved.breakdown) });
      setSaving((s) => (s.state === 'clash' ? s : { state: now.current.now === base.current ? 'saved' : 'waiting' }));
      await client.invalidateQueries({ queryKey: callKey(apiOf(directiveKind), { id }) });
    } catch (error) {
      const raced = error instanceof Problem && error.code === 'version-conflict';
      const theirs = raced ? await call(directives.routes.draft, { id }).catch(() => null) : null;
      if (theirs) absorb(theirs);
      else
        setSaving({
          state: 'failed',
          why: sentenceOf(error),
          again: !(error instanceof Problem) || error.status === 0 || error.status >= 500,
        });
    } finally {
      busy.current = false;
    }
  }, [absorb, client, id, put]);

  const tried = saving.state === 'failed' && saving.again ? saving : null;
  useEffect(() => {
    if (!draft.editable || history.now === base.current) return;
    setSaving((s) => (s.state === 'saved' ? { state: 'waiting' } : s));
    const timer = setTimeout(() => void save(), tried ? RETRY : PAUSE);
    return () => clearTimeout(timer);
  }, [history, tried, draft.editable, save]);

  useEffect(() => {
    if (draft.version > version.current && !busy.current) absorb(draft);
  }, [draft, absorb]);

  useEffect(() => {
    const leave = (e: BeforeUnloadEvent) => {
      if (now.current.now !== base.current) e.preventDefault();
    };
    window.addEventListener('beforeunload', leave);
    return () => {
      window.removeEventListener('beforeunload', leave);
      void save();
    };
  }, [save]);

  return {
    paper: history.now,
    saving,
    save,
    canUndo: history.past.length > 0,
    undo: () => put(undo(now.current)),
    change: (act: (b: Breakdown) => Outcome, key?: string): boolean => {
      if (!draft.editable) return false;
      const next = act(now.current.now);
      if (typeof next === 'string') refuse(next);
      else put(advance(now.current, next, key));
      return typeof next !== 'string';
    },
    /** Gives up what I changed against a colleague's; undo brings it back. */
    takeTheirs: (theirs: Breakdown) => {
      put(advance(now.current, theirs));
      setSaving({ state: 'waiting' });
    },
    keepMine: () => setSaving({ state: now.current.now === base.current ? 'saved' : 'waiting' }),
  };
}
export type Review = ReturnType<typeof useReview>;

/** The saved paper where nothing changed since it was sent; else mine, with the names the server wrote beside the answers. */
function withNames(mine: Breakdown, sent: Breakdown, saved: Breakdown): Breakdown {
  if (mine === sent) return saved;
  const names = new Map(saved.doubts.map((d) => [d.id, d]));
  return {
    ...mine,
    doubts: mine.doubts.map((d) =>
      names.get(d.id)?.answer === d.answer ? { ...d, answeredByName: names.get(d.id)!.answeredByName } : d,
    ),
  };
}
