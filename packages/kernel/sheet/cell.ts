// One value as a cell: text is text whatever it begins with, so that nothing in it is ever calculated.

/** Characters a cell of Excel holds. */
const LONGEST = 32_767;
const CUT = '……（内容过长，其余未导出）';

/** `A`, `B`, … `AA` for 0, 1, … 26. */
export const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/** Text for XML. What XML has no letter for is spelt `_x0000_`, as Office does; so is what only looks like that. */
export const escape = (text: string): string =>
  text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    // oxlint-disable-next-line no-control-regex
    .replace(
      /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g,
      (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[&<>"\r]/g, (sign) => MARKUP[sign]!);

const short = (text: string) => (text.length <= LONGEST ? text : text.slice(0, LONGEST - CUT.length) + CUT);

/** `<c>` at a place like `B7`; nothing for null and for numbers that are none. */
export function cell(place: string, value: string | number | null, style = 0): string {
  const styled = style ? ` s="${style}"` : '';
  if (typeof value === 'number') return Number.isFinite(value) ? `<c r="${place}"${styled}><v>${value}</v></c>` : '';
  if (value === null || value === '') return '';
  return `<c r="${place}"${styled} t="inlineStr"><is><t xml:space="preserve">${escape(short(value))}</t></is></c>`;
}
