// 版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人, 分隔线 (7.2).
import type { Para } from '../docx.ts';
import { type Known, trim } from '../roles.ts';
import { face, indentOf, near, rule } from '../rule.ts';

const RED = /^(?:[CDEF][0-9A-F])(?:[0-3][0-9A-F])(?:[0-4][0-9A-F])$/;
export const isRed = (color: string) => RED.test(color);
const numbered = (k: Known) => k.one('number');
/** The number alone, without the 签发人 that may stand in the same line. */
const numberText = (p: Para) =>
  trim(p)
    .split(/[\s\u3000]+签\s*发\s*人/)[0]!
    .trim();
const onNumber = (bad: (text: string, p: Para) => boolean) => (k: Known) => {
  const p = numbered(k);
  return p && k.shape !== 'minutes' && bad(numberText(p), p) ? [p] : [];
};
const faceIs = (role: Parameters<Known['one']>[0], wanted: string) => (k: Known) =>
  k.of(role).filter((p) => face(p.look.font) !== wanted);
const sizeIs = (role: Parameters<Known['one']>[0], wanted: number) => (k: Known) =>
  k.of(role).filter((p) => !near(p.look.size, wanted, 0.6));

/** The line between head and body: a border, a shape, or the edge of a table, with its colour; null where there is none. */
function divider(k: Known): string | null {
  const number = numbered(k)?.at ?? k.of('mark').at(-1)?.at;
  const title = k.one('title')?.at ?? Infinity;
  const from = k.shape === 'letter' ? 0 : (number ?? 0);
  for (const p of k.docx.paras) {
    if (p.at < from || p.at > title) continue;
    const line =
      p.at < title && p.stance.ruledBelow
        ? p.stance.ruledBelow
        : p.at > from && p.stance.ruledAbove
          ? p.stance.ruledAbove
          : null;
    if (line) return line.color;
    if (p.drawn !== null) return p.drawn;
  }
  const table = k.docx.rulings.find((t) => t.at >= from && t.at <= title && t.top + t.bottom > 0);
  return table ? table.color : null;
}

const signed = (k: Known) =>
  k.docx.paras.find((p) => p.at < (k.one('title')?.at ?? Infinity) && /签\s*发\s*人/.test(p.text));

