// 附件说明, 署名, 成文日期, 附注, 附件 (7.3.4 to 7.3.7).
import type { Para } from '../docx.ts';
import { type Known, trim } from '../roles.ts';
import { face, indentOf, near, rule } from '../rule.ts';

const date = (k: Known) => k.of('date');
const digits = /^\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日$/;
/** Each annex as its announcement names it, without number. */
const named = (k: Known) =>
  k
    .of('attachment')
    .map((p) =>
      trim(p)
        .replace(/^附\s*件\s*[：:]\s*/, '')
        .replace(/^\d+\s*[.．、]\s*/, '')
        .trim(),
    )
    .filter(Boolean);
const bare = (text: string) => text.replace(/[\s\u3000《》“”"。，、；]/g, '');
const lead = (k: Known) => k.of('attachment').slice(0, 1);
const numbersIn = (k: Known) =>
  k.of('attachment').map((p) => /^(?:附\s*件\s*[：:]\s*)?(\d+)\s*([.．、]?)/.exec(trim(p)));

/** How far the end of a line stands from the right edge, in characters. */
const fromRight = (p: Para) => p.stance.right + (/[\u3000 ]*$/.exec(p.text)![0].replace(/ /g, '').length || 0);

export const end = [
  rule('attachment-mark', '7.3.4', '「附件」后应标全角冒号。', (k) =>
    lead(k).filter((p) => !/^附\s*件：/.test(trim(p))),
  ),
  rule('attachment-indent', '7.3.4', '附件说明应在正文下空一行、左空二字编排。', (k) =>
    lead(k).filter(
      (p) => !near(indentOf(p), 2, 0.25) && !(p.stance.left >= 2 && near(p.stance.left + p.stance.first, 2, 0.25)),
    ),
  ),
  rule('attachment-gap', '7.3.4', '附件说明应与正文空一行。', (k) =>
    lead(k).filter((p) => k.role.get(k.docx.paras[p.at - 1]!) !== 'blank'),
  ),
  rule('attachment-number', '7.3.4', '附件顺序号后应用圆点，如「1.」。', (k) =>
    k.of('attachment').filter((_, i) => numbersIn(k)[i] && !/[.．]/.test(numbersIn(k)[i]![2]!)),
  ),
  rule('attachment-alone', '7.3.4', '只有一个附件时不编顺序号。', (k) =>
    named(k).length === 1 && numbersIn(k)[0] ? lead(k) : [],
  ),
  rule('attachment-unnumbered', '7.3.4', '有多个附件时应用阿拉伯数字编顺序号。', (k) =>
    named(k).length > 1 && numbersIn(k).some((n) => !n) ? lead(k) : [],
  ),
  rule('attachment-end', '7.3.4', '附件名称后不加标点符号。', (k) =>
    k.of('attachment').filter((p) => /[。，、；,;.]$/.test(trim(p))),
  ),
  rule('attachment-font', '7.3.4', '附件说明应用 3 号仿宋体字。', (k) =>
    k.of('attachment').filter((p) => face(p.look.font) !== '仿宋' || !near(p.look.size, 16, 0.6)),
  ),
  rule('signature-missing', '7.3.5', '没有发文机关署名。', (k) => k.shape !== 'minutes' && !k.of('signature').length),
  rule('signature-place', '7.3.5', '发文机关署名应居右编排，在成文日期之上。', (k) =>
    k
      .of('signature')
      .filter((p) => p.stance.align !== 'right' && p.stance.left + p.stance.first < 6 && indentOf(p) < 6),
  ),
  rule('signature-font', '7.3.5', '发文机关署名应用 3 号仿宋体字。', (k) =>
    k.of('signature').filter((p) => face(p.look.font) !== '仿宋' || !near(p.look.size, 16, 0.6)),
  ),
  rule('date-missing', '7.3.5', '没有成文日期。', (k) => k.shape !== 'minutes' && !date(k).length),
  rule('date-digits', '7.3.5.4', '成文日期应用阿拉伯数字，如 2026年5月9日。', (k) =>
    date(k).filter((p) => /[〇○零一二三四五六七八九十]/.test(trim(p))),
  ),
  rule('date-zero', '7.3.5.4', '成文日期的月、日不编虚位，如 1 不编为 01。', (k) =>
    date(k).filter((p) => /年\s*0\d|月\s*0\d/.test(trim(p))),
  ),
  rule('date-whole', '7.3.5.4', '成文日期的年、月、日应标全，年份用四位数字。', (k) =>
    date(k).filter(
      (p) =>
        /^\d+/.test(trim(p)) &&
        !/年\s*0\d|月\s*0\d/.test(trim(p)) &&
        !digits.test(
          trim(p)
            .replace(/\s/g, '')
            .replace(/[０-９]/g, '0'),
        ),
    ),
  ),
  rule('date-place', '7.3.5', '成文日期应右空四字（加盖印章）或右空二字（不加盖印章）编排。', (k) =>
    k.shape === 'minutes'
      ? []
      : date(k).filter((p) =>
          p.stance.align === 'right' ? fromRight(p) < 1.5 || fromRight(p) > 5 : p.stance.left + p.stance.first < 6,
        ),
  ),
  rule('date-font', '7.3.5', '成文日期应用 3 号仿宋体字。', (k) =>
    date(k).filter(
      (p) => !near(p.look.size, 16, 0.6) || (/[\u4e00-\u9fa5]/.test(p.text) && face(p.look.font) !== '仿宋'),
    ),
  ),
  rule('note-brackets', '7.3.6', '附注应加圆括号编排，如「（联系人：…，电话：…）」。', (k) =>
    k.of('note').filter((p) => !/^（[\s\S]*）$/.test(trim(p))),
  ),
  rule('note-indent', '7.3.6', '附注应居左空二字编排在成文日期下一行。', (k) =>
    k.of('note').filter((p) => !near(indentOf(p), 2, 0.25)),
  ),
  rule('annex-page', '7.3.7', '附件应另面编排。', (k) =>
    k.of('annexLabel').filter(
      (p) =>
        !p.newPage &&
        !k.docx.paras
          .slice(0, p.at)
          .toReversed()
          .find((q) => q.text !== '' || q.newPage)?.newPage,
    ),
  ),
  rule('annex-label-font', '7.3.7', '「附件」二字及顺序号应用 3 号黑体字。', (k) =>
    k.of('annexLabel').filter((p) => face(p.look.font) !== '黑体' || !near(p.look.size, 16, 0.6)),
  ),
  rule('annex-label-place', '7.3.7', '「附件」二字应顶格编排在版心左上角第一行。', (k) =>
    k.of('annexLabel').filter((p) => indentOf(p) > 0.3 || ['center', 'right'].includes(p.stance.align)),
  ),
  rule('annex-label-mark', '7.3.7', '附件页的「附件」及顺序号后不加冒号。', (k) =>
    k.of('annexLabel').filter((p) => /[：:]$/.test(trim(p))),
  ),
  rule('annex-title-place', '7.3.7', '附件标题应居中编排在版心第三行。', (k) =>
    k.of('annexTitle').filter((p) => p.stance.align !== 'center'),
  ),
  rule('annex-count', '7.3.7', '附件说明列出的附件与后面所附的附件数目不一致。', (k) => {
    const labels = k.of('annexLabel').length;
    return labels > 0 && k.of('attachment').length > 0 && named(k).length !== labels
      ? k.of('annexLabel').slice(-1)
      : [];
  }),
  rule('annex-undeclared', '7.3.4', '正文后附有附件，但没有附件说明。', (k) =>
    k.of('annexLabel').length > 0 && !k.of('attachment').length ? k.of('annexLabel').slice(0, 1) : [],
  ),
  rule('annex-order', '7.3.7', '附件顺序号与附件说明不一致。', (k) => {
    const labels = k.of('annexLabel');
    if (labels.length < 2)
      return labels.length === 1 && named(k).length === 1 ? labels.filter((p) => /\d/.test(trim(p))) : [];
    return labels.filter((p, i) => Number(/\d+/.exec(trim(p))?.[0] ?? 0) !== i + 1);
  }),
  rule('annex-name', '7.3.7', '附件标题与附件说明中的名称不一致。', (k) => {
    const titles = k.of('annexTitle');
    const names = named(k);
    if (titles.length !== names.length) return [];
    return titles.filter((p, i) => bare(trim(p)) !== bare(names[i]!) && !bare(names[i]!).startsWith(bare(trim(p))));
  }),
];
