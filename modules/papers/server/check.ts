// A document's layout against GB/T 9704-2012, for a file just uploaded; nothing of it is kept with any record.
import { Problem } from '@anlan/contract';
import { ArchiveError } from '@anlan/kernel/archive';
import type { Ctx } from '@anlan/kernel/ctx';
import { fileBytes } from '@anlan/kernel/file';
import { LAYOUT_RULES, checkLayout } from '@anlan/kernel/paper';

const REFUSED = {
  damaged: '这不是能读取的 Word 文件（.docx）。老格式（.doc、.wps）请先另存为 .docx。',
  encrypted: '文件设了密码，请先取消密码再检查。',
  bomb: '文件异常，不能检查。请在 WPS 或 Word 中打开后另存一份。',
} as const;

/** @throws 400 `no-file`, `not-docx` with what to do */
export async function checkFile(ctx: Ctx, fileId: string) {
  const { name, bytes } = await fileBytes(ctx, fileId);
  const faults = await checkLayout(bytes).catch((error: unknown) => {
    if (error instanceof ArchiveError) throw new Problem('not-docx', 400, REFUSED[error.code]);
    throw error;
  });
  return { name, rules: LAYOUT_RULES, faults };
}
