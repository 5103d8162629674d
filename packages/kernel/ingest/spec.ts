// What a module says of a table that it takes: its columns, and what one row becomes.
import type { Ctx } from '../ctx/index.ts';

export type ImportColumn = {
  key: string;
  label: string;
  /** Other heads under which people bring it. */
  aliases?: readonly string[];
  required?: boolean;
  help?: string;
  example: string;
};

/** What became of a row: new, there already and the same, or there already and brought up to date. */
export type Taken = {
  how: 'new' | 'same' | 'changed';
  /** 「康明远，平定县文旅局联络员」. */
  what: string;
  /** What `undo` needs; null where nothing was made. */
  made: unknown;
};

/** One row's cells by column, empty where nothing was written, and what the batch shares. */
export type Row = Readonly<Record<string, string>>;
/** Things looked up once for the whole table, by name. */
export type Batch = Map<string, unknown>;

export type ImportSpec = {
  title: string;
  /** The permission that taking such a table needs: that of the form. */
  access: string;
  /** One sentence: what comes in, and what becomes of it. */
  about: string;
  columns: readonly ImportColumn[];
  /** By the same rules as the form; a row at fault throws a Problem whose sentence stands in the file that goes back. */
  take(ctx: Ctx, row: Row, batch: Batch): Promise<Taken>;
  /** Takes one back. @throws a Problem when something was built on it since. */
  undo(ctx: Ctx, made: unknown, reason: string): Promise<void>;
};
