// Global search from two characters: records by pairs of characters, units by name and alias, people by name.
import type { SearchHit } from '@anlan/contract';
import { stateLabel } from '@anlan/contract';
import type { Ctx } from '../ctx/index.ts';
import { listPeople, listUnits } from '../org/index.ts';
import { needKind, searchIds } from '../record/index.ts';

export async function search(ctx: Ctx, text: string, most: number): Promise<SearchHit[]> {
  const [ids, units, people] = await Promise.all([
    searchIds(ctx, text, most),
    listUnits(ctx, { q: text, limit: 8 }),
    listPeople(ctx, { q: text, limit: 8 }),
  ]);
  const rows = ids.length
    ? await ctx.db
        .selectFrom('record')
        .leftJoin('unit', 'unit.id', 'record.unit_id')
        .select([
          'record.id',
          'record.module',
          'record.kind',
          'record.title',
          'record.number',
          'record.state',
          'record.occurred_on',
          'unit.short_name',
        ])
        .where('record.id', 'in', ids)
        .orderBy('record.occurred_on', 'desc')
        .execute()
    : [];
  const records = rows
    .filter((r) => ctx.me.may.has(needKind(r.kind).type.read))
    .map((r): SearchHit => {
      const { type } = needKind(r.kind);
      const state = type.life.states[r.state];
      const detail = [type.title, r.number, r.short_name, r.occurred_on, state && stateLabel(state)]
        .filter(Boolean)
        .join(' · ');
      return { type: 'record', id: r.id, title: r.title, detail, module: r.module, kind: r.kind };
    });
  return [
    ...records,
    ...units.map((u): SearchHit => ({
      type: 'unit',
      id: u.id,
      title: u.name,
      detail: UNIT_TYPE[u.type] ?? '',
      module: null,
      kind: null,
    })),
    ...people.map((p): SearchHit => ({
      type: 'person',
      id: p.id,
      title: p.name,
      detail: `${p.unitName} · ${p.title}`,
      module: null,
      kind: null,
    })),
  ].slice(0, most + 16);
}

const UNIT_TYPE: Record<string, string> = {
  bureau: '市局',
  section: '市局科室',
  affiliated: '局属单位',
  county: '县区局',
  countySection: '县区局内设机构',
  township: '乡镇（街道）',
  venue: '监管对象',
};
