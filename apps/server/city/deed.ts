// What every deed leaves: head, own row, timeline with the record as it then stood, search, and a line in the audit's chain.
import { createHash } from 'node:crypto';
import { GENESIS, linkHash } from '@anlan/kernel/audit';
import { pairs, plain } from '@anlan/kernel/record';
import type { Copy, Value } from '@anlan/kernel/db';
import { dayOf, iso } from './days.ts';
import type { Dice } from './dice.ts';
import { epoch, jsonb } from './jsonb.ts';
import type { CityPerson, CityUnit } from './places.ts';

/** A record as it stands; `own` is the row of its module's table besides the id, objects as objects. */
export type CityRecord = {
  id: string;
  module: string;
  kind: string;
  table: string;
  number: string | null;
  title: string;
  state: string;
  version: number;
  unit: CityUnit;
  day: number;
  by: CityPerson;
  createdAt: number;
  updatedAt: number;
  own: Readonly<Record<string, unknown>>;
};

/** The hash of what the kernel seals, as it seals it. */
export const seal = (parts: readonly unknown[]): string => createHash('sha256').update(jsonb(parts)).digest('hex');

/** How an own row's value stands in its column: text[] and uuid[] as lists, jsonb as JSON. */
type Columns = ReadonlySet<string>;

export class Deeds {
  readonly #copy: Copy;
  readonly #dice: Dice;
  readonly #series = new Map<string, number>();
  #seq = 0;
  #lines = 0;
  #hash: Buffer = GENESIS;

  constructor(copy: Copy, dice: Dice) {
    [this.#copy, this.#dice] = [copy, dice];
  }

  /** The next number of a series of a year, as `next_number` gives it. */
  number(letters: string, day: number): string {
    const key = `${letters}-${dayOf(day).slice(0, 4)}`;
    const n = (this.#series.get(key) ?? 0) + 1;
    this.#series.set(key, n);
    return `${key}-${String(n).padStart(4, '0')}`;
  }

  /** Something happens to a record: the line of its life, and that of the audit. `record` is as it stands afterwards. */
  happens(record: CityRecord, action: string, from: string | null, by: CityPerson, at: number, said: object) {
    const { id: recordId, kind, state, version } = record;
    const id = this.#dice.idAt(at);
    const seq = ++this.#lines;
    const own = { id: recordId, ...record.own };
    const stood = { title: record.title, occurredOn: dayOf(record.day), deadline: null, own };
    this.#copy.row('timeline', {
      id,
      seq,
      record_id: recordId,
      at: iso(at),
      actor_id: by.id,
      actor_name: by.name,
      action,
      from_state: from,
      to_state: state,
      said: jsonb(said),
      version,
      stood: jsonb(stood),
    });
    const line = seal([id, seq, recordId, by.id, by.name, action, from, state, said, version, stood, epoch(at)]);
    this.audit(by, `${kind}.${action}`, recordId, at, { to: state, version, line: [id, line] });
  }

  /** One link more of the audit's chain. */
  audit(by: CityPerson, verb: string, object: string | null, at: number, said: object) {
    const prev = this.#hash;
    const text = iso(at);
    const detail = jsonb(said);
    this.#seq++;
    this.#hash = linkHash(prev, this.#seq, { at: `${text.slice(0, -1)}000Z`, actor: by.id, verb, object, detail });
    this.#copy.row('audit', { seq: this.#seq, at: text, actor: by.id, verb, object, detail, prev, hash: this.#hash });
  }

  /** Writes a record as it stands, once nothing more happens to it. `words` are those of its kind, for the search. */
  write(r: CityRecord, lists: Columns, words: string) {
    this.#copy.row('record', {
      id: r.id,
      module: r.module,
      kind: r.kind,
      number: r.number,
      title: r.title,
      state: r.state,
      version: r.version,
      unit_id: r.unit.id,
      ...r.unit.scope,
      occurred_on: dayOf(r.day),
      deadline: null,
      created_by: r.by.id,
      created_by_name: r.by.name,
      created_at: iso(r.createdAt),
      updated_at: iso(r.updatedAt),
    });
    const column = ([key, value]: [string, unknown]): [string, Value] => [
      key,
      value !== null && typeof value === 'object' && !lists.has(key) ? jsonb(value) : (value as Value),
    ];
    this.#copy.row(r.table, { id: r.id, ...Object.fromEntries(Object.entries(r.own).map(column)) });
    const body = plain([r.title, r.number ?? '', r.unit.shortName, words].join(' ')).slice(0, 20_000);
    this.#copy.row('search_doc', {
      record_id: r.id,
      unit_id: r.unit.id,
      ...r.unit.scope,
      body,
      grams: pairs(body)
        .map((pair) => `'${pair}'`)
        .join(' '),
    });
  }

  /** Where each series of numbers stands, at the end. */
  close() {
    for (const [key, last] of this.#series) this.#copy.row('series', { key, last });
  }
}
