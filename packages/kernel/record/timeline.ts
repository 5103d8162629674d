// The life of a record in the words of its forms.
import { type RecordType, type TimelineEntry, TOLD } from '@anlan/contract';
import type { z } from 'zod';
import { type Ctx, localIso } from '../ctx/index.ts';
import { needKind } from './kinds.ts';

const CREATED = '登记';

/** What happened to a record, oldest first. Values that are identities or secrets are left out. */
export async function timeline(ctx: Ctx, recordId: string): Promise<TimelineEntry[]> {
  const rows = await ctx.db
    .selectFrom('timeline')
    .innerJoin('record', 'record.id', 'timeline.record_id')
    .selectAll('timeline')
    .select('record.kind')
    .where('record_id', '=', recordId)
    .orderBy('seq')
    .execute();
  return rows.map((r) => {
    const { type } = needKind(r.kind);
    const action = type.life.actions[r.action];
    return {
      id: r.id,
      at: localIso(r.at as Date),
      actorName: r.actor_name,
      action: r.action,
      label: action?.label ?? CREATED,
      from: r.from_state,
      to: r.to_state,
      said: words(action?.input ?? (type as RecordType).schema, r.said),
    };
  });
}

function words(schema: z.ZodObject, said: Record<string, unknown>) {
  return Object.entries(said).flatMap(([field, value]) => {
    const part = schema.shape[field] as z.ZodType | undefined;
    const label = part?.description;
    if (!label || (part?.meta() as { secret?: boolean } | undefined)?.secret) return [];
    const text = inWords(value);
    return text ? [{ label, value: text }] : [];
  });
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'string') return ID.test(value) ? '' : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.every((v) => typeof v === 'string' && ID.test(v)) ? `${value.length} 项` : value.map(inWords).filter(Boolean).join('、');
  const v = value as Record<string, unknown>;
  if (typeof v.saidBy === 'string' && typeof v.how === 'string') return `${v.saidBy}（${TOLD[v.how as keyof typeof TOLD] ?? v.how}）`;
  return Object.values(v).map(inWords).filter(Boolean).join(' ');
}
