// Renders Word's automatic numbers (一、（一）1.) as text: they are not in the paragraphs, yet the reader sees them.
import { eachTag } from './xml.ts';

type Level = { start: number; format: string; text: string };
type Reference = { list: string; level: string };

/** Numbers of the lists of one document; `label` must be called once per paragraph, in order. */
export class Numbering {
  private readonly shapes = new Map<string, Level[]>();
  private readonly shapeOf = new Map<string, string>();
  private readonly styles = new Map<string, Reference>();
  private readonly counts = new Map<string, number[]>();

  constructor(numberingXml: string | undefined, stylesXml: string | undefined) {
    if (numberingXml !== undefined) this.readShapes(numberingXml);
    if (numberingXml !== undefined && stylesXml !== undefined) this.readStyles(stylesXml);
  }

  /** The number printed before a paragraph, or ''. Takes numId, ilvl and pStyle as they stand in the file. */
  label(list: string, level: string, style: string): string {
    const own: Reference | undefined = list !== '' ? { list, level } : this.styles.get(style);
    if (!own || own.list === '0') return '';
    const shape = this.shapeOf.get(own.list);
    const levels = shape === undefined ? undefined : this.shapes.get(shape);
    const depth = Math.min(8, Math.max(0, Number(own.level) || 0));
    const mine = levels?.[depth];
    if (shape === undefined || !levels || !mine || mine.format === 'bullet' || mine.format === 'none') return '';
    const counts = this.counts.get(shape) ?? [];
    this.counts.set(shape, counts);
    counts[depth] = (counts[depth] ?? mine.start - 1) + 1;
    counts.length = depth + 1;
    return mine.text.replace(/%([1-9])/g, (_, n: string) => {
      const i = Number(n) - 1;
      return print(counts[i] ?? levels[i]?.start ?? 1, levels[i]?.format ?? 'decimal');
    });
  }

  private readShapes(xml: string): void {
    let shape = '';
    let list = '';
    let level: Level | undefined;
    eachTag(
      xml,
      (name, attribute) => {
        const value = attribute('w:val');
        if (name === 'w:abstractNum') {
          shape = attribute('w:abstractNumId');
          this.shapes.set(shape, []);
        } else if (name === 'w:num') list = attribute('w:numId');
        else if (name === 'w:abstractNumId') this.shapeOf.set(list, value);
        else if (name === 'w:lvl') {
          level = { start: 1, format: 'decimal', text: '' };
          const at = Number(attribute('w:ilvl'));
          const levels = this.shapes.get(shape);
          if (levels && at >= 0 && at <= 8) levels[at] = level;
        } else if (!level) return;
        else if (name === 'w:start') level.start = Number(value) || 1;
        else if (name === 'w:numFmt') level.format = value;
        else if (name === 'w:lvlText') level.text = value;
      },
      (name) => {
        if (name === 'w:lvl') level = undefined;
      },
    );
  }

  private readStyles(xml: string): void {
    let style = '';
    eachTag(
      xml,
      (name, attribute) => {
        if (name === 'w:style') style = attribute('w:styleId');
        else if (name === 'w:numId')
          this.styles.set(style, { list: attribute('w:val'), level: this.styles.get(style)?.level ?? '0' });
        else if (name === 'w:ilvl')
          this.styles.set(style, { list: this.styles.get(style)?.list ?? '', level: attribute('w:val') });
      },
      () => undefined,
    );
    for (const [name, reference] of this.styles) if (reference.list === '') this.styles.delete(name);
  }
}

const DIGITS = '〇一二三四五六七八九';

/** 1 → 一, 12 → 十二, 25 → 二十五; larger than 99 stays in digits. */
function chinese(n: number): string {
  if (n < 1 || n > 99) return String(n);
  const tens = Math.floor(n / 10);
  const ones = n % 10;
  return (tens === 0 ? '' : (tens === 1 ? '' : (DIGITS[tens] ?? '')) + '十') + (ones === 0 ? '' : (DIGITS[ones] ?? ''));
}

function print(n: number, format: string): string {
  if (/chinese|ideograph|japaneseCounting|taiwanese/i.test(format) && !/enclosed/i.test(format)) return chinese(n);
  if (/enclosed/i.test(format) && n >= 1 && n <= 20) return String.fromCharCode(0x245f + n);
  if (/letter/i.test(format)) return String.fromCharCode((format.startsWith('upper') ? 64 : 96) + (((n - 1) % 26) + 1));
  return String(n);
}
