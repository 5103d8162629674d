// Forms read from schemas: which field is what, what is said when it is wrong, what a draft keeps.
import { Day, Files, Id, RecordedFor } from '@anlan/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { dropDraft, keepDraft, readDraft } from './draft.ts';
import { canDraw, readFields } from './read-schema.ts';
import { check } from './sentences.ts';
import { treeOf } from './unit-select.tsx';

const Order = z.object({
  unitId: Id.describe('整改单位'),
  measures: z.string().trim().min(1).max(20).describe('整改措施'),
  plan: z.string().max(2000).optional().describe('应急预案'),
  funds: z.int().nonnegative().describe('整改资金'),
  deadline: Day.nullable().describe('整改期限'),
  grade: z
    .enum(['general', 'major'])
    .describe('等级')
    .meta({ labels: { general: '一般', major: '重大' } }),
  attendees: z.array(z.string()).min(1).describe('参加人员'),
  unitIds: z.array(Id).describe('协同单位'),
  files: Files.min(1).describe('整改前照片'),
  recordedFor: RecordedFor.nullable().default(null).describe('代录'),
  secret: z.string().optional().describe('口令').meta({ secret: true }),
});
const field = (name: string) => readFields(Order).find((f) => f.name === name)!;

test('each field is known by its schema', () => {
  const kinds = Object.fromEntries(readFields(Order).map((f) => [f.name, f.kind]));
  expect(kinds).toEqual({
    unitId: 'unit',
    measures: 'text',
    plan: 'long',
    funds: 'number',
    deadline: 'day',
    grade: 'choice',
    attendees: 'names',
    unitIds: 'units',
    files: 'files',
    recordedFor: 'recordedFor',
    secret: 'text',
  });
  expect(field('grade')).toMatchObject({
    label: '等级',
    optional: false,
    choices: [
      { value: 'general', label: '一般' },
      { value: 'major', label: '重大' },
    ],
  });
  expect(field('deadline')).toMatchObject({ label: '整改期限', optional: true, nullable: true });
  expect(field('recordedFor')).toMatchObject({ label: '代录', optional: true });
  expect(field('measures').max).toBe(20);
  expect(field('secret').secret).toBe(true);
});

test('a table cannot be drawn by itself, unless it is known', () => {
  const Table = z.object({ rows: z.array(z.object({ a: z.string() })) });
  expect(canDraw(Order)).toBe(true);
  expect(canDraw(Table)).toBe(false);
  expect(canDraw(Table, { rows: [] })).toBe(true);
});

test('what is missing is asked for by its word and its way of answering', () => {
  const checked = check(Order, { measures: '  ', attendees: [], files: [] });
  expect(checked).toMatchObject({
    ok: false,
    errors: {
      unitId: '请选择整改单位。',
      measures: '请填写整改措施。',
      funds: '请填写整改资金。',
      grade: '请选择等级。',
      attendees: '请填写参加人员。',
      files: '请添加整改前照片。',
    },
  });
  expect(check(z.object({ measures: z.string().min(4).describe('整改措施') }), { measures: '清理' })).toMatchObject({
    errors: { measures: '整改措施太短，至少写 4 个字。' },
  });
});

test('what is wrong is said with the measure; the schema’s own sentence goes first', () => {
  expect(check(Order, { measures: '字'.repeat(21), funds: -1, deadline: '明天' })).toMatchObject({
    errors: {
      measures: '整改措施最多 20 个字，现在有 21 个，请精简。',
      funds: '整改资金不能小于 0。',
      deadline: '整改期限的日期不对，写法如 2026-06-30。',
    },
  });
  const Own = z.object({ text: z.string().min(4, '请用一句话说明原因').describe('说明') });
  expect(check(Own, { text: '好' })).toEqual({ ok: false, errors: { text: '请用一句话说明原因' } });
});

test('a fault inside a field is found at its path', () => {
  const Agenda = z.object({ agenda: z.array(z.object({ title: z.string().min(2, '请写明议题') })).describe('议题') });
  expect(check(Agenda, { agenda: [{ title: '好的' }, { title: '' }] })).toEqual({
    ok: false,
    errors: { 'agenda.1.title': '请写明议题' },
  });
});

test('emptied boxes mean nothing, not an empty text', () => {
  const Small = z.object({
    note: z.string().min(2).optional(),
    on: Day.nullable(),
    place: z.string().describe('地点'),
  });
  expect(check(Small, { note: '', on: '', place: '会议室' })).toEqual({
    ok: true,
    data: { on: null, place: '会议室' },
  });
});

/** A browser's store, for one test. */
function store(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    clear: () => items.clear(),
    getItem: (k) => items.get(k) ?? null,
    key: (i) => [...items.keys()][i] ?? null,
    removeItem: (k) => void items.delete(k),
    setItem: (k, v) => void items.set(k, v),
  };
}
const now = new Date('2026-11-23T08:00:00Z');

test('a draft belongs to one form and one person, without its secrets, until sent', () => {
  const s = store();
  keepDraft(s, 'zhang', 'study.record', { title: '冬防', password: 'x' }, ['password'], now);
  expect(readDraft(s, 'zhang', 'study.record', now)).toEqual({ at: now.toISOString(), values: { title: '冬防' } });
  expect(readDraft(s, 'li', 'study.record', now)).toBeNull();
  expect(readDraft(s, 'zhang', 'study.plan', now)).toBeNull();
  dropDraft(s, 'zhang', 'study.record');
  expect(readDraft(s, 'zhang', 'study.record', now)).toBeNull();
});

test('an old or unreadable draft is forgotten; a full store disturbs nobody', () => {
  const s = store();
  keepDraft(s, 'zhang', 'a', { title: '旧' }, [], new Date('2026-10-01T00:00:00Z'));
  expect(readDraft(s, 'zhang', 'a', now)).toBeNull();
  s.setItem('anlan:draft:zhang:b', '{');
  expect(readDraft(s, 'zhang', 'b', now)).toBeNull();
  expect(s.length).toBe(0);
  const full = {
    ...store(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  expect(() => keepDraft(full, 'zhang', 'a', { title: '新' }, [], now)).not.toThrow();
});

test('a unit whose parent is out of sight stands at the top of the tree', () => {
  const unit = (id: string, parentId: string | null) => ({
    id,
    name: `${id}局`,
    shortName: id,
    type: 'county',
    parentId,
    countyId: 140300,
  });
  const tree = treeOf([unit('盂县', 'city'), unit('场所', '盂县')]);
  expect(tree.map((n) => n.value)).toEqual(['盂县']);
  expect(tree[0]!.children.map((n) => n.value)).toEqual(['场所']);
  expect(tree[0]!.search).toContain('盂县局');
});
