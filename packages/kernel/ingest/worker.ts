// The process that reads tables that came from outside.
import { answering } from '../apart/answering.ts';
import type { Line, Source } from './line.ts';

export const here = import.meta.url;

async function jobs() {
  const { linesIn } = await import('./grid.ts');
  return { lines: (source: Source): Promise<Line[]> => linesIn(source) };
}
export type TableJobs = Awaited<ReturnType<typeof jobs>>;

answering(here, jobs);
