// What may leave the building: the clause of a notice, never a person's name nor what a record is about.
import { expect, test } from 'vitest';
import type { Owed } from './contract/shared.ts';
import { textFor, textForAll } from './words.ts';

const owed = (more: Partial<Owed>): Owed => ({
  periodId: 'p',
  ruleId: 'r',
  unitId: 'u',
  unitName: '平定县文旅局',
  leaderName: null,
  title: '每月带队检查。',
  label: '2026年9月',
  due: '2026-09-30',
  quotable: true,
  ...more,
});

test('one message a unit, each clause and span once, with the days', () => {
  const text = textFor(
    [owed({ leaderName: '康明远' }), owed({ leaderName: '宁定山' })],
    '本周五前办结。',
    '2026-10-12',
  );
  expect(text.match(/每月带队检查/g)).toHaveLength(1);
  expect(text).toContain('应于2026年9月30日完成，已逾期12天');
  expect(text).toContain('本周五前办结。');
  expect(text).not.toMatch(/康明远|宁定山/);
});

test('what is not a clause of a notice is not quoted', () => {
  const text = textForAll(
    [owed({ title: '整改：安全出口堵塞', quotable: false, due: '2026-10-20' })],
    '',
    '2026-10-12',
  );
  expect(text).not.toContain('安全出口');
  expect(text).toContain('请于2026年10月20日前完成');
});
