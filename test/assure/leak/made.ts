// Values made to a shape by the dice: what a form could send, or what it should not.
import { v7 } from 'uuid';
import type { Shape } from './surface.ts';

type Roll = () => number;
export const pick = <T>(roll: Roll, of: readonly T[]): T => of[Math.floor(roll() * of.length)]!;

const WORDS = ['安全生产学习', '三楼会议室', '已办结', '阳泉市', '2026年第三季度', 'a', '100%', '（补）'];
const FORMATS: Readonly<Record<string, () => string>> = {
  uuid: () => v7(),
  date: () => '2026-06-01',
  'date-time': () => '2026-06-01T09:00:00+08:00',
  uri: () => 'https://example.invalid/x',
};

function text(shape: Shape, roll: Roll): string {
  if (shape.format && FORMATS[shape.format]) return FORMATS[shape.format]!();
  let words = pick(roll, WORDS);
  while (words.length < (shape.minLength ?? 0)) words += pick(roll, WORDS);
  return words.slice(0, Math.min(shape.maxLength ?? 200, 200));
}

/** The shape itself, where it points elsewhere. */
const deref = (shape: Shape, top: Shape): Shape =>
  shape.$ref ? (shape.$ref === '#' ? top : (top.$defs?.[shape.$ref.split('/').at(-1)!] ?? {})) : shape;

/** A value of the shape; what may be left out comes half the time. `bend` may put another value in the place of any. */
export function made(
  given: Shape,
  roll: Roll,
  bend: (path: string, shape: Shape) => unknown = () => undefined,
  path = '',
  top = given,
  deep = 0,
): unknown {
  const shape = deref(given, top);
  const bent = bend(path, shape);
  if (bent !== undefined) return bent;
  const inner = (s: Shape, name: string) => made(s, roll, bend, path ? `${path}.${name}` : name, top, deep + 1);
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return pick(roll, shape.enum);
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return made(pick(roll, choices), roll, bend, path, top, deep + 1);
  if (shape.allOf) return Object.assign({}, ...shape.allOf.map((s) => made(s, roll, bend, path, top, deep + 1)));
  switch (shape.type) {
    case 'object': {
      const fields = Object.entries(shape.properties ?? {}).filter(
        ([name]) => shape.required?.includes(name) || (deep < 6 && roll() < 0.5),
      );
      return Object.fromEntries(fields.map(([name, s]) => [name, inner(s, name)]));
    }
    case 'array': {
      if (shape.prefixItems) return shape.prefixItems.map((s, i) => inner(s, String(i)));
      const length = deep > 6 ? (shape.minItems ?? 0) : Math.max(shape.minItems ?? 0, roll() < 0.5 ? 1 : 0);
      return Array.from({ length }, (_, i) => inner(shape.items ?? {}, String(i)));
    }
    case 'integer':
    case 'number': {
      const least = Math.max(shape.minimum ?? (shape.exclusiveMinimum ?? 0) + 1, -1000);
      return Math.min(least + Math.floor(roll() * 5), shape.maximum ?? 1000);
    }
    case 'boolean':
      return roll() < 0.5;
    case 'null':
      return null;
    case 'string':
      return text(shape, roll);
    default:
      return pick(roll, WORDS);
  }
}

/** Where text can be said, as dotted paths (`*` for each of an array); identities and days too, where `all` asks. */
export function texts(given: Shape, all = false, path = '', top = given, deep = 0): string[] {
  const shape = deref(given, top);
  if (deep > 6) return [];
  const inner = (s: Shape, name: string) => texts(s, all, path ? `${path}.${name}` : name, top, deep + 1);
  const choices = shape.anyOf ?? shape.oneOf ?? shape.allOf;
  if (choices) return [...new Set(choices.flatMap((s) => texts(s, all, path, top, deep + 1)))];
  if (shape.properties) return Object.entries(shape.properties).flatMap(([name, s]) => inner(s, name));
  if (shape.type === 'array') return inner(shape.items ?? {}, '*');
  const plain = shape.type === undefined || (shape.type === 'string' && !shape.enum && !shape.format);
  return plain || (all && !shape.enum && shape.const === undefined) ? [path] : [];
}

/** Whether a made value's path is one that `texts` named. */
export const at = (named: string, path: string) => named.replaceAll('*', '0') === path;
