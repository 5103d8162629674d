// What can be read is read alike in every format; what cannot is refused at once with one sentence.
import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { NoticeError, type NoticeErrorCode } from '../error.ts';
import { docxOf, wordNotice, zip } from '../fixtures/build.ts';
import { readDocument } from './index.ts';
import { readPlain } from './plain.ts';

const WORDS = '关于开展“安全生产月”活动的通知\n各科室：\n一、落实责任。每季度至少检查一次。';
const bytes = (s: string): Uint8Array => new Uint8Array(Buffer.from(s));

async function refused(file: Uint8Array, name: string): Promise<NoticeErrorCode> {
  const started = performance.now();
  const error: unknown = await readDocument(file, name).then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof NoticeError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.message).toMatch(/^[^。]+。$/);
  expect(performance.now() - started).toBeLessThan(2000);
  return error.code;
}

describe('文字编码', () => {
  test.each([
    ['UTF-8', bytes(WORDS)],
    ['带 BOM 的 UTF-8', bytes(`\ufeff${WORDS}`)],
    ['GB18030', new Uint8Array(iconv.encode(WORDS, 'gb18030'))],
    ['UTF-16 LE', new Uint8Array(iconv.encode(WORDS, 'utf-16le', { addBOM: true }))],
    ['UTF-16 BE', new Uint8Array(iconv.encode(WORDS, 'utf-16be', { addBOM: true }))],
    ['回车换行', bytes(WORDS.replaceAll('\n', '\r\n'))],
  ])('%s', async (_, file) => {
    expect((await readDocument(file, '通知.txt')).text).toBe(WORDS);
  });
});

describe('拒绝', () => {
  const body = (text: string): string =>
    `<w:document><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`;
  const ole = new Uint8Array(
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]),
  );
  const cases: [string, Uint8Array, string, NoticeErrorCode][] = [
    ['空文件', new Uint8Array(0), 'a.txt', 'empty'],
    ['只有空白', bytes(' \n\u3000\n'), 'a.txt', 'empty'],
    ['超过 20 MB', new Uint8Array(20 * 1024 * 1024 + 1), 'a.txt', 'too-large'],
    ['二进制', new Uint8Array([1, 0, 2, 0, 250, 7, 0, 0]), 'a.txt', 'binary'],
    ['不是 Word 的旧格式', ole.slice(0, 500), 'a.doc', 'unknown-format'],
    ['加密的 docx', ole, 'a.docx', 'encrypted'],
    ['加密的压缩条目', docxOf(body('密'), { flags: 1 }), 'a.docx', 'encrypted'],
    ['名为 docx 而不是', bytes('文字'), 'a.docx', 'damaged'],
    ['截断的 docx', docxOf(body('字')).slice(0, 60), 'a.docx', 'damaged'],
    ['没有正文的压缩包', zip([{ name: 'a.txt', data: bytes('字') }]), 'a.docx', 'damaged'],
    ['XML 不成形', docxOf('<w:document><w:p></w:document>'), 'a.docx', 'damaged'],
    ['嵌套过深', docxOf('<a>'.repeat(5000)), 'a.docx', 'damaged'],
    ['压缩炸弹', docxOf(' '.repeat(30_000_000)), 'a.docx', 'bomb'],
    ['谎报大小的压缩炸弹', docxOf(' '.repeat(3_000_000), { size: 1000 }), 'a.docx', 'damaged'],
    ['条目过多', zip(Array.from({ length: 2100 }, (_, i) => ({ name: `x${i}`, data: bytes('') }))), 'a.docx', 'bomb'],
    ['外部实体', docxOf(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${body('&x;')}`), 'a.docx', 'doctype'],
    ['嵌套实体', docxOf(`<!DOCTYPE a [<!ENTITY x "哈哈"><!ENTITY y "&x;&x;">]>${body('&y;')}`), 'a.docx', 'doctype'],
    ['不认识的格式', bytes('字'), 'a.xyz', 'unknown-format'],
    ['网页嵌套过深', bytes('<table><tr><td>'.repeat(60_000)), 'a.html', 'damaged'],
  ];
  test.each(cases)('%s', async (_, file, name, code) => {
    expect(await refused(file, name)).toBe(code);
  });
});

test('docx：自动编号写成文字，表格成行，合并的单元格留空，删去的文字不读', async () => {
  const { text, format } = await readDocument(await wordNotice(), '通知.docx');
  expect(format).toBe('docx');
  expect(text).toContain('一、重点任务');
  expect(text).toContain('（二）整改突出问题。');
  expect(text).toContain('二、工作要求');
  expect(text).toContain('\t文物保护科\u2028局属各文博单位\t2025年5月底前');
  expect(text).toContain('限期整改销号。\t\t2025年9月底前');
  const deleted = docxOf(
    '<w:document><w:body><w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del></w:p></w:body></w:document>',
  );
  expect((await readDocument(deleted, 'a.docx')).text).toBe('留');
});

test('残留标记从文字里拿掉，并记下位置', () => {
  const { text, leftovers } = readPlain(
    '1\t任务\t<p>甲</p>\t<p>乙科 丙科</p>\n\n<p>全年</p>\n&emsp;&emsp;正文<br>下一行&nbsp;&lt;5米',
    'txt',
  );
  expect(text).toBe('1\t任务\t甲\t乙科 丙科\u2028全年\n正文\n下一行 <5米');
  expect(leftovers.filter((l) => l.markup === '<br>').map((l) => text.slice(l.at))).toEqual(['正文\n下一行 <5米']);
});

test('页码、分隔线、头信息不进正文，连续的页码按间隔认出', () => {
  const page = (n: number): string => `${'正文一行。\n'.repeat(12)}${n}\n`;
  expect(readPlain(`---\ntitle: x\n---\n甲\n— 3 —\n乙\n第 4 页 共 9 页\n丙`, 'txt').text).toBe('甲\n\n乙\n\n丙');
  expect(readPlain(page(1) + page(2) + page(3), 'txt').text).not.toMatch(/^\d/m);
  expect(readPlain('数量\n12\n备注', 'txt').text).toContain('12');
});

test('md：标记去掉，竖线表成为行', () => {
  expect(readPlain('| 1 | <p>甲科</p> <p>全年</p> |', 'md').text).toBe('1\t甲科\u2028全年');
  const { text } = readPlain('# 标题\n**各科室**：见[附件](x.pdf)\n\n| 序号 | 任务 |\n|---|---|\n| 1 | 检查 |', 'md');
  expect(text).toBe('标题\n各科室：见附件\n\n序号\t任务\n\n1\t检查');
});

test('html：布局表散开，数据表成行，脚本不读', async () => {
  const { text } = await readDocument(
    bytes(
      '<script>x</script><table><tr><td><p>标题</p><table><tr><td rowspan=2>甲<br>乙</td><td>1</td></tr><tr><td>2</td></tr></table></td></tr></table>',
    ),
    'a.html',
  );
  expect(text).toContain('标题\n');
  expect(text).toContain('甲\u2028乙\t1\n');
  expect(text).not.toContain('x');
});
