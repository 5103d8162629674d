// Keeps what is on the screen fresh: deeds arrive as server-sent events, and where they cannot, every half minute is asked anew.
import { LIVE } from '@anlan/contract';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isLong, moduleOf, refresh } from './query.ts';

const POLL = 30_000;
const GATHER = 800;

/** The module that an event is about; `inbox` for a message, null for what is not ours. */
export function subjectOf(data: string): string | null {
  if (data === 'inbox') return 'inbox';
  try {
    const event: unknown = JSON.parse(data);
    if (!event || typeof event !== 'object') return null;
    if ('type' in event && event.type === 'inbox') return 'inbox';
    return 'module' in event && typeof event.module === 'string' ? event.module : null;
  } catch {
    return null;
  }
}

/** Listens while mounted; `true` while deeds arrive by themselves. Bursts are gathered into one refresh. */
export function useLive(): boolean {
  const client = useQueryClient();
  const [live, setLive] = useState(false);
  useEffect(() => {
    const waiting = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = (subject: string | null) => {
      if (!subject) return;
      waiting.add(subject);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const module of waiting) void refresh(client, module);
        waiting.clear();
      }, GATHER);
    };
    const source = new EventSource(LIVE);
    let missed = false;
    source.addEventListener('open', () => {
      setLive(true);
      if (missed) void refreshAll(client);
      missed = false;
    });
    source.addEventListener('error', () => {
      setLive(false);
      missed = true;
    });
    source.addEventListener('message', (e) => hear(subjectOf(String(e.data))));
    source.addEventListener('inbox', () => hear('inbox'));
    const poll = setInterval(() => {
      if (source.readyState !== EventSource.OPEN && !document.hidden) void refreshAll(client);
    }, POLL);
    return () => {
      source.close();
      clearInterval(poll);
      clearTimeout(timer);
    };
  }, [client]);
  return live;
}

/** Everything but who I am and the directory, which change by the day, and long lists. */
const refreshAll = (client: QueryClient) =>
  client.invalidateQueries({
    predicate: ({ queryKey: [root, path], state }) =>
      root === 'call' && typeof path === 'string' && !DIRECTORY.includes(moduleOf(path)) && !isLong(state.data),
  });

const DIRECTORY = ['me', 'units', 'groups', 'people'];
