// 标题, 主送机关, 正文 and its headings (7.3.1 to 7.3.3).
import type { Para } from '../docx.ts';
import { HEADING, type Known, type Role, trim } from '../roles.ts';
import { face, headWords, indentOf, near, rule } from '../rule.ts';

const KINDS = /(?:决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要)$/;
const prose: Role[] = ['text', 'h1', 'h2', 'h3', 'h4'];
const titleOf = (k: Known) => k.of('title').map(trim).join('').replace(/\n/g, '');
const count = '一二三四五六七八九十';

/** What a Chinese number says, up to 99. */
const valueOf = (text: string) => {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const digit = (c: string | undefined) => (c ? count.indexOf(c) + 1 : 0);
  return (text.includes('十') ? (digit(tens) || 1) * 10 : 0) + digit(ones);
};
const orderOf = (p: Para) => valueOf(/[一二三四五六七八九十]+|\d+/.exec(trim(p))![0]);

/** Headings whose number does not follow the one before in the same part. */
function outOfOrder(k: Known) {
  const levels = ['h1', 'h2', 'h3', 'h4'] as const;
  const at = [0, 0, 0, 0];
  return k.of(...levels).filter((p) => {
    const level = levels.indexOf(k.role.get(p) as 'h1');
    const wanted = at[level]! + 1;
    const said = orderOf(p);
    at[level] = said;
    at.fill(0, level + 1);
    return said !== wanted;
  });
}

const headingFont = (level: 'h1' | 'h2' | 'h3' | 'h4', wanted: string) => (k: Known) =>
  k.of(level).filter((p) => face(headWords(p).font) !== wanted);
const chinese = (p: Para) => /[\u4e00-\u9fa5]/.test(p.text);

