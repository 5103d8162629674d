// JSON as PostgreSQL writes jsonb: what is hashed into the audit is hashed as the database would write it.
const orders = new Map<string, readonly string[]>();

/** Keys in the order of jsonb: the shorter first, then by their bytes. */
function keysOf(value: object): readonly string[] {
  const keys = Object.keys(value);
  const shape = keys.join(' ');
  let order = orders.get(shape);
  if (!order) {
    order = keys.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
    if (orders.size < 1000) orders.set(shape, order);
  }
  return order;
}

/** A number with the digits it is to be written with. */
export class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Seconds since 1970 as `extract(epoch from …)` gives them. */
export const epoch = (ms: number) => new Digits((ms / 1000).toFixed(6));

/** Keys are of plain ASCII; what is undefined is left out. */
export function jsonb(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonb).join(', ')}]`;
  const held = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const key of keysOf(held)) if (held[key] !== undefined) parts.push(`"${key}": ${jsonb(held[key])}`);
  return `{${parts.join(', ')}}`;
}
