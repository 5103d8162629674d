// The shapes of the kernel's own answers: a record with its head, a page of a list, who I am, what I owe.
import { z } from 'zod';
import { LIGHTS } from './light.ts';
import { Day, Id } from './words.ts';

const Can = z.object({ action: z.string(), no: z.string().optional() });

/** What every record shows, whatever its module. */
export const RecordHead = z.object({
  id: Id,
  module: z.string(),
  kind: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  state: z.string(),
  version: z.int(),
  unitId: Id,
  unitName: z.string(),
  countyId: z.int(),
  objectKind: z.string().nullable(),
  occurredOn: Day.nullable(),
  deadline: Day.nullable(),
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  createdByName: z.string(),
  /** 历史补录: taken over in bulk from before the system was in use. */
  history: z.boolean().optional(),
});
export type RecordHead = z.infer<typeof RecordHead>;

/** A record as a reader gets it. `body` is the module's own schema. */
export type RecordView<B = Record<string, unknown>> = RecordHead & { body: B; can: z.infer<typeof Can>[] };
export const recordView = <B extends z.ZodObject>(body: B) => RecordHead.extend({ body, can: z.array(Can) });

/** A page of a list; `next` is the cursor of the following page, `count` is estimated past 1,000. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), count: z.int(), exact: z.boolean() });

/** What every list takes. `state` may repeat, joined by commas. */
export const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
  q: z.string().trim().max(50).optional(),
  state: z.string().optional(),
  unitId: Id.optional(),
  /** Units at or below this one. */
  under: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
  /** Only what is past its deadline. */
  late: z.literal('1').optional(),
  sort: z.enum(['newest', 'oldest', 'deadline', 'updated']).default('newest'),
});
export type ListQuery = z.infer<typeof ListQuery>;

/** One line of a record's life. */
export const TimelineEntry = z.object({
  id: z.string(),
  at: z.iso.datetime({ offset: true }),
  actorName: z.string(),
  action: z.string(),
  label: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  /** Whether the record as it stood after this line can be read again. */
  kept: z.boolean(),
  /** What was said with the act, as label and value in the words of the form. */
  said: z.array(z.object({ label: z.string(), value: z.string() })),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const FileView = z.object({
  id: Id,
  name: z.string(),
  size: z.int(),
  type: z.string(),
  sha256: z.string(),
  uploadedAt: z.iso.datetime({ offset: true }),
  uploadedByName: z.string(),
});
export type FileView = z.infer<typeof FileView>;

/** A unit as pickers and strips show it. */
export const UnitView = z.object({
  id: Id,
  name: z.string(),
  shortName: z.string(),
  type: z.string(),
  parentId: Id.nullable(),
  countyId: z.int(),
});
export type UnitView = z.infer<typeof UnitView>;

/** Who I am and what the desk needs to draw itself; `may` are permissions, `menu` are modules I may read. */
export const Me = z.object({
  personId: Id,
  name: z.string(),
  account: z.string(),
  unit: UnitView.nullable(),
  units: z.array(UnitView),
  posts: z.array(z.object({ title: z.string(), unitName: z.string(), standInFor: z.string().nullable() })),
  may: z.array(z.string()),
  menu: z.array(z.object({ module: z.string(), title: z.string(), group: z.string() })),
  today: Day,
  now: z.iso.datetime({ offset: true }),
  /** The demonstration bureau says so on every page. */
  demo: z.boolean(),
  /** Signed in with a password that somebody else made: it is changed before anything else. */
  mustChange: z.boolean(),
  /** An administrator without a second factor: it is enrolled before anything else. */
  mustEnrol: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** One period of one duty with everything a light needs, and where a click leads. */
export const PeriodView = z.object({
  id: Id,
  ruleId: Id,
  dutyId: Id,
  /** The clause in one line, and where it stands. */
  title: z.string(),
  sourceId: Id,
  sourceTitle: z.string(),
  /** Where the source is shown; null for a standing setting. */
  source: z.object({ module: z.string(), kind: z.string() }).nullable(),
  task: z.string().nullable(),
  unitId: Id,
  unitName: z.string(),
  /** The named leader who owes it, where leaders do. */
  leaderName: z.string().nullable(),
  factKind: z.string(),
  /** The module whose records settle it; a bare report belongs to the module of its source. */
  module: z.string(),
  key: z.string(),
  label: z.string(),
  from: Day,
  due: Day,
  /** The first due day of a period that was extended. */
  extendedFrom: Day.nullable(),
  need: z.int(),
  got: z.int(),
  light: z.enum(LIGHTS),
  sign: z.string(),
  why: z.string(),
  explanation: z.string().nullable(),
});
export type PeriodView = z.infer<typeof PeriodView>;

/** Today's three lists. */
export const Todo = z.object({
  waiting: z.array(
    RecordHead.pick({
      id: true,
      module: true,
      kind: true,
      number: true,
      title: true,
      state: true,
      unitName: true,
      deadline: true,
      updatedAt: true,
    }).extend({
      stateLabel: z.string(),
      action: z.string(),
      actionLabel: z.string(),
    }),
  ),
  owed: z.array(PeriodView.extend({ mine: z.boolean() })),
  watching: z.array(PeriodView),
  more: z.object({ waiting: z.int(), owed: z.int(), watching: z.int() }),
});
export type Todo = z.infer<typeof Todo>;
