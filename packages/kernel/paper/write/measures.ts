// The measures of GB/T 9704-2012 as a word processor counts them: twentieths of a point, half points, eighths.

/** Millimetres as twips. */
export const mm = (n: number) => Math.round((n * 1440) / 25.4);

/** A4 upright: 天头 37, 订口 28, type area 156×225 mm (5.1, 5.2.1). */
export const PAGE = { width: mm(210), height: mm(297) };
export const MARGIN = { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) };
export const AREA = {
  width: PAGE.width - MARGIN.left - MARGIN.right,
  height: PAGE.height - MARGIN.top - MARGIN.bottom,
};

/** 22 lines of 28 characters (5.2.3): the pitch of a line, and the room of a 3号 character. */
export const LINES = 22;
export const CHARS = 28;
export const LINE = Math.floor(AREA.height / LINES);
export const CHAR = AREA.width / CHARS;
/** What a 3号 character gives up so that 28 fill a line, twips: the text says it itself, whatever becomes of the grid. */
export const TIGHTER = -6;
/** The same for the grid of the page, in 4096ths of a point; Word, WPS and LibreOffice all count 28 of these. */
export const CHAR_SPACE = -1460;

/** 字号 in half points. */
export const SIZE = { 二号: 44, 三号: 32, 四号: 28, 五号: 21 } as const;

/** 0.35 and 0.25 mm (7.4.1) in eighths of a point. */
export const THICK = 8;
export const THIN = 6;
export const RED = 'FF0000';

/** Typefaces as a bureau's machines name them; a machine without one takes the next of FALLBACK. */
export const FACE = {
  小标宋: '方正小标宋简体',
  仿宋: '仿宋_GB2312',
  楷体: '楷体_GB2312',
  黑体: '黑体',
  宋体: '宋体',
} as const;
export type Face = keyof typeof FACE;
export const FALLBACK: Readonly<Record<Face, string>> = {
  小标宋: 'FZXiaoBiaoSong-B05S,FZXiaoBiaoSong-B05,华文中宋,宋体',
  仿宋: '仿宋,FangSong,华文仿宋',
  楷体: '楷体,KaiTi,华文楷体',
  黑体: 'SimHei,微软雅黑',
  宋体: 'SimSun,新宋体',
};

/** Width of a text in characters of its size: Chinese counts one, the rest a half. */
export const widthOf = (text: string) =>
  [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef\u2014\u2018-\u201d\u2026]/.test(sign) ? 1 : 0.5), 0);
