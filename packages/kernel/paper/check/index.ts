// The checker of layouts: reads any .docx and names what departs from GB/T 9704-2012, with the clause.
import { readLayout } from './docx.ts';
import { knowParts } from './roles.ts';
import { type Fault, faultOf } from './rule.ts';
import { body } from './rules/body.ts';
import { end } from './rules/end.ts';
import { head } from './rules/head.ts';
import { imprint } from './rules/imprint.ts';
import { page } from './rules/page.ts';
import { words } from './rules/words.ts';

export type { Fault } from './rule.ts';

/** Every rule, in the order of the page. */
export const RULES = [...page, ...head, ...body, ...end, ...imprint, ...words];

/** How many things are looked at. */
export const LAYOUT_RULES = RULES.length;

/**
 * Faults of a .docx as an official document, in the order of the page; none where it keeps to the standard.
 * @throws ArchiveError for what is no .docx, is broken or locked.
 */
export async function checkLayout(bytes: Uint8Array): Promise<Fault[]> {
  const known = knowParts(await readLayout(bytes));
  return RULES.flatMap((r) => faultOf(r, known) ?? []);
}
