// How values travel between JavaScript and PostgreSQL's text format; the only place that knows about type numbers.
import pg from 'pg';

type Parser = (text: string) => unknown;
const OID = { int8: 20, date: 1082, int8Array: 1016, dateArray: 1182, textArray: 1009 } as const;

const asText: Parser = (text) => text;
const asCount: Parser = (text) => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};
const builtIn: (oid: number) => Parser = (oid) => pg.types.getTypeParser(oid);
const listOf = (one: Parser): Parser => {
  const texts = builtIn(OID.textArray) as (text: string) => (string | null)[];
  return (text) => texts(text).map((item) => (item === null ? null : one(item)));
};

const own = new Map<number, Parser>([
  [OID.int8, asCount],
  [OID.date, asText],
  [OID.int8Array, listOf(asCount)],
  [OID.dateArray, listOf(asText)],
]);

/**
 * The reader for a column type: `date` stays 'YYYY-MM-DD', int8 is a number while that is exact (a bigint beyond),
 * timestamptz is a Date, json is parsed, numeric stays text.
 */
export function parserOf(oid: number): Parser {
  return own.get(oid) ?? builtIn(oid);
}

/** A PostgreSQL array literal: {"a","b",NULL}. */
export function arrayLiteral(list: readonly unknown[]): string {
  return `{${list.map(element).join(',')}}`;
}

function element(value: unknown): string {
  if (Array.isArray(value)) return arrayLiteral(value);
  const text = toWire(value);
  if (text === null) return 'NULL';
  if (typeof text !== 'string') return `"\\\\x${text.toString('hex')}"`;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/**
 * One bound value. Arrays become PostgreSQL arrays and other objects JSON, so an array meant for a json column has to
 * be given as JSON text; an invalid Date is refused here, before anything is sent.
 */
export function toWire(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value);
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  throw new TypeError(`a ${typeof value} cannot be bound to a statement`);
}
