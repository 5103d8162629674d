// The parts of a package that a notice needs, as text; what is wrong with the package, in the notice's words.
import { ArchiveError, openPackage as open, xmlText } from '@anlan/kernel/archive';
import { NoticeError } from '../error.ts';

/** A notice of a million characters stays far below. */
const BOUNDS = { entries: 2000, partBytes: 40 * 1024 * 1024 };

/**
 * Bytes in, the wanted parts as text out (those that exist).
 * @throws NoticeError `damaged`, `encrypted`, `bomb`
 */
export async function openPackage(bytes: Uint8Array, wanted: readonly string[]): Promise<Map<string, string>> {
  const parts = await open(bytes, (name) => wanted.includes(name), BOUNDS).catch((error: unknown) => {
    throw error instanceof ArchiveError ? new NoticeError(error.code) : error;
  });
  return new Map([...parts].map(([name, part]) => [name, xmlText(part)]));
}
