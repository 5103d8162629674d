// The life of a record in the words of its forms.
import { type RecordType, type TimelineEntry, TOLD, missing } from '@anlan/contract';
import { z } from 'zod';
import { type Ctx, localIso } from '../ctx/index.ts';
import { needKind } from './kinds.ts';

const CREATED = '登记';
/** What happens to a record of any kind without changing its state. */
const BESIDE: Readonly<Record<string, { label: string; input: z.ZodObject }>> = {
  paper: { label: '制作文书', input: z.object({ paper: z.string().describe('文书') }) },
  scan: { label: '扫描件归档', input: z.object({ pages: z.string().describe('扫描页') }) },
};

/** What happened to a record, oldest first. Values that are identities or secrets are left out. */
export async function timeline(ctx: Ctx, recordId: string): Promise<TimelineEntry[]> {
  const rows = await ctx.db
    .selectFrom('timeline')
    .innerJoin('record', 'record.id', 'timeline.record_id')
    .select(['timeline.id', 'at', 'actor_name', 'action', 'from_state', 'to_state', 'said', 'record.kind'])
    .select((eb) => eb('stood', 'is not', null).as('kept'))
    .where('record_id', '=', recordId)
    .orderBy('seq')
    .execute();
  return rows.map((r) => {
    const { type } = needKind(r.kind);
    const action = type.life.actions[r.action] ?? BESIDE[r.action];
    return {
      id: r.id,
      at: localIso(r.at),
      actorName: r.actor_name,
      action: r.action,
      label: action?.label ?? CREATED,
      from: r.from_state,
      to: r.to_state,
      kept: Boolean(r.kept),
      said: words(action?.input ?? (type as RecordType).schema, r.said),
    };
  });
}

/**
 * The record as it stood after one line of its life, in today's words.
 * @throws 404 where there is no such line, or it is older than the keeping
 */
export async function asItStood(ctx: Ctx, recordId: string, entryId: string) {
  const row = await ctx.db
    .selectFrom('timeline')
    .innerJoin('record', 'record.id', 'timeline.record_id')
    .select(['timeline.at', 'timeline.to_state', 'timeline.stood', 'record.kind'])
    .where('timeline.record_id', '=', recordId)
    .where('timeline.id', '=', entryId)
    .executeTakeFirst();
  if (!row?.stood) throw missing();
  const { own, ...head } = row.stood;
  const body = needKind(row.kind).server.present(own) as Record<string, unknown>;
  return { at: localIso(row.at), state: row.to_state, ...head, body };
}

function words(schema: z.ZodObject, said: Record<string, unknown>) {
  return Object.entries(said).flatMap(([field, value]) => {
    const part = schema.shape[field] as z.ZodType | undefined;
    const label = part?.description;
    if (!label || (part?.meta() as { secret?: boolean } | undefined)?.secret) return [];
    const text = inWords(value, part);
    return text ? [{ label, value: text }] : [];
  });
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** The schema below what may be left out, may be null, or has a value of its own. */
function inner(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  for (let at = schema; ; at = at.def.innerType)
    if (!(at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault)) return at;
}

/** A value as people read it; the words of choices are in their schema's `meta({ labels })`. */
function inWords(value: unknown, schema?: z.core.$ZodType): string {
  const at = inner(schema);
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'string')
    return ID.test(value)
      ? ''
      : ((at instanceof z.ZodEnum
          ? (at.meta() as { labels?: Record<string, string> } | undefined)?.labels?.[value]
          : undefined) ?? value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) {
    const element = at instanceof z.ZodArray ? at.def.element : undefined;
    return value.length && value.every((v) => typeof v === 'string' && ID.test(v))
      ? `${value.length} 项`
      : value
          .map((v) => inWords(v, element))
          .filter(Boolean)
          .join('、');
  }
  const v = value as Record<string, unknown>;
  if (typeof v.saidBy === 'string' && typeof v.how === 'string')
    return `${v.saidBy}（${TOLD[v.how as keyof typeof TOLD] ?? v.how}）`;
  return Object.entries(v)
    .map(([key, part]) => inWords(part, at instanceof z.ZodObject ? at.shape[key] : undefined))
    .filter(Boolean)
    .join(' ');
}
