// 版头: whose paper it is, its number and who signed it, above the red line (7.2, 10.1, 10.3).
import { AlignmentType, BorderStyle, FrameAnchorType, FrameWrap, type Paragraph, TabStopType } from 'docx';
import { chineseDay } from '@anlan/contract';
import type { Letterhead } from '../letterhead.ts';
import type { OfficialPaper } from '../types.ts';
import { AREA, CHAR, LINE, MARGIN, PAGE, RED, SIZE, mm, widthOf } from './measures.ts';
import { blank, para, run, tab } from './text.ts';

/** The mark's characters are at most 22 mm high and 15 mm wide, narrower where the name is long. */
const MOST = { height: mm(22) / 20, width: mm(15) / 20 };
/** How slim a character of the mark may be made. */
const SLIM = 0.7;

/** Size and scale of a mark that fills at most 96 % of `width` twips. */
export function markSize(text: string, width: number = AREA.width) {
  const each = Math.min(MOST.width, (width * 0.96) / 20 / widthOf(text));
  const points = Math.floor(Math.min(MOST.height, each / SLIM));
  return { points, scale: Math.min(100, Math.floor((each / points) * 100)) };
}

const mark = (text: string, before: number, more: { width?: number; left?: number; right?: number } = {}) => {
  const { points, scale } = markSize(text, more.width);
  return para([run(text, { face: '小标宋', size: points * 2, color: RED, scale })], {
    align: AlignmentType.CENTER,
    before,
    line: Math.round(points * 20 * 1.2),
    left: more.left ?? 0,
    right: more.right ?? 0,
  });
};

/** Air above the letters within their own line. */
const air = (text: string) => markSize(text).points * 20 * 0.1;

const redLine = { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 6 } };

/** The number with its place left open where 局办公室 has not given one yet. */
const numberText = (paper: OfficialPaper, letterhead: Letterhead) =>
  paper.number ?? (letterhead.code ? `${letterhead.code}〔　　〕　号` : '〔　　〕　号');

/** First line of the type area: 紧急程度 flush left, or nothing. */
const urgency = (paper: OfficialPaper) =>
  paper.urgency ? para([run(paper.urgency.split('').join('　'), { face: '黑体' })]) : blank();

/** 下行文 and 上行文: mark 35 mm down, two lines, number (left, with 签发人 right, where it goes up), red line 4 mm below. */
function general(paper: OfficialPaper, letterhead: Letterhead): Paragraph[] {
  const number = numberText(paper, letterhead);
  const { signer } = paper;
  const line = signer
    ? para([run(number), tab(), run('签发人：'), run(signer, { face: '楷体' })], {
        align: AlignmentType.LEFT,
        left: 1,
        right: 1,
        more: {
          border: redLine,
          tabStops: [{ type: TabStopType.RIGHT, position: Math.round(AREA.width - CHAR) }],
          indent: { left: 0, firstLine: Math.round(CHAR), firstLineChars: 100 },
        },
      })
    : para([run(number)], { align: AlignmentType.CENTER, more: { border: redLine } });
  return [
    urgency(paper),
    mark(letterhead.mark, Math.round(mm(35) - LINE - air(letterhead.mark))),
    blank(),
    blank(),
    line,
    blank(),
    blank(),
  ];
}

/** The double red line of 170 mm at the foot of a letter's first page, thin over thick; it juts out of the type area on both sides. */
export const letterFoot = () => {
  const stroke = (size: number) => ({ style: BorderStyle.SINGLE, size, color: RED, space: 0 });
  return para([run('', { size: 2 })], {
    line: 40,
    more: {
      border: { top: stroke(6), bottom: stroke(18) },
      indent: { left: mm(20) - MARGIN.left, right: mm(20) - MARGIN.right },
    },
  });
};

/** 函: the name alone, 30 mm below the edge of the paper, with its line 4 mm below; the number at the right (10.1). */
function letter(paper: OfficialPaper, letterhead: Letterhead): Paragraph[] {
  const name = letterhead.mark.replace(/文件$/, '');
  const { points, scale } = markSize(name, mm(160));
  const top = para([run(name, { face: '小标宋', size: points * 2, color: RED, scale })], {
    align: AlignmentType.CENTER,
    line: Math.round(points * 20 * 1.2),
    more: {
      frame: {
        type: 'absolute',
        position: { x: mm(20), y: Math.round(mm(30) - points * 20 * 0.1) },
        width: PAGE.width - mm(40),
        anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
        wrap: FrameWrap.NOT_BESIDE,
      },
      border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: RED, space: 8 } },
    },
  });
  const number = numberText(paper, letterhead);
  const urgent = paper.urgency ? [run(paper.urgency.split('').join('　'), { face: '黑体' })] : [];
  return [
    top,
    para([...urgent, tab(), run(number)], {
      align: AlignmentType.LEFT,
      more: { tabStops: [{ type: TabStopType.RIGHT, position: AREA.width }] },
    }),
    blank(),
    blank(),
  ];
}

/** 纪要: 「××会议纪要」 35 mm down, the number below it, who wrote it and when above the red line (10.3). */
function minutes(paper: OfficialPaper, letterhead: Letterhead): Paragraph[] {
  const name = `${letterhead.unitName}会议纪要`;
  return [
    urgency(paper),
    mark(name, Math.round(mm(35) - LINE - air(name))),
    blank(),
    ...(paper.number ? [para([run(paper.number)], { align: AlignmentType.CENTER })] : [blank()]),
    para([run(letterhead.printedBy), tab(), run(paper.date ? chineseDay(paper.date) : '　　年　月　日')], {
      align: AlignmentType.LEFT,
      more: {
        border: redLine,
        tabStops: [{ type: TabStopType.RIGHT, position: Math.round(AREA.width - CHAR) }],
        indent: { firstLine: Math.round(CHAR), firstLineChars: 100 },
      },
    }),
    blank(),
    blank(),
  ];
}

/** The head of a paper, down to the two empty lines above its title. */
export const head = (paper: OfficialPaper, letterhead: Letterhead): Paragraph[] =>
  paper.kind === '函'
    ? letter(paper, letterhead)
    : paper.kind === '纪要'
      ? minutes(paper, letterhead)
      : general(paper, letterhead);

/** Size of a title in half points, for whoever breaks it. */
export const TITLE = SIZE.二号;
