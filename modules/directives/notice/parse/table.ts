// Reads the annex table: which column is which is told by its heading, and a cell may hold units and deadline together.
import type { Source } from '../schema.ts';
import { flatten, quote, tight, type Flat } from './flat.ts';
import type { Block } from './layout.ts';
import { isDeadline, type Clock } from './time.ts';
import { unglue } from './glued.ts';
import { isActor, splitCell } from './units.ts';

export type AnnexRow = {
  no: string;
  title: string;
  titleSource: Source;
  content: Flat;
  contentSource: Source;
  units: string[];
  lead: string | null;
  deadlineText: string;
  source: Source;
  section: string;
  doubts: string[];
};

type Column = 'no' | 'title' | 'content' | 'units' | 'lead' | 'support' | 'deadline' | 'person' | 'note';

/** Headings of columns in task lists; the first that matches wins. */
export const COLUMNS: readonly { column: Column; example: string; at: RegExp }[] = [
  { column: 'no', example: '序号', at: /^(?:序号?|编号|项次|No\.?)$/i },
  { column: 'lead', example: '牵头单位', at: /^牵头(?:责任)?(?:单位|部门|科室|处室)?$/ },
  { column: 'support', example: '配合单位', at: /^(?:配合|协办|参与|协同|协助)(?:单位|部门|科室|处室)$/ },
  { column: 'person', example: '责任领导', at: /^(?:责任|分管|牵头|包保)?(?:领导|人|责任人)(?:员)?$/ },
  {
    column: 'units',
    example: '责任单位',
    at: /^(?:.{0,4}(?:责任|承办|落实|实施|主办|主责|负责|完成|报送)(?:单位|部门|科室|处室|主体)|单位|部门|责任分工)(?:（.*）)?(?:及.{0,6})?$/,
  },
  {
    column: 'deadline',
    example: '完成时限',
    at: /^(?:(?:完成|办理|整改|落实|工作|报送|推进)?(?:时限|时间|期限|时间节点|时间要求|时限要求|进度安排)(?:要求|安排)?|截止(?:时间|日期)|时间进度)$/,
  },
  {
    column: 'content',
    example: '主要内容',
    at: /^(?:.{0,4}(?:内容|措施|具体要求|工作要求|任务要求|工作标准|目标要求|任务措施|工作举措)|工作任务及.{0,6})$/,
  },
  { column: 'title', example: '任务', at: /^(?:.{0,6}(?:任务|事项|项目|名称|类别|要点)|工作|分类)$/ },
  { column: 'note', example: '备注', at: /^(?:备注|说明)$/ },
];

type Cell = { source: Source; raw: string; flat: Flat };

/** All rows of task lists among the blocks. A table without a column of units or deadlines is no task list. */
export function annexRows(text: string, blocks: readonly Block[], clock: Clock): AnnexRow[] {
  const rows: AnnexRow[] = [];
  let columns: (Column | null)[] | null = null;
  let away = 0;
  let section = '';
  let above: AnnexRow | null = null;
  for (const block of blocks) {
    if (block.kind !== 'row') {
      away += 1;
      if (away > 2) columns = null;
      if (block.marker || block.flat.s.length <= 30) section = block.flat.s.slice(block.marker?.length ?? 0);
      continue;
    }
    if (away > 0 && columns) above = null;
    away = 0;
    const cells = cellsOf(text, block.source);
    const named = headingOf(cells);
    if (named) {
      columns = named;
      above = null;
      continue;
    }
    if (!columns) continue;
    const row: AnnexRow | null = readRow(text, block.source, cells, columns, clock, above, section);
    if (row) rows.push((above = row));
  }
  const parts = unglue(rows.flatMap((r) => r.units));
  for (const row of rows) row.units = [...new Set(row.units.flatMap((u) => parts.get(u) ?? u))];
  return rows;
}

function cellsOf(text: string, [start, end]: Source): Cell[] {
  let lineStart = start;
  while (lineStart > 0 && text.charAt(lineStart - 1) === '\t') lineStart -= 1;
  const cells: Cell[] = [];
  let from = lineStart;
  for (let i = lineStart; i <= end; i++) {
    if (i < end && text.charAt(i) !== '\t') continue;
    const flat = flatten(text, from, i);
    cells.push({ source: [flat.at[0] ?? from, (flat.at.at(-1) ?? from - 1) + 1], raw: text.slice(from, i), flat });
    from = i + 1;
  }
  return cells;
}

