// What people write in cells, understood: days, names in a list, yes and no. Each refusal names the column.
import { type Day, Problem } from '@anlan/contract';

const fault = (label: string, message: string) => new Problem('cell', 400, `「${label}」${message}`);

/** Days between 30 December 1899, from which Excel counts, and 1970. */
const EXCEL_EPOCH = 25_569;

/** 2026-5-9, 2026/05/09, 2026.5.9, 2026年5月9日, 20260509, or Excel's own count of days. */
export function dayIn(label: string, text: string): Day {
  const parts =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const serial = /^\d{5}$/.test(text)
    ? new Date((Number(text) - EXCEL_EPOCH) * 86_400_000).toISOString().slice(0, 10)
    : null;
  const day = parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : serial;
  if (!day || Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day)
    throw fault(label, `写的「${text}」不是日期，请写成 2026-06-30 的样子。`);
  return day;
}

/** Names parted by 、，, ; or spaces between Chinese names. */
export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[、，,;；\n\s]+/)
      .map((n) => n.trim())
      .filter(Boolean),
  ),
];

/** 是, 否, 有, 无, √; empty is no. */
export function yesIn(label: string, text: string): boolean {
  if (/^(?:是|有|√|✓|1|y|yes)$/i.test(text)) return true;
  if (/^(?:|否|无|×|0|n|no)$/i.test(text)) return false;
  throw fault(label, `请写「是」或「否」，现在是「${text}」。`);
}

/** One of a few words. */
export function oneIn<T extends string>(
  label: string,
  text: string,
  words: Readonly<Record<T, string>>,
  standard?: T,
): T {
  if (!text && standard !== undefined) return standard;
  const found = (Object.keys(words) as T[]).find((key) => words[key] === text);
  if (!found)
    throw fault(
      label,
      `请填写${Object.values<string>(words)
        .map((w) => `「${w}」`)
        .join('')}之一，现在是「${text}」。`,
    );
  return found;
}
