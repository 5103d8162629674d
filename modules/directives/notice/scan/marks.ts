// Notes that travel inside the text while lines are laid out: which page it came from, and which characters are doubtful.
import type { NoticeDocument } from '../read/document.ts';

/** Characters of the private use area, which no notice holds. */
const DOUBT = 0xe000;
const PAGE = 0xe100;
const MARK = /[\ue000-\uefff]/;

/** Before a character read with this confidence (0 to 1). */
export const doubtful = (confidence: number): string => String.fromCharCode(DOUBT + Math.round(confidence * 100));
/** Before the words of page `n`. */
export const pageMark = (n: number): string => String.fromCharCode(PAGE + n);

/** Text with notes in, the text and what was noted out: doubtful places (neighbours joined) and where each page begins. */
export function unmark(marked: string): { text: string } & Required<Pick<NoticeDocument, 'doubtful' | 'pages'>> {
  let text = '';
  const places: { at: [number, number]; confidence: number }[] = [];
  const pages: { page: number; from: number }[] = [];
  let doubt: number | null = null;
  for (const c of marked) {
    const code = c.charCodeAt(0);
    if (MARK.test(c)) {
      if (code < PAGE) doubt = (code - DOUBT) / 100;
      else if (pages.at(-1)?.page !== code - PAGE) pages.push({ page: code - PAGE, from: text.length });
      continue;
    }
    if (doubt !== null) {
      const last = places.at(-1);
      if (last && last.at[1] === text.length) {
        last.at[1] += c.length;
        last.confidence = Math.min(last.confidence, doubt);
      } else places.push({ at: [text.length, text.length + c.length], confidence: doubt });
    }
    doubt = null;
    text += c;
  }
  return { text, doubtful: places, pages };
}
