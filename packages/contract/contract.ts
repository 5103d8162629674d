// What a module promises: its records with their lives, its routes, its permissions and its kinds of fact.
import type { z } from 'zod';
import type { AnyLife } from './lifecycle.ts';
import type { Route } from './route.ts';

/** One kind of record of a module. `schema` is its body; labels and columns come from `.describe`. */
export type RecordType<S extends z.ZodObject = z.ZodObject, L = AnyLife> = {
  title: string;
  schema: S;
  life: L;
  /** The permission that reading needs; scope is the kernel's matter. */
  read: string;
  /** Columns of the default list and of its Excel, by field of the body. */
  columns?: readonly (keyof z.infer<S> & string)[];
  /** Letters before the running number given by the server, `XX-2026-0001`; none for records that need no number. */
  numbered?: string;
  /** Papers that can be printed of such a record, by name; `from` limits them to states. The server says what stands on them. */
  papers?: Readonly<Record<string, { label: string; from?: readonly string[] }>>;
  /** Conditions of its life ask who did what before: the deeds are read along with every row. */
  recalls?: true;
  /** Nobody's position is kept: pictures lose the place where they were taken before they become part of such a record. */
  placeless?: true;
  /** Carries personal data: many rows of it leave only with a fresh second-factor proof. */
  personal?: true;
  /** Words for `occurredOn` and `deadline` of the head in this kind. */
  words?: { occurredOn?: string; deadline?: string };
};

/** Roles that do the desk work of a unit; most permissions start with them. */
export const DESK_ROLES = [
  'safetyOffice',
  'office',
  'sectionLead',
  'sectionStaff',
  'countyLead',
  'countyClerk',
  'unitClerk',
  'inspector',
  'venueManager',
] as const;

/** Everybody inside who may look: the desks, and those who lead. */
export const READER_ROLES = ['bureauLeader', ...DESK_ROLES, 'leader'] as const;

/** A permission as data: what it allows, and which roles start with it (editable afterwards). */
export type Permission = { label: string; roles: readonly string[] };

/** A kind of fact that deeds of this module make true; bound to clauses by people. */
export type FactKind = {
  label: string;
  /** Said on the duty: 由「学习」记录自动认定. */
  from: string;
  /** Who the fact is about: units, or named leaders. */
  about: 'unit' | 'person';
  /** Words in a clause that suggest this binding, as a pattern. */
  hints?: RegExp;
  /** Settles only duties that the module itself opens (`decision:<id>`); never offered for binding to a clause. */
  inner?: true;
};

export type Contract<
  R extends Record<string, RecordType<z.ZodObject, unknown>> = Record<string, RecordType>,
  T extends Record<string, Route> = Record<string, Route>,
> = {
  /** Folder, first path segment and kind of the main record. */
  id: string;
  title: string;
  /** The heading of the menu under which the module stands. */
  group: string;
  /** The permission that shows it in the menu, for a module without records; else reading any of its records does. */
  menu?: string;
  permissions: Record<string, Permission>;
  records: R;
  routes: T;
  facts: Record<string, FactKind>;
};

export const contract = <
  const R extends Record<string, RecordType<z.ZodObject, unknown>>,
  const T extends Record<string, Route>,
>(
  c: Omit<Contract, 'records' | 'routes'> & { records: R; routes: T },
) => c;

/** Any contract, as the registry lists them. */
export type AnyContract = Omit<Contract, 'records'> & { records: Record<string, RecordType> };

/** `/api/study` for the main record of a module, `/api/directives/receipts` for a further one. */
export const recordPath = (module: string, kind: string) =>
  kind === module ? `/api/${module}` : `/api/${module}/${kind}`;