export const head = [
  rule('copy-number-digits', '7.2.1', '份号应为 6 位阿拉伯数字，如 000001。', (k) =>
    k.of('copyNumber').filter((p) => !/^\d{6}$/.test(trim(p))),
  ),
  rule('copy-number-place', '7.2.1', '份号应顶格编排在版心左上角第一行。', (k) =>
    k
      .of('copyNumber')
      .filter(
        (p) =>
          indentOf(p) > 0.3 ||
          ['center', 'right'].includes(p.stance.align) ||
          k.docx.paras.some((q) => q.at < p.at && trim(q) !== ''),
      ),
  ),
  rule('secrecy-font', '7.2.2', '密级和保密期限应用 3 号黑体。', (k) =>
    k.of('secrecy').filter((p) => face(p.look.font) !== '黑体' || !near(p.look.size, 16, 0.6)),
  ),
  rule('urgency-word', '7.2.3', '紧急程度应写「特急」或「加急」。', (k) =>
    k.of('urgency').filter((p) => !/^(?:特急|加急)$/.test(trim(p).replace(/[\s\u3000]/g, ''))),
  ),
  rule('urgency-font', '7.2.3', '紧急程度应用 3 号黑体。', (k) =>
    k.of('urgency').filter((p) => face(p.look.font) !== '黑体' || !near(p.look.size, 16, 0.6)),
  ),
  rule('urgency-place', '7.2.3', '紧急程度应顶格编排在版心左上角。', (k) =>
    k.of('urgency').filter((p) => indentOf(p) > 0.3 || ['center', 'right'].includes(p.stance.align)),
  ),
  rule('head-order', '7.2.3', '份号、密级和保密期限、紧急程度应自上而下分行排列。', (k) => {
    const order = k
      .of('copyNumber', 'secrecy', 'urgency')
      .map((p) => ['copyNumber', 'secrecy', 'urgency'].indexOf(k.role.get(p)!));
    return order.some((n, i) => i > 0 && n < order[i - 1]!);
  }),
  rule('mark-missing', '7.2.4', '没有发文机关标志（红头）。', (k) => !k.of('mark').length),
  rule('mark-color', '7.2.4', '发文机关标志应为红色。', (k) => k.of('mark').filter((p) => !isRed(p.look.color))),
  rule('mark-font', '7.2.4', '发文机关标志推荐使用小标宋体字。', faceIs('mark', '小标宋')),
  rule('mark-place', '7.2.4', '发文机关标志应居中排布。', (k) =>
    k.of('mark').filter((p) => p.stance.align !== 'center'),
  ),
  rule('mark-size', '7.2.4', '发文机关标志字号过小，应醒目、大于标题。', (k) =>
    k
      .of('mark')
      .slice(0, 1)
      .filter((p) => p.look.size <= 22),
  ),
  rule('number-missing', '7.2.5', '没有发文字号。', (k) => k.shape !== 'minutes' && !numbered(k)),
  rule(
    'number-brackets',
    '7.2.5',
    '发文字号的年份应用六角括号〔〕括入。',
    onNumber((t) => !/〔\d{2,4}年?〕/.test(t)),
  ),
  rule(
    'number-year',
    '7.2.5',
    '发文字号的年份应标全称，如〔2026〕。',
    onNumber((t) => !/[〔[［（(【﹝〈]\s*\d{4}\s*[〕\]］）)】﹞〉]/.test(t) && !/\d{4}/.test(t)),
  ),
  rule(
    'number-year-word',
    '7.2.5',
    '发文字号的年份后不加「年」字。',
    onNumber((t) => /\d年\s*[〕\]］）)】﹞〉]/.test(t)),
  ),
  rule(
    'number-ordinal',
    '7.2.5',
    '发文字号的顺序号前不加「第」字。',
    onNumber((t) => /第\s*\d/.test(t)),
  ),
  rule(
    'number-zero',
    '7.2.5',
    '发文字号的顺序号不编虚位，如 1 不编为 01。',
    onNumber((t) => /[〕\]］）)】﹞〉]\s*第?\s*0\d*/.test(t)),
  ),
  rule(
    'number-end',
    '7.2.5',
    '发文字号的顺序号后应加「号」字。',
    onNumber((t) => !t.endsWith('号')),
  ),
  rule('number-font', '7.2.5', '发文字号应用仿宋体字。', faceIs('number', '仿宋')),
  rule('number-size', '7.2.5', '发文字号应为 3 号字（16 磅）。', sizeIs('number', 16)),
  rule('number-place', '7.2.5', '发文字号应居中；有签发人的居左空一字。', (k) => {
    const p = numbered(k);
    if (!p || k.shape !== 'general') return [];
    if (signed(k)) return p.stance.align !== 'center' ? [] : [p];
    return p.stance.align === 'center' ? [] : [p];
  }),
  rule('signer-mark', '7.2.6', '「签发人」后应标全角冒号。', (k) => {
    const p = signed(k);
    return p && !/签\s*发\s*人：/.test(p.text) ? [p] : [];
  }),
  rule('signer-font', '7.2.6', '「签发人」用 3 号仿宋体字，签发人姓名用 3 号楷体字。', (k) => {
    const p = signed(k);
    if (!p) return [];
    const at = p.text.indexOf('：') >= 0 ? p.text.indexOf('：') : p.text.indexOf(':');
    let seen = 0;
    for (const r of p.runs) {
      if (
        seen + r.text.length > at + 1 &&
        /[\u4e00-\u9fa5]/.test(r.text.slice(Math.max(0, at + 1 - seen))) &&
        seen > p.text.indexOf('签')
      )
        return face(r.look.font) === '楷体' ? [] : [p];
      seen += r.text.length;
    }
    return [p];
  }),
  rule(
    'divider-missing',
    '7.2.7',
    '版头下缺一条与版心等宽的红色分隔线。',
    (k) => k.of('mark').length > 0 && k.shape !== 'minutes' && divider(k) === null,
  ),
  rule('divider-color', '7.2.7', '版头中的分隔线应为红色。', (k) => {
    const color = divider(k);
    return color !== null && color !== '' && !isRed(color);
  }),
];
