// An official paper as a .docx in the form of GB/T 9704-2012: head, text, end, annexes, 版记.
import { AlignmentType, type FileChild } from 'docx';
import type { Letterhead } from '../letterhead.ts';
import type { OfficialPaper } from '../types.ts';
import { blocks } from './blocks.ts';
import { annexList, imprint, imprintLines, note, present, signature } from './end.ts';
import { beforeSignature, blockLines, textLines, turnsBeforeImprint } from './extent.ts';
import { FOOT_DISTANCE, feet } from './foot.ts';
import { TITLE, head, letterFoot } from './head.ts';
import { AREA, LINE, widthOf } from './measures.ts';
import { pack } from './pack.ts';
import { blank, para, run } from './text.ts';
import { titleLines } from './title.ts';

/** Twips from line to line of a title. */
const TITLE_LINE = 660;
/** What the heads take of the first page, in lines. */
const HEAD_LINES: Readonly<Record<string, number>> = { 函: 5, other: 10.8 };
const MOST_TITLE = Math.floor(AREA.width / (TITLE * 10)) - 1;

const title = (text: string) =>
  titleLines(text, MOST_TITLE).map((line) =>
    para([run(line, { face: '小标宋', size: TITLE })], {
      align: AlignmentType.CENTER,
      line: TITLE_LINE,
      keepNext: true,
    }),
  );

const newPage = { more: { pageBreakBefore: true } };

/** 「附件1」 flush on the first line, its title centred on the third (7.3.7). */
const annexes = (paper: OfficialPaper): FileChild[][] => {
  const all = paper.annexes ?? [];
  return all.flatMap(({ title: name, body }, i) =>
    body
      ? [
          [
            para([run(all.length > 1 ? `附件${i + 1}` : '附件', { face: '黑体' })], newPage),
            blank(),
            ...title(name),
            blank(),
            ...blocks(body),
          ],
        ]
      : [],
  );
};

/** Lines of each stretch of the paper that begins on a page of its own. */
function extents(paper: OfficialPaper, signed: number): number[] {
  const lines = (text: string) => (titleLines(text, MOST_TITLE).length * TITLE_LINE) / LINE;
  const listed = paper.annexes?.length ? 1 + paper.annexes.length : 0;
  const people = (paper.present ?? []).reduce((n, p) => n + 1 + textLines(widthOf(p.names.join('　')), 5), 0);
  const first =
    (HEAD_LINES[paper.kind] ?? HEAD_LINES.other!) +
    lines(paper.title) +
    (paper.to.length ? 1 + textLines(widthOf(paper.to.join('，')) + 1, 0) : 1) +
    blockLines(paper.body) +
    listed +
    people +
    signed +
    (paper.note ? 1 : 0);
  return [first, ...(paper.annexes ?? []).flatMap((a) => (a.body ? [3 + lines(a.title) + blockLines(a.body)] : []))];
}

/**
 * Sets an official paper.
 * @param made its code, printed at the foot of every page, who made it and when.
 * @returns the bytes of a .docx.
 */
export async function officialDocx(
  paper: OfficialPaper,
  letterhead: Letterhead,
  made: { code: string; by: string; at: Date },
): Promise<Buffer> {
  const isLetter = paper.kind === '函';
  const ending = paper.kind === '纪要' ? null : beforeSignature(extents(paper, 0)[0]!);
  const stretches = extents(paper, ending ? ending.air + 2 : 0);
  const feetOf = await feet(made.code, isLetter ? { bare: true, above: () => [letterFoot()] } : {});
  const closing = imprint(paper, letterhead);
  const turns = closing.length ? turnsBeforeImprint(stretches, imprintLines(paper), isLetter ? 'last' : 'even') : 0;
  const children: FileChild[] = [
    ...head(paper, letterhead),
    ...title(paper.title),
    blank(),
    ...(paper.to.length ? [para([run(`${paper.to.join('，').replace(/[：:]$/, '')}：`)], {})] : []),
    ...blocks(paper.body, { held: ending?.held ?? false }),
    ...annexList(paper),
    ...(ending ? signature(paper, letterhead, ending.air) : []),
    ...(paper.note ? [note(paper.note)] : []),
    ...present(paper.present ?? []),
    ...annexes(paper).flat(),
    ...Array.from({ length: turns }, () => para([run('')], newPage)),
    ...closing,
  ];
  return pack([{ children, footers: feetOf }], { title: paper.title, ...made, footer: FOOT_DISTANCE });
}
