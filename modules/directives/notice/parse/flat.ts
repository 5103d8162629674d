// A stretch of the text without blanks and with one form of each mark, remembering where every character stood.
import type { Source } from '../schema.ts';

/** `s` is what the rules read; `at[i]` is the offset of `s[i]` in the document's text. */
export type Flat = { s: string; at: number[] };

const SAME: Record<string, string> = {
  '(': '（',
  ')': '）',
  ';': '；',
  '!': '！',
  '?': '？',
  '．': '.',
  '﹝': '〔',
  '﹞': '〕',
};

/** Squeezes text[start, end): blanks go, full-width digits and half-width brackets take the form the rules expect. */
export function flatten(text: string, start: number, end: number, into: Flat = { s: '', at: [] }): Flat {
  let run = start;
  const flush = (to: number, replacement: string): void => {
    into.s += text.slice(run, to) + replacement;
    run = to + 1;
  };
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 || code === 0x3000 || code === 0x2028) {
      flush(i, '');
      continue;
    }
    into.at.push(i);
    if (code > 59 && code < 0xff10 && code !== 63 && code !== 0xfe5d && code !== 0xfe5e) continue;
    const form = formOf(text, i, code);
    if (form !== null) flush(i, form);
  }
  into.s += text.slice(run, end);
  return into;
}

/** The one form of a mark or digit, or null when it already has it. Commas and colons between digits stay. */
function formOf(text: string, i: number, code: number): string | null {
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xff10 + 48);
  if ((code === 44 || code === 58) && !(isDigit(text.charCodeAt(i - 1)) && isDigit(text.charCodeAt(i + 1))))
    return code === 44 ? '，' : '：';
  return SAME[text.charAt(i)] ?? null;
}

/** Where s[from, to) stands in the text. An empty stretch gives an empty source. */
export function sourceOf(flat: Flat, from: number, to: number): Source {
  const start = flat.at[from] ?? (flat.at.at(-1) ?? -1) + 1;
  return [start, to > from ? (flat.at[to - 1] ?? start) + 1 : start];
}

/** The words of a source as printed; where a line break or a page break cut a sentence, the sentence is made whole. */
export function quote(text: string, source: Source): string {
  return text
    .slice(source[0], source[1])
    .replace(/[ \u3000]*\n[\s\u3000]*/g, '')
    .replaceAll('\u2028', ' ');
}

/** The same without any blanks, for titles and names. */
export const tight = (words: string): string => words.replace(/[\s\u3000]+/g, '');

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
