// Where a title turns: whole words stay together, lines are of like length and never leave a crumb below (7.3.1).
import { widthOf } from './measures.ts';

const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });
/** Never begins a line. */
const STICKS = /^[的》」』”’）〉、，。：；和与及等于了年月日]/;
/** Never ends a line: what opens, and what leads to the next word. */
const OPENS = /(?:[《「『“‘（〈和与及]|关于|印发|转发|进一步)$/;
/** Pairs that titles of this trade keep together and a dictionary does not know. */
const PAIRS = /^(?:印发|转发|商请|报送|开展|做好|召开|报请|文旅|文博)$/;

/** Places where the title may turn, each cutting it in two with sense on both sides. */
function turns(text: string): number[] {
  const at: number[] = [];
  for (const { index } of words.segment(text)) if (index > 0 && turnsWell(text, index)) at.push(index);
  return at;
}

function turnsWell(text: string, index: number): boolean {
  const [before, after] = [text.slice(0, index), text.slice(index)];
  // Before a book title any word may end a line, 「关于印发」 too.
  if (after.startsWith('《')) return true;
  return (
    !STICKS.test(after) &&
    !OPENS.test(before) &&
    !PAIRS.test(before.slice(-1) + after[0]!) &&
    !/\d\d$/.test(before.slice(-1) + after[0]!) &&
    !inside(DATES, text, index) &&
    !inside(SHORT_BOOKS, text, index)
  );
}

/** A book title that fits in a line, and a day or month, are not torn. */
const SHORT_BOOKS = /《[^》]{1,16}》/g;
const DATES = /\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?/g;
const inside = (what: RegExp, text: string, index: number) =>
  [...text.matchAll(what)].some((m) => index > m.index && index < m.index + m[0].length);

const CRUMB = 400;
/** Of two lines, 「××局」 above and 「关于……」 below reads best where they are not too unlike. */
const ABOUT = 100;

/** How uneven lines are: squares of what each falls short of the longest; a longer line below a shorter one reads worse than a 梯形. */
const unrest = (lines: readonly string[]) => {
  const widths = lines.map(widthOf);
  const longest = Math.max(...widths);
  const crumb = widths.at(-1)! < longest / 3 ? CRUMB : 0;
  const turnsAtAbout = lines.length === 2 && lines[1]!.startsWith('关于') ? ABOUT : 0;
  return widths.reduce((sum, w) => sum + (longest - w) ** 2, 0) + crumb - turnsAtAbout;
};

/** The lines of a title of at most `most` characters each, balanced. */
export function titleLines(text: string, most: number): string[] {
  if (widthOf(text) <= most) return [text];
  const count = Math.ceil(widthOf(text) / most);
  return split(text, count, most) ?? split(text, count + 1, most) ?? [text];
}

/** The best way to cut a text into `count` lines; null where no cut keeps within `most`. */
function split(text: string, count: number, most: number): string[] | null {
  const at = [0, ...turns(text), text.length];
  let best: string[] | null = null;
  const walk = (from: number, left: number, lines: string[]) => {
    if (left === 1) {
      const all = [...lines, text.slice(at[from])];
      if (widthOf(all.at(-1)!) <= most && (!best || unrest(all) < unrest(best))) best = all;
      return;
    }
    for (let to = from + 1; to < at.length - 1; to++) {
      const line = text.slice(at[from], at[to]);
      if (widthOf(line) > most) break;
      walk(to, left - 1, [...lines, line]);
    }
  };
  walk(0, count, []);
  return best;
}
