// 版记 and page numbers (7.4, 7.5).
import type { Para } from '../docx.ts';
import { type Known, trim } from '../roles.ts';
import { face, near, rule } from '../rule.ts';

const general = (k: Known) => k.shape === 'general';
const parts = (k: Known) => k.of('copyTo', 'printed');
const printed = (k: Known) => k.of('printed');
const printedText = (k: Known) => printed(k).map(trim).join('　');
const numbers = (k: Known) => k.docx.sections.flatMap((s) => Object.values(s.numbers));
const odd = (k: Known) => k.docx.sections[0]?.numbers.default;
const even = (k: Known) => k.docx.sections[0]?.numbers.even;

/** The thickness of the lines of 版记: of the table that holds it, or of its paragraphs' borders; points. */
function lines(k: Known): { outer: number[]; inner: number[] } | null {
  const first = parts(k)[0];
  if (!first) return null;
  const table = k.docx.rulings.findLast((r) => r.at <= first.at);
  if (first.inTable && table)
    return {
      outer: [table.top, table.bottom],
      inner: parts(k).length > 1 && k.of('copyTo').length ? [table.inner] : [],
    };
  const rows = parts(k);
  const above = rows[0]!.stance.ruledAbove?.size ?? 0;
  const below = rows.at(-1)!.stance.ruledBelow?.size ?? 0;
  const between = rows
    .slice(1)
    .map((p, i) => Math.max(p.stance.ruledAbove?.size ?? 0, rows[i]!.stance.ruledBelow?.size ?? 0));
  return { outer: [above, below], inner: between };
}

const onCopy = (bad: (text: string, p: Para) => boolean) => (k: Known) => k.of('copyTo').filter((p) => bad(trim(p), p));

export const imprint = [
  rule(
    'imprint-missing',
    '7.4',
    '没有版记（抄送机关、印发机关和印发日期）。',
    (k) => general(k) && k.of('mark').length > 0 && !parts(k).length,
  ),
  rule('imprint-font', '7.4', '版记应用 4 号仿宋体字。', (k) => parts(k).filter((p) => face(p.look.font) !== '仿宋')),
  rule('imprint-size', '7.4', '版记应为 4 号字（14 磅）。', (k) => parts(k).filter((p) => !near(p.look.size, 14, 0.6))),
  rule('imprint-lines', '7.4.1', '版记首末应有分隔线，与版心等宽。', (k) => {
    const of = lines(k);
    return general(k) && of !== null && of.outer.some((size) => size === 0);
  }),
  rule(
    'imprint-inner',
    '7.4.1',
    '抄送与印发之间应有一条细分隔线。',
    (k) => general(k) && (lines(k)?.inner.some((size) => size === 0) ?? false),
  ),
  rule('imprint-weight', '7.4.1', '版记首末线用粗线（0.35 毫米），中间线用细线（0.25 毫米）。', (k) => {
    const of = lines(k);
    if (!general(k) || !of) return false;
    return (
      of.outer.some((size) => size > 0 && !near(size, 0.99, 0.2)) ||
      of.inner.some((size) => size > 0 && !near(size, 0.71, 0.15))
    );
  }),
  rule(
    'copy-mark',
    '7.4.2',
    '「抄送」后应标全角冒号。',
    onCopy((t) => !/^抄\s*[送报]\s*：/.test(t)),
  ),
  rule(
    'copy-end',
    '7.4.2',
    '最后一个抄送机关名称后应标句号。',
    onCopy((t) => !t.endsWith('。')),
  ),
  rule('imprint-order', '7.4.3', '抄送机关应编排在印发机关和印发日期之上。', (k) => {
    const [copy, print] = [k.one('copyTo'), k.one('printed')];
    return copy && print && copy.at > print.at ? [copy] : [];
  }),
  rule(
    'printed-missing',
    '7.4.3',
    '版记没有印发机关和印发日期。',
    (k) => general(k) && k.of('copyTo').length > 0 && !printed(k).length,
  ),
  rule('printed-word', '7.4.3', '印发日期后应加「印发」二字。', (k) =>
    printed(k).length && !/印\s*发$/.test(printedText(k)) ? printed(k).slice(-1) : [],
  ),
  rule('printed-date', '7.4.3', '印发日期应用阿拉伯数字标全年、月、日，月、日不编虚位。', (k) =>
    printed(k).length && !/\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日/.test(printedText(k))
      ? printed(k).slice(-1)
      : [],
  ),
  rule('printed-office', '7.4.3', '印发日期前应写明印发机关。', (k) =>
    printed(k).length && !/[\u4e00-\u9fa5]{3,}[\s\u3000]*\d{4}年|[\u4e00-\u9fa5]{3,}[\s\u3000]+\d/.test(printedText(k))
      ? printed(k).slice(0, 1)
      : [],
  ),
  rule('page-number-missing', '7.5', '没有页码。', (k) => !numbers(k).length),
  rule('page-number-size', '7.5', '页码应为 4 号字（14 磅）。', (k) =>
    numbers(k).some((n) => !near(n.look.size, 14, 0.6)),
  ),
  rule('page-number-font', '7.5', '页码应用 4 号半角宋体阿拉伯数字。', (k) =>
    numbers(k).some((n) => face(n.look.font) !== '宋体' && face(n.look.latin) !== '宋体'),
  ),
  rule('page-number-dashes', '7.5', '页码左右应各放一条一字线，如「— 1 —」。', (k) =>
    numbers(k).some(
      (n) => !/^[\s\u3000]*[—─－–-].*[—─－–-][\s\u3000]*$/.test(n.text.replace(/[A-Z0-9]{4}-[A-Z0-9-]+/g, '')),
    ),
  ),
  rule('page-number-dash', '7.5', '页码两侧应用一字线「—」，不用短横。', (k) =>
    numbers(k).some((n) => /^[\s\u3000]*[-－–]/.test(n.text)),
  ),
  rule(
    'page-number-sides',
    '7.5',
    '单页码应居右空一字、双页码应居左空一字（须设奇偶页不同）。',
    (k) => numbers(k).length > 0 && (!k.docx.evenOdd || !even(k)),
  ),
  rule('page-number-odd', '7.5', '单页码应居右空一字。', (k) => {
    const n = odd(k);
    return n !== undefined && k.docx.evenOdd && n.align !== 'right';
  }),
  rule('page-number-even', '7.5', '双页码应居左空一字。', (k) => {
    const n = even(k);
    return n !== undefined && k.docx.evenOdd && ['right', 'center'].includes(n.align);
  }),
];
