// The body of a draft as it is set: numbered items become headings, a short one with its text running on.
import { expect, test } from 'vitest';
import { bodyOf } from './server/papers.ts';

const place = (text: string, words: string): [number, number] => [
  text.indexOf(words),
  text.indexOf(words) + words.length,
];

test('headings by their level, text as text; what the form itself carries is left out', () => {
  const lines = [
    ['title', 0, '关于开展排查的通知'],
    ['recipients', 0, '各县（区）文旅局：'],
    ['paragraph', 0, '现将有关事项通知如下：'],
    ['heading', 1, '一、工作任务'],
    ['item', 2, '（一）抓好自查。各单位每月至少组织一次自查。'],
    ['item', 3, '1.查电气线路。逐处查看。'],
    ['signature', 0, '阳泉市文化和旅游局'],
  ] as const;
  const text = lines.map(([, , words]) => words).join('\n');
  const blocks = lines.map(([kind, level, words]) => ({ kind, level, source: place(text, words), taskNo: null }));
  expect(bodyOf(text, blocks)).toEqual([
    { type: 'text', text: '现将有关事项通知如下：' },
    { type: 'heading', level: 1, text: '一、工作任务' },
    { type: 'heading', level: 2, text: '（一）抓好自查。', run: '各单位每月至少组织一次自查。' },
    { type: 'text', text: '1.查电气线路。逐处查看。' },
  ]);
});
