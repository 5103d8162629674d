// What comes in as a table, and its lines as the process that reads it gives them.
export type Source = { bytes: Uint8Array } | { text: string };
/** A filled row with its number in the file, from 1. */
export type Line = { at: number; cells: string[] };
