// A small paper for the tests of the review: two tasks, a few clauses, each quoting the text.
import type { Breakdown, Clause, Doubt, Named } from './breakdown.ts';

export const TEXT =
  '1、提高站位。每季度至少组织学习一次，作为重要内容。\n2、落实责任。每月至少召开一次会议，分析研判形势，研究解决问题。领导每月至少深入基层一次。';

export const named = (name: string, to: Partial<Named> = {}): Named => ({
  name,
  unitId: null,
  groupId: null,
  dropped: false,
  ...to,
});

/** The stretch of TEXT that says so. */
export const place = (words: string): [number, number] => {
  const at = TEXT.indexOf(words);
  return [at, at + words.length];
};

export const clause = (c: Partial<Clause> = {}): Clause => ({
  id: '00000000-0000-7000-8000-000000000001',
  taskNo: '1',
  text: '每季度至少组织学习一次',
  source: place('每季度至少组织学习一次'),
  who: [named('盂县文旅局', { unitId: '00000000-0000-7000-8000-0000000000a1' })],
  about: 'unit',
  repeat: 'quarter',
  count: 1,
  due: null,
  binding: 'report',
  progress: false,
  accepted: false,
  ...c,
});

export const doubt = (d: Partial<Doubt> = {}): Doubt => ({
  id: 'd1',
  code: 'parse',
  message: '请核对。',
  target: { type: 'task', id: '1' },
  a: null,
  b: null,
  places: [],
  answer: null,
  answeredByName: null,
  ...d,
});

export const paper = (b: Partial<Breakdown> = {}): Breakdown => ({
  head: {
    title: '关于做好工作的通知',
    docNumber: null,
    issuer: null,
    recipients: [named('各县区')],
    date: '2026-05-09',
  },
  year: null,
  window: { from: '2026-05-09', to: '2026-12-31' },
  openEarlier: false,
  tasks: [
    {
      no: '1',
      title: '提高站位',
      text: '',
      source: [0, TEXT.indexOf('\n')],
      responsible: [named('盂县文旅局')],
      lead: null,
      deadlineText: '',
      recurrence: 'quarter',
      due: null,
    },
    {
      no: '2',
      title: '落实责任',
      text: '',
      source: [TEXT.indexOf('\n') + 1, TEXT.length],
      responsible: [named('局属各单位')],
      lead: null,
      deadlineText: '',
      recurrence: 'month',
      due: null,
    },
  ],
  clauses: [clause()],
  doubts: [],
  ...b,
});
