// The process that reads tables that came from outside.
import { answering } from '../apart/answering.ts';

export const here = import.meta.url;

export type Source = { bytes: Uint8Array } | { text: string };
/** A filled row with its number in the file, from 1. */
export type Line = { at: number; cells: string[] };

async function jobs() {
  const { linesIn } = await import('./grid.ts');
  return { lines: (source: Source): Promise<Line[]> => linesIn(source) };
}
export type TableJobs = Awaited<ReturnType<typeof jobs>>;

answering(here, jobs);
