// Tidies lines of text: the last step of every reader, so that the four formats give one kind of normalised text.
import { PART, type Leftover } from './document.ts';

/** Builds text line by line while keeping the places of leftovers right. Spaces at both ends of a line are dropped. */
export class Tidy {
  private parts: string[] = [];
  private length = 0;
  private blank = 0;
  readonly leftovers: Leftover[] = [];

  /** Adds one line; `markup` are the leftovers found in it. Runs of blank lines become one. */
  line(raw: string, markup: string[] = []): void {
    const text = clean(raw);
    if (text === '') {
      this.blank += 1;
      this.note(markup, this.length);
      return;
    }
    const gap = this.length === 0 ? '' : this.blank > 0 ? '\n\n' : '\n';
    this.blank = 0;
    this.parts.push(gap, text);
    this.note(markup, this.length + gap.length);
    this.length += gap.length + text.length;
  }

  private note(markup: string[], at: number): void {
    for (const m of markup) this.leftovers.push({ at, markup: m });
  }

  text(): string {
    return this.parts.join('');
  }
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200d\u2060\ufeff\ufffc]/g;
/** Letters set apart to fill a line: 生 产 安 全 事 故. */
const SPACED = /(?:[\u3001-\u9fff\uff01-\uff5e\u2018-\u201d] ){6,}(?=[\u3001-\u9fff\uff01-\uff5e\u2018-\u201d])/g;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f]/g;

/** Drops control characters, makes odd spaces ordinary and trims; tabs stay in a row, also before its first full cell. */
function clean(raw: string): string {
  let line = raw.replace(CONTROL, '').replace(SPACES, ' ');
  if (!line.includes('\t')) line = line.replace(SPACED, (run) => run.replaceAll(' ', ''));
  let from = 0;
  let to = line.length;
  while (from < to && isBlank(line.charCodeAt(from))) from += 1;
  while (to > from && isBlank(line.charCodeAt(to - 1))) to -= 1;
  const text = line.slice(from, to);
  const empty = line.slice(0, from).replace(/[^\t]/g, '');
  return empty !== '' && text.split('\t', 3).length === 3 ? empty + text : text;
}

const isBlank = (c: number): boolean => c === 32 || c === 9 || c === 0x3000 || c === 10 || c === PART.charCodeAt(0);

/** A page number standing alone: — 3 —, - 3 -, 第3页, 第 3 页 共 9 页. */
const PAGE = /^\s*(?:[—–-]+\s*\d{1,4}\s*[—–-]+|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?)\s*$/;
const BARE = /^\s*\d{1,4}\s*$/;

/** Says which lines are page marks. A bare number counts only when it belongs to a rising series set a page apart. */
export function pageMarks(lines: readonly string[]): Set<number> {
  const marks = new Set<number>();
  const bare: { at: number; value: number }[] = [];
  lines.forEach((raw, at) => {
    if (raw.length > 40) return;
    // oxlint-disable-next-line no-control-regex
    const line = raw.replace(/[\u0000-\u0008\u000b-\u001f]/g, '');
    if (PAGE.test(line)) marks.add(at);
    else if (BARE.test(line)) bare.push({ at, value: Number(line) });
  });
  bare.forEach((b, i) => {
    const near = [bare[i - 1], bare[i + 1]];
    if (near.some((n) => n && Math.abs(n.at - b.at) >= 10 && Math.sign(n.at - b.at) === n.value - b.value))
      marks.add(b.at);
  });
  return marks;
}
