// A plain form as a .docx: whose it is, its title, facts in a ruled table, what follows, and places to sign.
import { AlignmentType, type FileChild, TabStopType } from 'docx';
import type { Letterhead } from '../letterhead.ts';
import type { FormPaper } from '../types.ts';
import { type Cell, blocks, row, ruled } from './blocks.ts';
import { FOOT_DISTANCE, feet } from './foot.ts';
import { AREA, MARGIN, PAGE, SIZE, widthOf } from './measures.ts';
import { pack } from './pack.ts';
import { blank, para, run, tab } from './text.ts';
import { titleLines } from './title.ts';

type Fact = NonNullable<FormPaper['facts']>[number];

/** A label takes a fifth of its half. */
const LABEL = 0.16;
const ROW_HEIGHT = 560;
/** A value longer than this takes the whole row, whatever it says. */
const NARROW = 16;

/** Facts two to a row; a wide one alone in its row. */
function factRows(facts: readonly Fact[], whole: number) {
  const label = Math.floor(whole * LABEL);
  const value = Math.floor(whole / 2) - label;
  const widths = [label, value, label, value];
  const cells = (fact: Fact, span: number): Cell[] => [
    { text: fact.label, width: label, face: '黑体', align: 'center' },
    { text: fact.value, width: span > 1 ? value * 2 + label : value, span },
  ];
  const wide = (fact: Fact) => fact.wide || fact.value.includes('\n') || widthOf(fact.value) > NARROW;
  const rows: Cell[][] = [];
  for (let i = 0; i < facts.length; i++) {
    const [fact, next] = [facts[i]!, facts[i + 1]];
    if (wide(fact) || !next || wide(next)) rows.push(cells(fact, 3));
    else {
      rows.push([...cells(fact, 1), ...cells(next, 1)]);
      i++;
    }
  }
  return ruled(
    widths,
    rows.map((r) => row(r, { height: ROW_HEIGHT })),
  );
}

/** Places to sign by hand, two to a line, with room for a seal above the day. */
function places(sign: readonly string[], whole: number): FileChild[] {
  const half = { tabStops: [{ type: TabStopType.LEFT, position: Math.floor(whole / 2) }] };
  const words = { size: SIZE.四号 };
  return Array.from({ length: Math.ceil(sign.length / 2) }, (_, i) => sign.slice(i * 2, i * 2 + 2)).flatMap((pair) => [
    blank(),
    para(
      pair.flatMap((label, i) => [...(i ? [tab(words)] : []), run(`${label.replace(/：$/, '')}：`, words)]),
      {
        align: AlignmentType.LEFT,
        keepNext: true,
        more: half,
      },
    ),
    para(
      pair.flatMap((_, i) => [...(i ? [tab(words)] : []), run('　　　　年　　月　　日', words)]),
      {
        align: AlignmentType.LEFT,
        more: half,
      },
    ),
  ]);
}

/**
 * Sets a form.
 * @param made its code, printed at the foot of every page, who made it and when.
 * @returns the bytes of a .docx.
 */
export async function formDocx(
  paper: FormPaper,
  letterhead: Pick<Letterhead, 'unitName'>,
  made: { code: string; by: string; at: Date },
): Promise<Buffer> {
  const whole = paper.landscape ? PAGE.height - MARGIN.top - MARGIN.bottom : AREA.width;
  const small = { size: SIZE.四号 };
  const most = Math.floor(whole / (SIZE.二号 * 10)) - 1;
  const children: FileChild[] = [
    para([run(letterhead.unitName, { face: '仿宋' })], { align: AlignmentType.CENTER, keepNext: true }),
    ...titleLines(paper.title, most).map((line) =>
      para([run(line, { face: '小标宋', size: SIZE.二号 })], {
        align: AlignmentType.CENTER,
        line: 660,
        keepNext: true,
      }),
    ),
    paper.number ? para([run(paper.number, small)], { align: AlignmentType.RIGHT, keepNext: true }) : blank(300),
    ...(paper.facts?.length ? [factRows(paper.facts, whole)] : []),
    ...(paper.facts?.length && paper.body?.length ? [blank(200)] : []),
    ...blocks(paper.body ?? [], { whole }),
    ...places(paper.sign ?? [], whole),
  ];
  return pack([{ children, footers: await feet(made.code), landscape: paper.landscape ?? false }], {
    title: paper.title,
    ...made,
    footer: FOOT_DISTANCE,
  });
}
