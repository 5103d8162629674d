// How far a paper reaches on its grid of 22 lines: needed before it is set, because 版记 stands on an even page.
import type { PaperBlock } from '../types.ts';
import { AREA, CHARS, LINE, LINES, widthOf } from './measures.ts';
import { shares } from './blocks.ts';

const TABLE_CHAR = 280;
const CELL_AIR = 160;
const TABLE_LINE = 440;
const ROW_AIR = 90;

/** Lines of running text of `width` characters with a first indent. */
export const textLines = (width: number, indent = 2, room: number = CHARS) =>
  Math.max(1, Math.ceil((width + indent) / room));

function tableLines(block: Extract<PaperBlock, { type: 'table' }>, whole: number): number {
  const widths = shares(block.columns, whole);
  const height = (cells: readonly string[]) =>
    ROW_AIR +
    TABLE_LINE *
      Math.max(
        1,
        ...cells.map((text, i) =>
          text
            .split('\n')
            .reduce(
              (n, line) => n + Math.max(1, Math.ceil((widthOf(line) * TABLE_CHAR) / ((widths[i] ?? whole) - CELL_AIR))),
              0,
            ),
        ),
      );
  const twips = [block.columns.map((c) => c.label), ...block.rows].reduce((sum, cells) => sum + height(cells), 0);
  return twips / LINE + (block.caption ? 1 : 0);
}

/** Lines that blocks take. */
export const blockLines = (all: readonly PaperBlock[], whole: number = AREA.width): number =>
  all.reduce((sum, block) => {
    if (block.type === 'table') return sum + tableLines(block, whole);
    if (block.type === 'heading') return sum + textLines(widthOf(block.text + (block.run ?? '')) + (block.run ? 1 : 0));
    return sum + block.text.split('\n').reduce((n, line) => n + textLines(widthOf(line), block.flush ? 0 : 2), 0);
  }, 0);

/**
 * How a text that takes these lines of its stretch makes room for name, date and seal: two empty lines above them, less where
 * the page ends, and where even that is too much the end of the text goes along to the next page (7.3.5).
 */
export function beforeSignature(lines: number): { air: number; held: boolean } {
  const left = LINES - (lines % LINES) - NAME_AND_DATE - SLACK;
  return left >= LEAST_AIR ? { air: Math.min(2, left), held: false } : { air: 2, held: true };
}
const NAME_AND_DATE = 2;
const LEAST_AIR = 0.6;
/** What an estimate may be wrong by. */
const SLACK = 0.1;

/**
 * Where 版记 goes when the text before it takes these lines, per stretch that begins on a new page: on the last page if it is
 * even, or whatever it is (函).
 * @returns how many pages to turn before it: 0 when it fits below the text.
 */
export function turnsBeforeImprint(
  stretches: readonly number[],
  imprint: number,
  on: 'even' | 'last' = 'even',
): number {
  const pages = stretches.map((lines) => Math.max(1, Math.ceil(lines / LINES)));
  const last = pages.reduce((a, b) => a + b, 0);
  const fits = pages.at(-1)! * LINES - stretches.at(-1)! >= imprint + 1;
  if (on === 'last') return fits ? 0 : 1;
  return last % 2 === 1 ? 1 : fits ? 0 : 2;
}
