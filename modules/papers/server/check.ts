// A document's layout against GB/T 9704-2012, for a file just uploaded; nothing of it is kept with any record.
import { meanwhile } from '@anlan/kernel/apart';
import type { Ctx } from '@anlan/kernel/ctx';
import { fileBytes } from '@anlan/kernel/file';
import { LAYOUT_RULES, layoutFaults } from '@anlan/kernel/paper';

/** @throws 400 `no-file`, `not-docx` with what to do */
export async function checkFile(ctx: Ctx, fileId: string) {
  const { name, bytes } = await fileBytes(ctx, fileId);
  const faults = await meanwhile(ctx, layoutFaults(bytes));
  return { name, rules: LAYOUT_RULES, faults };
}
