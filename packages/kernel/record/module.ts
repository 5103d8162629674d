// What a module's server face supplies: its tables, its effects, its answers to its own routes. Types only, and `serve`.
import {
  type AnyContract,
  type Contract,
  type Head,
  type Life,
  type RecordType,
  type Route,
  isFinal,
} from '@anlan/contract';
import type { z } from 'zod';
import type { ClosedKind } from '../audit/index.ts';
import type { Ctx } from '../ctx/index.ts';
import type { Migration, PolicyTable } from '../db/index.ts';
import type { ImportSpec } from '../ingest/spec.ts';
import type { Paper } from '../paper/types.ts';
import type { Sheet } from '../sheet/index.ts';

/** The body a record type promises, with the head's essentials, as conditions and effects see it. */
export type Full<R extends RecordType<z.ZodObject, unknown>> = z.output<R['schema']> &
  Head & { title: string; number: string | null; occurredOn: string; deadline: string | null };

/** Changes to the head that an effect asks for. */
export type HeadPatch = { title?: string; occurredOn?: string; deadline?: string | null; number?: string };

type ActionsOf<R> = R extends { life: Life<never, string, infer A> } ? A : never;
type InputOf<A> = A extends { input: infer I extends z.ZodType } ? z.output<I> : never;

export type RecordServer<R extends RecordType<z.ZodObject, unknown>> = {
  /** The module's own table: one row per record, same id. */
  table: string;
  /** From that row (as JSON) to the body that readers get; nothing else leaves. */
  present(row: Record<string, unknown>): z.input<R['schema']>;
  /** What the search finds besides number, title and unit. */
  words?(body: z.output<R['schema']>): string;
  /** What is particular about each act; state, permission, timeline and audit are the kernel's. */
  on?: {
    [K in keyof ActionsOf<R>]?: (
      ctx: Ctx,
      record: Full<R>,
      input: InputOf<ActionsOf<R>[K]>,
    ) => Promise<HeadPatch | void>;
  };
};

/** A deed that happened, as reactions get it. */
export type Reactions = Record<
  string,
  (
    ctx: Ctx,
    deed: { timelineId: string; recordId: string; unitId: string; action: string; to: string },
  ) => Promise<void>
>;

/** A workbook by its own address; `run` gets path and query as one. */
export type SheetRoute = {
  path: string;
  access: string;
  summary: string;
  /** Carries personal data: many rows leave only with a fresh second-factor proof. */
  personal?: true;
  run(ctx: Ctx, input: Record<string, string>): Promise<Sheet>;
};

/** Files of many records as one ZIP by its own address; each in the folder it is given. */
export type BundleRoute = {
  path: string;
  access: string;
  summary: string;
  run(
    ctx: Ctx,
    input: Record<string, string>,
  ): Promise<{ title: string; files: readonly { folder: string; name: string; sha256: string }[] }>;
};

type Handler<T> = T extends Route<infer I, infer O> ? (ctx: Ctx, input: z.output<I>) => Promise<z.input<O>> : never;

export type Server<C extends Contract<Record<string, RecordType<z.ZodObject, unknown>>>> = {
  contract: C;
  /** Frozen, by file name; ordered by it among all modules. */
  migrations: Record<string, Pick<Migration, 'up'>>;
  policies: PolicyTable;
  records: { [K in keyof C['records']]: RecordServer<C['records'][K]> };
  routes: { [K in keyof C['routes']]: Handler<C['routes'][K]> };
  /** What stands on each paper that the contract names, by kind of record. */
  papers?: {
    [K in keyof C['records']]?: Record<string, (ctx: Ctx, record: Full<C['records'][K]>) => Promise<Paper>>;
  };
  /** Tables that come in, by name. */
  imports?: Record<string, ImportSpec>;
  /** Workbooks that are not lists of records, by name. */
  sheets?: Record<string, SheetRoute>;
  /** Files gathered into one ZIP, by name. */
  bundles?: Record<string, BundleRoute>;
  /** Run after commit, from the outbox; a second run must change nothing. Keys are `module.action`. */
  reacts?: Reactions;
  /** Run once per local day; must be idempotent. */
  nightly?: Record<string, (ctx: Ctx) => Promise<void>>;
  /** Run when `enqueue` asks for `module.job`, at least once; must be idempotent. */
  jobs?: Record<string, (ctx: Ctx, payload: unknown) => Promise<void>>;
};

/** Declares a module's server; a missing handler, an unknown action or a misspelt field does not compile. */
export const serve = <C extends Contract<Record<string, RecordType<z.ZodObject, unknown>>>>(server: Server<C>) =>
  server;

/** Any server, where the kernel walks them. */
export type AnyServer = {
  contract: AnyContract;
  migrations: Record<string, Pick<Migration, 'up'>>;
  policies: PolicyTable;
  records: Record<string, AnyRecordServer>;
  routes: Record<string, (ctx: Ctx, input: never) => Promise<unknown>>;
  papers?: Record<string, Record<string, (ctx: Ctx, record: never) => Promise<Paper>> | undefined>;
  imports?: Record<string, ImportSpec>;
  sheets?: Record<string, SheetRoute>;
  bundles?: Record<string, BundleRoute>;
  reacts?: Reactions;
  nightly?: Record<string, (ctx: Ctx) => Promise<void>>;
  jobs?: Record<string, (ctx: Ctx, payload: unknown) => Promise<void>>;
};
export type AnyRecordServer = {
  table: string;
  present(row: Record<string, unknown>): unknown;
  words?(body: never): string;
  on?: Record<string, ((ctx: Ctx, record: never, input: never) => Promise<HeadPatch | void>) | undefined>;
};

/** One kind of record with everything the kernel needs to keep it. */
export type Kind = {
  module: string;
  kind: string;
  type: RecordType<z.ZodObject, Life>;
  server: AnyRecordServer;
};

/** Every kind with its table and the states in which it no longer changes: what the audit holds closed records against. */
export const closedKinds = (servers: readonly AnyServer[]): ClosedKind[] =>
  [...kindsOf(servers).values()].map(({ kind, type, server }) => ({
    kind,
    title: type.title,
    table: server.table,
    states: Object.entries(type.life.states).flatMap(([name, state]) => (isFinal(state) ? [name] : [])),
  }));

/** Lists the kinds of all modules, by kind. @throws when two modules use one name. */
export function kindsOf(servers: readonly AnyServer[]): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const s of servers)
    for (const [kind, type] of Object.entries(s.contract.records)) {
      if (kinds.has(kind)) throw new Error(`record kind ${kind} is declared twice`);
      const server = s.records[kind];
      if (!server) throw new Error(`record kind ${kind} has no server`);
      kinds.set(kind, { module: s.contract.id, kind, type: type, server });
    }
  return kinds;
}
