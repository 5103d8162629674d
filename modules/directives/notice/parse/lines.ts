// Cuts the text into lines and says which of them continue a sentence: hard wraps and page breaks are healed here.
import { dateLine } from './dates.ts';
import { flatten, type Flat } from './flat.ts';
import { markerOf, type Marker } from './marker.ts';
import { isBody } from './units.ts';

/** One line of the text. `row` lines hold tabs and belong to tables; `width` counts a Chinese character as 1. */
export type Line = {
  start: number;
  end: number;
  flat: Flat;
  s: string;
  width: number;
  row: boolean;
  marker: Marker | null;
  gap: boolean;
};

/** All lines that are not blank; `gap` says that a blank line stood before. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let gap = false;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const row = text.slice(start, end).includes('\t');
    const flat = flatten(text, start, end);
    if (flat.s === '') gap = true;
    else {
      const marker = row ? null : markerOf(flat.s);
      lines.push({
        start: flat.at[0] ?? start,
        end: (flat.at.at(-1) ?? start) + 1,
        flat,
        s: flat.s,
        width: widthOf(flat.s),
        row,
        marker,
        gap,
      });
      gap = false;
    }
    start = end + 1;
  }
  return lines;
}

function widthOf(s: string): number {
  let width = 0;
  for (let i = 0; i < s.length; i++) width += s.charCodeAt(i) < 128 ? 0.5 : 1;
  return width;
}

/** The measure of a text broken into lines of one width, or 0 when its lines are whole paragraphs. */
export function measureOf(lines: readonly Line[]): number {
  const widths = lines.filter((l) => !l.row).map((l) => l.width);
  if (widths.length < 8) return 0;
  const sorted = widths.toSorted((a, b) => a - b);
  const wide = sorted[Math.floor(sorted.length * 0.9)] ?? 0;
  if (wide > 60 || wide < 15) return 0;
  const full = widths.filter((w) => w >= wide - 3 && w <= wide + 3).length;
  return full >= widths.length * 0.4 ? wide : 0;
}

/** Marks that end a sentence or a list item, also inside closing quotes and brackets. */
const ENDED = /[。！？；：…][”’）》」]*$|^（.{0,40}）$/;
const ANNEX = /^(?:附件|后附|附[：:])/;
const IMPRINT = /印发$|^抄送|^主送|^联系人|^联系电话|^（此件/;

/** True when `next` goes on with the sentence that `line` left open. Blank lines between them do not matter: pages break anywhere. */
export function continues(line: Line, next: Line, after: Line | undefined, measure: number): boolean {
  if (line.row || next.row || next.marker || ENDED.test(line.s)) return false;
  if (ANNEX.test(line.s) || ANNEX.test(next.s) || IMPRINT.test(line.s) || IMPRINT.test(next.s)) return false;
  if (dateLine(line.s) || dateLine(next.s)) return false;
  if (after && dateLine(after.s) && isBody(next.s)) return false;
  if (/[，、]$/.test(line.s)) return true;
  if (measure > 0) return line.width >= measure * 0.8 && !(next.gap && line.width < measure * 0.9);
  if (line.marker && line.width <= 40 && !/[。；]/.test(line.s)) return false;
  return line.width >= 40 || (/[。；]/.test(line.s) && !next.gap && line.width >= 12);
}