function headingOf(cells: readonly Cell[]): (Column | null)[] | null {
  if (cells.some((c) => c.flat.s.length > 20)) return null;
  const columns = cells.map((c) => COLUMNS.find((k) => k.at.test(c.flat.s))?.column ?? null);
  const says = (...wanted: Column[]): boolean => columns.some((c) => c !== null && wanted.includes(c));
  return says('title', 'content') && says('units', 'lead', 'deadline') && columns.filter((c) => c !== null).length >= 2
    ? columns
    : null;
}

function readRow(
  text: string,
  source: Source,
  cells: Cell[],
  columns: (Column | null)[],
  clock: Clock,
  above: AnnexRow | null,
  section: string,
): AnnexRow | null {
  const cell = (wanted: Column): Cell | null => {
    const found = cells.filter((c, i) => columns[i] === wanted && c.flat.s !== '');
    return found.at(-1) ?? null;
  };
  const titleCell = cell('title');
  const contentCell = cell('content') ?? titleCell;
  const head = titleCell ?? contentCell;
  if (!head || !contentCell || (contentCell.flat.s.length < 4 && head.flat.s.length < 4)) return null;
  const doubts: string[] = [];
  const unitCells = cells.filter(
    (c, i) => (columns[i] === 'units' || columns[i] === 'lead' || columns[i] === 'support') && c.flat.s !== '',
  );
  let deadlineText = tight(cell('deadline')?.raw ?? '');
  let units: string[] = [];
  let lead: string | null = null;
  for (const c of unitCells) {
    const named = unitsAndTime(c.raw, clock);
    units.push(...named.units);
    if (cell('lead') === c) lead = named.units[0] ?? null;
    lead ??= named.lead;
    if (deadlineText === '' && named.time !== '') {
      deadlineText = named.time;
      doubts.push('责任单位和完成时限写在同一格里，已分开，请核对');
    }
  }
  if (unitCells.length === 0 && deadlineText === '' && above && !cell('no')) {
    units = above.units;
    lead = above.lead;
    deadlineText = above.deadlineText;
    doubts.push('责任单位和时限取自上一行（合并单元格），请核对');
  } else if (unitCells.length === 0 && above && columns.includes('units')) {
    units = above.units;
    lead = above.lead;
    doubts.push('责任单位取自上一行（合并单元格），请核对');
  }
  return {
    no: tight(cell('no')?.raw ?? '').replace(/[.、．]$/, ''),
    title: tight(quote(text, head.source)).replace(/[。；：，]$/, ''),
    titleSource: head.source,
    content: contentCell.flat,
    contentSource: contentCell.source,
    units: [...new Set(units)],
    lead,
    deadlineText,
    source,
    section,
    doubts,
  };
}

const CELL_LABEL =
  /(牵头|责任|配合|参与|协办|落实|主办)(?:责任)?(?:单位|部门|科室)?[:：]\s*|(?:完成)?(?:时限|时间|期限)[:：]\s*/g;

/** Where a narrow column lost the line's end between the last unit and the time. */
const GLUED_TIME = /([局科队院团馆室]|单位)(?=(?:每(?:月|季度|半年|年)|全年|长期)$)/;

/** Takes a unit cell apart: 牵头单位：甲；配合单位：乙, and a deadline that slipped in at its end. */
function unitsAndTime(raw: string, clock: Clock): { units: string[]; lead: string | null; time: string } {
  let lead: string | null = null;
  const units: string[] = [];
  const times: string[] = [];
  const open = raw.replace(/^\s*[（(](.*[:：].*)[)）]\s*$/s, '$1').replace(CELL_LABEL, ' $1\u0001 ');
  for (const cut of splitCell(open.replace(GLUED_TIME, '$1 '))) {
    const piece = cut.endsWith('\u0001') ? cut : cut.slice(cut.lastIndexOf('\u0001') + 1);
    if (piece.endsWith('\u0001')) {
      if (piece.startsWith('牵头') || piece.startsWith('主办')) lead = '';
      continue;
    }
    const led = /^(.{2,30}?)牵头$/.exec(piece);
    const name = (led?.[1] ?? piece).replace(/^由/, '').replace(/(?:配合|参与|负责|落实|等)$/, '');
    if (isDeadline(flatten(piece, 0, piece.length).s, clock) && !isActor(piece)) times.push(piece);
    else if (name !== '') {
      units.push(name);
      if (led || lead === '') lead = name;
    }
  }
  return { units, lead: lead === '' ? null : lead, time: together(raw, times, units) };
}

/** Several words for time stand as one deadline when nothing but marks is between them; else the first counts. */
function together(raw: string, times: readonly string[], units: readonly string[]): string {
  const [first = ''] = times;
  const last = times.at(-1) ?? '';
  const whole = raw.slice(raw.indexOf(first), raw.lastIndexOf(last) + last.length);
  return tight(units.some((u) => whole.includes(u)) || !whole.startsWith(first) ? first : whole);
}
