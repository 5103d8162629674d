// Papers as they are set: measures of GB/T 9704, parts in their order, whole files, and the time a long one takes.
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { checkLayout } from '../check/index.ts';
import type { OfficialPaper } from '../types.ts';
import { beforeSignature, turnsBeforeImprint } from './extent.ts';
import { formDocx } from './form.ts';
import { AREA, CHARS, LINE, LINES, TIGHTER, widthOf } from './measures.ts';
import { officialDocx } from './official.ts';
import { titleLines } from './title.ts';

const letterhead = {
  unitId: 'u',
  unitName: '阳泉市文化和旅游局',
  mark: '阳泉市文化和旅游局文件',
  code: '阳文旅字',
  sealName: '阳泉市文化和旅游局',
  printedBy: '阳泉市文化和旅游局办公室',
  address: null,
};
const made = { code: '7K3F-2Q8M', by: '王平', at: new Date('2026-11-23T01:00:00Z') };
const sentence = '各单位要认真排查场所存在的风险隐患，做到底数清、情况明、责任到人，切实维护人民群众生命财产安全。';
const notice: OfficialPaper = {
  form: 'official',
  kind: '通知',
  unitId: 'u',
  number: '阳文旅字〔2026〕42号',
  title: '阳泉市文化和旅游局关于做好冬季安全生产工作的通知',
  to: ['各县（区）文旅局', '局属各单位'],
  date: '2026-11-23',
  body: [
    { type: 'text', text: sentence },
    { type: 'heading', level: 1, text: '一、总体要求' },
    { type: 'heading', level: 2, text: '（一）开展排查', run: sentence },
    { type: 'heading', level: 3, text: '1.排查范围', run: sentence },
  ],
  annexes: [
    {
      title: '重点任务清单',
      body: [{ type: 'table', columns: [{ label: '序号' }, { label: '任务' }], rows: [['1', '排查']] }],
    },
    { title: '工作要点', body: [{ type: 'text', text: sentence }] },
  ],
  note: '此件公开发布',
  copyTo: ['市安委会办公室'],
};
const set = (paper: OfficialPaper) => officialDocx(paper, letterhead, made);
const part = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name]!);

test('28 characters of 3号 fill a line and 22 lines a page, neither more', () => {
  const character = 16 * 20 + TIGHTER;
  expect(character * CHARS).toBeLessThanOrEqual(AREA.width);
  expect(character * (CHARS + 1)).toBeGreaterThan(AREA.width);
  expect(LINE * LINES).toBeLessThanOrEqual(AREA.height);
  expect(LINE * (LINES + 1)).toBeGreaterThan(AREA.height);
  expect([AREA.width, AREA.height].map((n) => Math.round((n * 25.4) / 1440))).toEqual([156, 225]);
});

test.each([
  ['a notice', notice],
  [
    'a report that goes up',
    { ...notice, kind: '报告' as const, title: '关于冬季安全生产工作的报告', signer: '张卫国', to: ['市人民政府'] },
  ],
  [
    'a letter',
    { ...notice, kind: '函' as const, title: '关于商请协助检查的函', number: '阳文旅函〔2026〕7号', annexes: [] },
  ],
])('%s keeps to every rule that the checker knows', async (_, paper) => {
  expect(await checkLayout(await set(paper))).toEqual([]);
});

test('the date ends four characters from the right and the name is centred over it', async () => {
  const xml = part(await set(notice), 'word/document.xml');
  const right = (text: string) =>
    Number(
      new RegExp(`<w:ind[^>]*w:right="(\\d+)"[^>]*/>(?:(?!</w:p>).)*<w:t[^>]*>${text}</w:t>`).exec(
        xml.slice(xml.lastIndexOf('<w:p>', xml.indexOf(`>${text}<`))),
      )![1],
    );
  const [char, name, day] = [AREA.width / CHARS, widthOf(letterhead.sealName), widthOf('2026年11月23日')];
  const dateFrom = right('2026年11月23日') / char;
  expect(dateFrom).toBeGreaterThanOrEqual(4);
  expect(right(letterhead.sealName) / char + name / 2).toBeCloseTo(dateFrom + day / 2, 1);
});

test('every page carries the code: its own mark for first, even and odd pages, and the page in letters', async () => {
  const bytes = await set(notice);
  const files = Object.keys(unzipSync(bytes));
  const feet = files.filter((f) => /^word\/footer\d\.xml$/.test(f)).map((f) => part(bytes, f));
  expect(feet).toHaveLength(3);
  for (const foot of feet) expect(foot).toMatch(/7K3F-2Q8M-P<.*(?:>1<|PAGE)/s);
  expect(files.filter((f) => f.startsWith('word/media/'))).toHaveLength(3);
});

test('an even page at the end takes 版记; an odd or a full one turns the page', () => {
  expect(turnsBeforeImprint([30], 2)).toBe(0);
  expect(turnsBeforeImprint([15], 2)).toBe(1);
  expect(turnsBeforeImprint([43], 2)).toBe(2);
  expect(turnsBeforeImprint([10, 10], 2)).toBe(0);
  expect(turnsBeforeImprint([15], 2, 'last')).toBe(0);
});

test('a signature never stands on a page without text', () => {
  expect(beforeSignature(10)).toEqual({ air: 2, held: false });
  expect(beforeSignature(19).held).toBe(false);
  expect(beforeSignature(20).held).toBe(true);
});

test('titles turn where the sense does', () => {
  expect(titleLines('关于安全检查的通知', 19)).toEqual(['关于安全检查的通知']);
  expect(titleLines('平定县文化和旅游局关于请协助做好文旅安全工作的函', 19)).toEqual([
    '平定县文化和旅游局',
    '关于请协助做好文旅安全工作的函',
  ]);
  expect(titleLines('关于2026年1月1日至2026年10月12日安全生产任务未完成情况的通报', 19).join('|')).not.toMatch(
    /\d年?\|\d|月\|\d/,
  );
  expect(titleLines('阳泉市文化和旅游局关于印发《2026年全市文化旅游文物系统安全生产工作要点》的通知', 19)).toEqual([
    '阳泉市文化和旅游局关于印发',
    '《2026年全市文化旅游文物',
    '系统安全生产工作要点》的通知',
  ]);
});

test('letters that XML does not know and signs of its own do not break a paper', async () => {
  const bytes = await formDocx(
    { form: 'plain', unitId: 'u', title: '表', facts: [{ label: '甲', value: 'a\u0000b<c>&"\ud800' }] },
    letterhead,
    made,
  );
  expect(part(bytes, 'word/document.xml')).toContain('ab&lt;c&gt;&amp;');
});

test('thirty pages take less than two seconds', async () => {
  const body = Array.from({ length: 220 }, () => ({ type: 'text' as const, text: sentence.repeat(2) }));
  const before = performance.now();
  await set({ ...notice, body });
  expect(performance.now() - before).toBeLessThan(2000);
});
