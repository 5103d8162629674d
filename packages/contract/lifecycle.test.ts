// What a person may do with a record: states, permissions, conditions, and whose record it is.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isFinal, lifecycle, open } from './lifecycle.ts';

const life = lifecycle({ fixing: '整改中', fixed: '待复查', closed: { label: '已销号', final: true } }).of<{
  grade: string;
}>()('fixing', {
  fix: { label: '提交整改', from: 'fixing', to: 'fixed', by: 'h.fix', own: true, input: z.object({}) },
  close: {
    label: '复查销号',
    from: 'fixed',
    to: 'closed',
    by: 'h.verify',
    input: z.object({}),
    when: (h, { me, deeds }) =>
      h.grade === 'major' && deeds.by('fix').includes(me.personId) ? '整改人不能复查自己的整改。' : true,
  },
});

const standing = (personId: string, fixedBy: string) => ({
  me: { personId, unitIds: ['u1'] },
  today: '2026-11-23',
  deeds: { by: (a: string) => (a === 'fix' ? [fixedBy] : []) },
});
const record = (state: string, unitId = 'u1') => ({ id: 'r', state, unitId, version: 1, grade: 'major' });

test('only actions that leave the state, that one is permitted, are offered', () => {
  expect(open(life, record('fixing'), standing('a', ''), () => true)).toEqual([{ action: 'fix' }]);
  expect(open(life, record('fixing'), standing('a', ''), (p) => p === 'h.verify')).toEqual([]);
  expect(open(life, record('closed'), standing('a', ''), () => true)).toEqual([]);
});

test('who did it may not check it: the action stays visible with its reason', () => {
  expect(open(life, record('fixed'), standing('a', 'a'), () => true)).toEqual([
    { action: 'close', no: '整改人不能复查自己的整改。' },
  ]);
  expect(open(life, record('fixed'), standing('b', 'a'), () => true)).toEqual([{ action: 'close' }]);
});

test('an own action belongs to the people of the unit', () => {
  expect(open(life, record('fixing', 'elsewhere'), standing('a', ''), () => true)).toEqual([]);
});

test('final states say so', () => {
  expect(
    Object.entries(life.states)
      .filter(([, s]) => isFinal(s))
      .map(([n]) => n),
  ).toEqual(['closed']);
});
