// A record in words: its values, what differs between two versions, in which order its actions are drawn.
import { RecordedFor, lifecycle } from '@anlan/contract';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openActions } from '../data/query.ts';
import type { RecordKind } from '../kind.ts';
import { currentOf, differences } from './conflict.tsx';
import { fieldText } from './field-text.ts';
import { sizeText } from './file-words.ts';

const Hazard = z.object({
  title: z.string().describe('隐患描述'),
  foundOn: z.iso.date().describe('发现日期'),
  grade: z.enum(['general', 'major']).describe('等级'),
  secretNote: z.string(),
});
const none = z.object({});
const life = lifecycle({ found: '待核实', fixing: '整改中', closed: { label: '已销号', final: true } }).of<
  z.infer<typeof Hazard>
>()('found', {
  void: { label: '不成立', from: 'found', to: 'closed', by: 'x', input: none },
  order: { label: '下达整改', from: 'found', to: 'fixing', by: 'x', input: none, main: true },
  close: { label: '复查销号', from: 'found', to: 'closed', by: 'x', input: none, main: true },
});
const kind: RecordKind<typeof Hazard> = {
  module: 'hazards',
  kind: 'hazards',
  type: { title: '隐患', schema: Hazard, life: life, read: 'x' },
};
const record = {
  id: '018f0000-0000-7000-8000-000000000001',
  module: 'hazards',
  kind: 'hazards',
  number: null,
  title: '安全出口上锁',
  state: 'found',
  version: 1,
  unitId: '018f0000-0000-7000-8000-000000000002',
  unitName: '示范歌舞厅',
  countyId: 140321,
  objectKind: null,
  occurredOn: '2026-06-01',
  deadline: null,
  createdAt: '2026-06-01T08:00:00+08:00',
  updatedAt: '2026-06-01T08:00:00+08:00',
  createdByName: '张三',
  can: [],
  body: { title: '安全出口上锁', foundOn: '2026-06-01', grade: 'general' as const, secretNote: 'a' },
};

test('values read as words: choices, dates short and long, lists, 代录', () => {
  expect(fieldText('grade', Hazard.shape.grade, 'major', { major: '重大' })).toBe('重大');
  expect(fieldText('foundOn', Hazard.shape.foundOn, '2026-06-01')).toBe('2026-06-01');
  expect(fieldText('foundOn', Hazard.shape.foundOn, '2026-06-01', undefined, true)).toBe('2026年6月1日');
  expect(fieldText('names', undefined, ['张三', '李四'])).toBe('张三、李四');
  expect(fieldText('agenda', undefined, [{ title: '学习' }, { title: '研判' }])).toBe('学习、研判');
  expect(fieldText('for', RecordedFor, { saidBy: '王站长', how: 'phone' })).toBe('王站长电话告知，代录');
  expect(fieldText('n', undefined, 0)).toBe('0');
  expect(fieldText('x', undefined, null)).toBe('');
});

test('two versions differ in what people can read, not in what they cannot', () => {
  const now = {
    ...record,
    state: 'fixing',
    version: 2,
    deadline: '2026-07-01',
    body: { ...record.body, grade: 'major' as const, secretNote: 'b' },
  };
  expect(differences(kind, record, now)).toEqual([
    { label: '状态', mine: '待核实', now: '整改中' },
    { label: '期限', mine: '', now: '2026-07-01' },
    { label: '等级', mine: 'general', now: 'major' },
  ]);
  expect(differences(kind, record, record)).toEqual([]);
});

test('a refusal carries the current record only where it is one of this kind', () => {
  expect(currentOf(kind, record)?.version).toBe(1);
  expect(currentOf(kind, { ...record, body: { title: 1 } })).toBeNull();
  expect(currentOf(kind, null)).toBeNull();
});

test('main actions are drawn first, the open before the closed with its reason, an unknown one not at all', () => {
  const drawn = openActions(life, [
    { action: 'void' },
    { action: 'close', no: '须先完成双报告。' },
    { action: 'order' },
    { action: 'gone' },
  ]);
  expect(drawn.map((a) => [a.action, a.no])).toEqual([
    ['order', undefined],
    ['close', '须先完成双报告。'],
    ['void', undefined],
  ]);
});

test('sizes are said in the unit that fits', () => {
  expect([0, 1023, 1024, 1_500_000].map(sizeText)).toEqual(['0 字节', '1023 字节', '1 KB', '1.4 MB']);
});
