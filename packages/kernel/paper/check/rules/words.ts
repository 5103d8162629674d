// Punctuation and numbers (chapter 9, which points to GB/T 15834 and GB/T 15835).
import type { Known } from '../roles.ts';
import { trim } from '../roles.ts';
import { rule } from '../rule.ts';

const prose = (k: Known) => k.of('title', 'to', 'text', 'h1', 'h2', 'h3', 'h4', 'attachment', 'annexText');
const where = (pattern: RegExp) => (k: Known) => prose(k).filter((p) => pattern.test(trim(p)));

export const words = [
  rule(
    'half-comma',
    '9（GB/T 15834）',
    '中文句子中应用全角标点，如「，。；：？！」，不用半角。',
    where(/[\u4e00-\u9fa5](?:[,;?!]|[.](?!\d|[a-zA-Z]|$))|[\u4e00-\u9fa5][.]$|[\u4e00-\u9fa5]:(?!\d)/),
  ),
  rule(
    'half-brackets',
    '9（GB/T 15834）',
    '中文句子中应用全角括号（）。',
    where(/\((?=[^)]*[\u4e00-\u9fa5])|[\u4e00-\u9fa5]\)/),
  ),
  rule(
    'straight-quotes',
    '9（GB/T 15834）',
    '应用中文引号“ ”，不用直引号。',
    where(/["'](?=[\u4e00-\u9fa5])|[\u4e00-\u9fa5]["']/),
  ),
  rule('wide-digits', '9（GB/T 15835）', '阿拉伯数字应用半角。', where(/[０-９]/)),
  rule('short-year', '9（GB/T 15835）', '年份应写四位数字，不简写。', where(/(?<!\d)\d{2}年(?:\d{1,2}月|度)/)),
  rule(
    'dotted-date',
    '9（GB/T 15835）',
    '正文中的日期应写「2026年5月9日」，不用圆点或短横。',
    where(/\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d)/),
  ),
  rule('dots', '9（GB/T 15834）', '省略号应写「……」。', where(/[\u4e00-\u9fa5](?:\.{3,}|。{2,})/)),
  rule('series-mark', '9（GB/T 15834）', '标有书名号的并列项之间不用顿号。', where(/》、《/)),
];
