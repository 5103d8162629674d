// The foot of every page: its number as GB/T 9704 has it, and below it the code by which a scan files itself.
import { AlignmentType, type FileChild, Footer, ImageRun, LineRuleType, PageNumber, Paragraph, TextRun } from 'docx';
import { type Leaf, drawCode } from '../code.ts';
import { FACE, SIZE, mm } from './measures.ts';

/** The code's edge in mm: 21 modules of more than half a millimetre, which a telephone reads from arm's length. */
const EDGE = 12;
/** From the edge of the paper to the foot of the code: what office printers can still print. */
export const FOOT_DISTANCE = mm(7);
const NUMBER_LINE = 400;
/** Between the number and the code, so that the dashes stand 7 mm below the type area (7.5). */
const GAP = mm(28) - FOOT_DISTANCE - mm(EDGE) - NUMBER_LINE / 2 - 40;
const PIXELS = Math.round((EDGE * 96) / 25.4);

/** — 1 —: 4号 half-width 宋体 with dashes. */
const number = (align: 'left' | 'right') =>
  new Paragraph({
    alignment: align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: { [align]: SIZE.四号 * 10 },
    spacing: { line: NUMBER_LINE, lineRule: LineRuleType.EXACT, after: GAP },
    children: [
      new TextRun({
        children: ['— ', PageNumber.CURRENT, ' —'],
        size: SIZE.四号,
        font: { ascii: FACE.宋体, hAnsi: FACE.宋体, eastAsia: FACE.宋体 },
      }),
    ],
  });

/** Stands where a page has no number, so that the code keeps its place. */
const noNumber = () =>
  new Paragraph({ spacing: { line: NUMBER_LINE, lineRule: LineRuleType.EXACT, after: GAP }, children: [] });

const picture = async (code: string, leaf: Leaf) =>
  new ImageRun({
    type: 'png',
    data: await drawCode(code, leaf),
    transformation: { width: PIXELS, height: PIXELS },
    altText: { name: `code-${leaf}`, title: code, description: `页码标识 ${code}` },
  });

/** The code on the side away from the number, and in letters beside it with the page, `7K3F-2Q8M-P3`. */
async function mark(code: string, leaf: Leaf, side: 'left' | 'right') {
  const font = { ascii: FACE.宋体, hAnsi: FACE.宋体, eastAsia: FACE.宋体 };
  const words = new TextRun({
    children: [
      side === 'left' ? '　' : '',
      `${code}-P`,
      leaf === '1' ? '1' : PageNumber.CURRENT,
      side === 'right' ? '　' : '',
    ],
    size: SIZE.五号,
    font,
  });
  const image = await picture(code, leaf);
  return new Paragraph({
    alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: side === 'left' ? [image, words] : [words, image],
  });
}

/** Feet of a paper with a code: the first page, even pages, odd pages. `bare` leaves the first page without its number (函). */
export async function feet(code: string, options: { above?: () => FileChild[]; bare?: boolean } = {}) {
  const first = [...(options.bare ? [noNumber()] : [number('right')]), ...(options.above?.() ?? [])] as Paragraph[];
  return {
    first: new Footer({ children: [...first, await mark(code, '1', 'left')] }),
    even: new Footer({ children: [number('left'), await mark(code, 'E', 'right')] }),
    default: new Footer({ children: [number('right'), await mark(code, 'O', 'left')] }),
  };
}
