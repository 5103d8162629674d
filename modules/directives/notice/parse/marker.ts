// The numbering of official documents: 第一章, 第一条, 一、, （一）, 1., （1）, ①.

export type Marker = { level: number; label: string; length: number };

const HAN = '[一二三四五六七八九十百]';

/** From the outermost to the innermost; each with an example. `level` orders nesting only. */
export const MARKERS: readonly { name: string; example: string; level: number; at: RegExp }[] = [
  { name: 'chapter', example: '第一章 总则', level: 1, at: new RegExp(`^(第${HAN}{1,4}章)`) },
  { name: 'section', example: '第二节 检查', level: 2, at: new RegExp(`^(第${HAN}{1,4}节)`) },
  { name: 'article', example: '第十二条 各单位应当', level: 3, at: new RegExp(`^(第(?:${HAN}{1,5}|\\d{1,3})条)`) },
  { name: 'first', example: '一、工作任务', level: 4, at: new RegExp(`^(${HAN}{1,4})[、.]`) },
  { name: 'second', example: '（一）落实责任', level: 5, at: new RegExp(`^(（${HAN}{1,4}）)[、.]?`) },
  { name: 'third', example: '1.开展自查。', level: 6, at: /^(\d{1,3})(?:、|\.(?!\d))/ },
  { name: 'fourth', example: '（1）消防通道', level: 7, at: /^(（\d{1,2}）|\d{1,2}）)[、.]?/ },
  { name: 'fifth', example: '①消防通道', level: 8, at: /^([\u2460-\u2473])/ },
];

/** The number a paragraph begins with, or null. Takes squeezed text. */
export function markerOf(s: string): Marker | null {
  for (const m of MARKERS) {
    const hit = m.at.exec(s);
    if (hit) return { level: m.level, label: hit[1] ?? '', length: hit[0].length };
  }
  return null;
}

/** Level for a page: 1 for 一、 (and chapters), 2 for （一） (and articles), 3 for 1., 4 for （1）. */
export const pageLevel = (level: number): number =>
  Math.min(4, Math.max(1, level <= 3 ? (level === 3 ? 2 : 1) : level - 3));
