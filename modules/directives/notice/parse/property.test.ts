// Whatever text comes in: no exception, no invented word, no offset that cuts something else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlain } from '../read/plain.ts';
import { Notice, type Source } from '../schema.ts';
import { parse } from './parse.ts';

const WORDS =
  '一、|（一）|1、|2.|第三条|（1）|落实责任|工作任务|工作目标|保障措施|各县（区）文旅局|局属各单位|市场管理科|要|应当|由|每季度|每月至少|召开一次会议|6月底前|2024年底前|自即日起至4月8日|尽快完成|定期|全年|（牵头单位：市局；完成时限：5月前）|（市局牵头，财政科配合）|，|。|；|：|、|\n|\n\n|\t|序号\t任务\t主要内容\t责任单位\t完成时限\n|<p>|</p>|\u2028| |　|云文旅字〔2024〕3号|关于做好工作的通知\n|各科室：\n|2024年3月1日\n|云岭市文化和旅游局\n|附件|“|”|（|）|2|十|５|(|)|&nbsp;|**|报送市局|督促企业开展自查|印发'.split(
    '|',
  );
const words = (most: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...WORDS), { maxLength: most }).map((w) => w.join(''));
const item = fc
  .tuple(
    fc.constantFrom('一、', '二、', '（一）', '1、', '2.', '第三条 '),
    fc.constantFrom('', '抓好排查。', '压实责任\n'),
    words(12),
  )
  .map((x) => x.join(''));
const row = fc.tuple(fc.nat(9), words(3), words(6), words(4), words(2)).map((x) => x.join('\t').replace(/\n/g, ' '));
const drafted = fc
  .tuple(words(3), fc.array(item, { maxLength: 8 }), words(4), fc.array(row, { maxLength: 6 }))
  .map(
    ([opening, items, closing, rows]) =>
      `关于做好工作的通知\n各科室：\n${opening}。\n${items.join('\n')}\n${closing}\n2024年3月1日\n序号\t任务\t主要内容\t责任单位\t完成时限\n${rows.join('\n')}`,
  );
const text = fc.oneof(
  { weight: 6, arbitrary: drafted },
  { weight: 3, arbitrary: words(120) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
);

const bare = (s: string): string => s.normalize('NFKC').replace(/\s/g, '');
const inside = (s: Source, t: string): boolean => s[0] >= 0 && s[0] <= s[1] && s[1] <= t.length;

test('任意文字：不抛错，形状正确，不编造', () => {
  fc.assert(
    fc.property(text, (input) => {
      const document = readPlain(input, 'txt');
      const notice = parse(document);
      const t = document.text;
      const whole = bare(t);
      expect(Notice.safeParse(notice).error?.issues ?? []).toEqual([]);
      for (const task of notice.tasks) {
        expect(inside(task.source, t)).toBe(true);
        for (const unit of task.responsible) expect(whole).toContain(bare(unit));
        expect(whole).toContain(bare(task.deadlineText));
        expect(whole).toContain(bare(task.title));
        if (task.lead !== null) expect(task.responsible).toContain(task.lead);
      }
      for (const duty of notice.duties) {
        expect(inside(duty.source, t)).toBe(true);
        expect(bare(t.slice(...duty.source))).toBe(bare(duty.text));
        expect([...duty.text].length).toBeLessThanOrEqual(120);
        for (const unit of duty.who) expect(whole).toContain(bare(unit));
      }
      for (const lint of notice.lint) {
        if (lint.aSource) expect(inside(lint.aSource, t)).toBe(true);
        if (lint.bSource) expect(inside(lint.bSource, t)).toBe(true);
        expect(lint.message).toMatch(/[。]$/);
      }
      for (const name of [notice.docNumber, notice.issuer, ...notice.recipients])
        if (name !== null) expect(whole).toContain(bare(name));
      for (const block of notice.paragraphs) expect(inside(block.source, t)).toBe(true);
    }),
    { numRuns: Number(process.env['FUZZ'] ?? 600) },
  );
});

test('任意文字：同样的输入得同样的结果，整理过的文字再整理不变', () => {
  fc.assert(
    fc.property(text, (input) => {
      const once = readPlain(input, 'txt');
      expect(parse(once)).toEqual(parse(once));
      const plain = input.replace(/[<>&*#[\]_|`~-]/g, '');
      const tidy = readPlain(plain, 'txt').text;
      expect(readPlain(tidy, 'txt').text).toBe(tidy);
    }),
    { numRuns: 200 },
  );
});
