// Asking the server through the cache: one key form for all reads, so that a live deed can refresh exactly what it touched.
import {
  type AnyLife,
  type Can,
  PROOF_WANTED,
  Problem,
  type RecordView,
  type Route,
  call,
  deskRoutes,
  send,
} from '@anlan/contract';
import {
  type QueryKey,
  MutationCache,
  QueryCache,
  QueryClient,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { z } from 'zod';
import { type RecordKind, apiOf } from '../kind.ts';

/** Every read is kept under `['call', path, input]`; `path` is the route's own, with `:id` unfilled. */
export const callKey = (path: string, input: unknown = {}) => ['call', path, input] as const;

/** A session that ended is found out by asking who I am; the shell then leads to the door and back. */
export function onSignedOut(client: QueryClient, error: unknown) {
  if (error instanceof Problem && error.status === 401 && error.code !== PROOF_WANTED)
    void client.invalidateQueries({ queryKey: callKey(deskRoutes.me.path) });
}

export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey: [, path] }) => {
        if (path !== deskRoutes.me.path) onSignedOut(client, error);
      },
    }),
    mutationCache: new MutationCache({ onError: (error) => onSignedOut(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500),
      },
    },
  });
  return client;
}

type CallQueryOptions = { enabled?: boolean; staleTime?: number; keep?: boolean };

/** Reads a route. With `keep` the former answer stays in place while the next one loads. */
export function useCall<In extends z.ZodType, Out extends z.ZodType>(
  route: Route<In, Out>,
  input: z.input<In>,
  { keep, ...options }: CallQueryOptions = {},
) {
  return useQuery<z.output<Out>>({
    queryKey: callKey(route.path, input),
    queryFn: ({ signal }) => call(route, input, { signal }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...options,
  });
}

/** The record with what I may do with it. */
export function useRecord<S extends z.ZodObject>(kind: RecordKind<S>, id: string | null) {
  return useQuery<RecordView<z.infer<S>>>({
    queryKey: callKey(apiOf(kind), { id }),
    queryFn: ({ signal }) => send('GET', `${apiOf(kind)}/${id}`, {}, { signal }) as Promise<RecordView<z.infer<S>>>,
    enabled: id !== null,
  });
}

/**
 * One key for one intent: the same content sent again after a lost answer carries the same Idempotency-Key,
 * changed content a new one.
 */
export function useIntent() {
  const last = useRef<{ content: string; key: string } | null>(null);
  return useCallback((content: unknown) => {
    const text = JSON.stringify(content);
    if (last.current?.content !== text) last.current = { content: text, key: crypto.randomUUID() };
    return last.current.key;
  }, []);
}

/** Writes through a route and refreshes what the module shows. */
export function useSend<In extends z.ZodType, Out extends z.ZodType>(route: Route<In, Out>) {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation<z.output<Out>, Error, z.input<In>>({
    mutationFn: (input) => call(route, input, { key: intent([route.path, input]) }),
    onSuccess: () => refresh(client, moduleOf(route.path)),
  });
}

/** Acts on a record: `act.mutateAsync({ action: 'close', input })`. Answers the record as it is afterwards. */
export function useAct<S extends z.ZodObject>(kind: RecordKind<S>, record: { id: string; version: number }) {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation<RecordView<z.infer<S>>, Error, { action: string; input?: object; version?: number }>({
    mutationFn: ({ action, input = {}, version = record.version }) => {
      const path = `${apiOf(kind)}/${record.id}/${action}`;
      const body = { ...input, version };
      return send('POST', path, body, { key: intent([path, body]) }) as Promise<RecordView<z.infer<S>>>;
    },
    onSuccess: (after) => {
      client.setQueryData(callKey(apiOf(kind), { id: record.id }), after);
      void refresh(client, kind.module);
    },
  });
}

/** `/api/study/plan` → `study`; the kernel's own paths give their first word too. */
export const moduleOf = (path: string) => path.split('/')[2] ?? '';

/** What shows duties, which any deed of any module may settle: the notices among them. */
const DUTIES = ['todo', 'duties', 'inbox', 'records', 'directives'];

/** A list read far down is not read anew from the top while somebody works in it; it only learns that it is old. */
export const isLong = (data: unknown) =>
  typeof data === 'object' && data !== null && 'pages' in data && Array.isArray(data.pages) && data.pages.length > 3;

/** Marks as old what a deed in this module may have changed: its own answers, and today, duties, timelines. */
export async function refresh(client: QueryClient, module: string) {
  const touched = ({ queryKey: [root, path] }: { queryKey: QueryKey }) =>
    root === 'call' && typeof path === 'string' && (moduleOf(path) === module || DUTIES.includes(moduleOf(path)));
  await client.invalidateQueries({ predicate: (q) => touched(q) && isLong(q.state.data), refetchType: 'none' });
  await client.invalidateQueries({ predicate: (q) => touched(q) && !isLong(q.state.data) });
}

/** An action of `can`, with what the life says of it. */
export type OpenAction = Can & { label: string; main: boolean; confirm?: string | undefined; input: z.ZodObject };

/** The open actions of a record in the order of drawing: the main one first, those that are closed last. */
export function openActions(life: AnyLife, can: readonly Can[]): OpenAction[] {
  const rank = (a: OpenAction) => (a.main ? 0 : 2) + (a.no ? 1 : 0);
  return can
    .flatMap((c) => {
      const a = life.actions[c.action];
      return a ? [{ ...c, label: a.label, main: a.main === true, confirm: a.confirm, input: a.input }] : [];
    })
    .sort((a, b) => rank(a) - rank(b));
}

/** The sentence for a failure, whatever failed. */
export const sentenceOf = (error: unknown) =>
  error instanceof Problem ? error.message : '页面出了差错，请刷新后重试。您填写的内容已存成草稿。';