export const body = [
  rule('title-missing', '7.3.1', '没有标题。', (k) => !k.of('title').length),
  rule('title-font', '7.3.1', '标题应用小标宋体字。', (k) =>
    k.of('title').filter((p) => face(p.look.font) !== '小标宋'),
  ),
  rule('title-size', '7.3.1', '标题应为 2 号字（22 磅）。', (k) =>
    k.of('title').filter((p) => !near(p.look.size, 22, 0.6)),
  ),
  rule('title-place', '7.3.1', '标题应居中排布。', (k) => k.of('title').filter((p) => p.stance.align !== 'center')),
  rule('title-end', '7.3.1', '标题末尾不用标点符号。', (k) =>
    /[。，、；：！？.,;:!?]$/.test(titleOf(k)) ? k.of('title').slice(-1) : [],
  ),
  rule('title-kind', '7.3.1', '标题应写明文种，如「通知」「通报」「函」「报告」。', (k) =>
    k.shape !== 'minutes' &&
    titleOf(k) !== '' &&
    !KINDS.test(titleOf(k).replace(/[（(].*[）)]$|[。，、；：！？.,;:!?]$/g, ''))
      ? k.of('title').slice(-1)
      : [],
  ),
  rule('title-about', '7.3.1', '标题中「关于」应与文种前的「的」搭配，如「关于……的通知」。', (k) =>
    /关于/.test(titleOf(k)) && !/的(?:决议|决定|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函)/.test(titleOf(k))
      ? k.of('title').slice(0, 1)
      : [],
  ),
  rule('to-place', '7.3.2', '主送机关应居左顶格。', (k) =>
    k.of('to').filter((p) => indentOf(p) > 0.3 || ['center', 'right'].includes(p.stance.align)),
  ),
  rule('to-end', '7.3.2', '主送机关名称后应标全角冒号。', (k) => k.of('to').filter((p) => !trim(p).endsWith('：'))),
  rule('to-font', '7.3.2', '主送机关应用 3 号仿宋体字。', (k) =>
    k.of('to').filter((p) => face(p.look.font) !== '仿宋' || !near(p.look.size, 16, 0.6)),
  ),
  rule('body-missing', '7.3.3', '没有正文。', (k) => !k.of('text', 'h1', 'h2', 'h3', 'h4').length),
  rule('body-font', '7.3.3', '正文应用仿宋体字。', (k) =>
    k.of('text').filter((p) => chinese(p) && face(p.look.font) !== '仿宋'),
  ),
  rule('body-size', '7.3.3', '正文应为 3 号字（16 磅）。', (k) =>
    k.of(...prose).filter((p) => !near(p.look.size, 16, 0.6)),
  ),
  rule('body-color', '5.2.4', '文字应为黑色。', (k) =>
    k
      .of(...prose, 'title', 'to', 'signature', 'date', 'attachment')
      .filter((p) => p.runs.some((r) => r.text.trim() && r.look.color !== '000000')),
  ),
  rule('body-indent', '7.3.3', '正文每个自然段应左空二字，回行顶格。', (k) =>
    k.of(...prose).filter((p) => !near(indentOf(p), 2, 0.25) || (p.stance.left > 0.3 && p.stance.first < 1.5)),
  ),
  rule('body-align', '7.3.3', '正文应两端对齐或左对齐，不居中、不靠右。', (k) =>
    k.of('text').filter((p) => ['center', 'right'].includes(p.stance.align)),
  ),
  rule('body-gap', '5.2.3', '段前、段后不应另加间距。', (k) =>
    k.of(...prose).filter((p) => p.stance.before > 1 || p.stance.after > 1),
  ),
  rule('body-leading', '5.2.3', '行距应为固定值（约 29 磅）或随 22 行的网格，不用多倍行距。', (k) =>
    k
      .of(...prose)
      .filter(
        (p) =>
          (p.stance.line.rule === 'auto' && !near(p.stance.line.value, 12, 0.2)) ||
          (p.stance.line.rule !== 'auto' && !near(p.stance.line.value, 28.95, 1.2)),
      ),
  ),
  rule('body-slant', '5.2.2', '正文不用斜体。', (k) =>
    k.of(...prose).filter((p) => p.runs.some((r) => r.look.italic && r.text.trim())),
  ),
  rule('body-underline', '5.2.2', '正文不加下划线。', (k) =>
    k.of(...prose).filter((p) => p.runs.some((r) => r.look.underline && r.text.trim())),
  ),
  rule('h1-font', '7.3.3', '第一层标题（一、）应用黑体字。', headingFont('h1', '黑体')),
  rule('h2-font', '7.3.3', '第二层标题（（一））应用楷体字。', headingFont('h2', '楷体')),
  rule('h3-font', '7.3.3', '第三层标题（1.）应用仿宋体字。', headingFont('h3', '仿宋')),
  rule('h4-font', '7.3.3', '第四层标题（（1））应用仿宋体字。', headingFont('h4', '仿宋')),
  rule('h1-mark', '7.3.3', '第一层序数后应用顿号，如「一、」。', (k) =>
    k.of('h1').filter((p) => !/^[一二三四五六七八九十]+、/.test(trim(p))),
  ),
  rule('h2-mark', '7.3.3', '第二层序数应写作「（一）」，用全角括号，后面不加标点。', (k) =>
    k.of('h2').filter((p) => !/^（[一二三四五六七八九十]+）(?![、.．，,])/.test(trim(p))),
  ),
  rule('h3-mark', '7.3.3', '第三层序数后应用圆点，如「1.」，不用顿号。', (k) =>
    k.of('h3').filter((p) => !/^\d+[.．]/.test(trim(p))),
  ),
  rule('h4-mark', '7.3.3', '第四层序数应写作「（1）」，后面不加标点。', (k) =>
    k.of('h4').filter((p) => !/^（\d+）(?![、.．，,])/.test(trim(p))),
  ),
  rule('heading-order', '7.3.3', '标题序数不连续，请核对是否漏号、重号。', outOfOrder),
  rule('heading-levels', '7.3.3', '结构层次应从「一、」开始。', (k) => {
    const first = k.of('h1', 'h2', 'h3', 'h4')[0];
    return first && k.of('h1').length && k.role.get(first) !== 'h1' ? [first] : [];
  }),
];
export { HEADING };
