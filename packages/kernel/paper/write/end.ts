// What follows the text: 附件说明, 署名 over its date, 附注, who was present, 版记 at the foot of the last page.
import {
  AlignmentType,
  BorderStyle,
  FrameAnchorType,
  FrameWrap,
  HorizontalPositionAlign,
  type Paragraph,
  TabStopType,
  VerticalPositionAlign,
} from 'docx';
import { chineseDay } from '@anlan/contract';
import type { Letterhead } from '../letterhead.ts';
import type { OfficialPaper } from '../types.ts';
import { AREA, CHARS, LINE, SIZE, THICK, THIN, widthOf } from './measures.ts';
import { blank, para, run, tab } from './text.ts';

/** An empty line that stays with what follows. */
const held = () => blank(LINE, true);
const OPEN_DATE = '　　年　月　日';

/** 附件说明: one line below the text, two characters in, names under each other (7.3.4). */
export function annexList(paper: OfficialPaper): Paragraph[] {
  const names = (paper.annexes ?? []).map((a) => a.title.replace(/[。，、；,;.]+$/, ''));
  if (!names.length) return [];
  if (names.length === 1) return [held(), para([run(`附件：${names[0]}`)], { left: 5, first: -3, keepNext: true })];
  return [
    held(),
    ...names.map((name, i) =>
      i === 0
        ? para([run(`附件：1.${name}`)], { left: 6, first: -4, keepNext: true })
        : para([run(`${i + 1}.${name}`)], { left: 6, first: -1, keepNext: true }),
    ),
  ];
}

/**
 * 署名 and 成文日期 with room for the seal (7.3.5.1): the date ends four characters from the right, the name is centred over
 * it; a name longer than that room pushes the date to its middle. `air` is the room above, in lines.
 */
export function signature(paper: OfficialPaper, letterhead: Letterhead, air: number): Paragraph[] {
  const date = paper.date ? chineseDay(paper.date) : OPEN_DATE;
  const [name, day] = [widthOf(letterhead.sealName), widthOf(date)];
  const right = Math.max(0, 4 + (day - name) / 2);
  const place = { align: AlignmentType.RIGHT, more: { keepLines: true } };
  return [
    blank(Math.round(air * LINE), true),
    para([run(letterhead.sealName)], { ...place, right, keepNext: true }),
    para([run(date)], { ...place, right: Math.max(4, right + (name - day) / 2) }),
  ];
}

/** 附注: in brackets, two characters in, below the date (7.3.6). */
export const note = (text: string) => para([run(`（${text.replace(/^（|）$/g, '')}）`)], { first: 2 });

/** 出席、请假、列席 of 纪要: 黑体 labels, names hanging after the colon (10.3). */
export const present = (all: NonNullable<OfficialPaper['present']>): Paragraph[] =>
  all
    .filter(({ names }) => names.length)
    .flatMap(({ label, names }) => {
      const words = label.replace(/：$/, '');
      const width = widthOf(words) + 1;
      return [
        blank(),
        para([run(`${words}：`, { face: '黑体' }), run(names.join('　'))], { left: 2 + width, first: -width }),
      ];
    });

/** How many lines 版记 takes of the page. */
export function imprintLines(paper: OfficialPaper): number {
  const copy = paper.copyTo?.length ? Math.ceil((widthOf(paper.copyTo.join('，')) + 1) / (CHARS + 4 - 5)) : 0;
  return copy + (paper.kind === '函' ? 0 : 1);
}

/**
 * 版记: 4号, between lines as wide as the type area, at the very foot of the page it hangs on (7.4). 函 has no lines and no 印发
 * (10.1). Nothing where there is nobody to copy to and nothing to print.
 */
export function imprint(paper: OfficialPaper, letterhead: Letterhead): Paragraph[] {
  const ruled = paper.kind !== '函';
  const words = { size: SIZE.四号 };
  const one = SIZE.四号 * 10;
  const stroke = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000', space: 0 });
  const frame = {
    width: AREA.width,
    anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.MARGIN },
    wrap: FrameWrap.NOT_BESIDE,
  };
  const atFoot = { x: HorizontalPositionAlign.LEFT, y: VerticalPositionAlign.BOTTOM };
  const copied = paper.copyTo ?? [];
  const copy = para([run(`抄送：${copied.join('，')}。`, words)], {
    align: AlignmentType.LEFT,
    more: {
      frame: ruled
        ? { ...frame, type: 'absolute', position: { x: 0, y: AREA.height - imprintLines(paper) * LINE } }
        : { ...frame, type: 'alignment', alignment: atFoot },
      ...(ruled ? { border: { top: stroke(THICK) } } : {}),
      indent: { left: one * 4, hanging: one * 3, right: one },
    },
  });
  const printed = para(
    [
      run(letterhead.printedBy, words),
      tab(words),
      run(`${paper.date ? chineseDay(paper.date) : OPEN_DATE}印发`, words),
    ],
    {
      align: AlignmentType.LEFT,
      more: {
        frame: { ...frame, type: 'alignment', alignment: atFoot },
        border: { top: stroke(copied.length ? THIN : THICK), bottom: stroke(THICK) },
        tabStops: [{ type: TabStopType.RIGHT, position: AREA.width - one }],
        indent: { left: 0, firstLine: one },
      },
    },
  );
  const parts = [...(paper.copyTo?.length ? [copy] : []), ...(ruled ? [printed] : [])];
  // The frames hang on the paragraph after them, which takes no room.
  return parts.length ? [...parts, para([run('', { size: 2 })], { line: 20 })] : [];
}
