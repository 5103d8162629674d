// Papers from outside, opened in a process of their own: how many pages a scan has, what stands on one, how a .docx is laid out.
import { Problem } from '@anlan/contract';
import { ApartError, type Bounds, apart } from '../apart/index.ts';
import type { Fault } from './check/index.ts';
import type { PageMark } from './scan.ts';
import type { PaperJobs } from './worker.ts';

/** A page in which no mark is found at once is looked at in several lights; the first one waits for the reader of letters too. */
const BOUNDS: Bounds = { ms: 40_000, megabytes: 900 };
const papers = apart<PaperJobs>(() => import('./worker.ts'), BOUNDS);

type File = { bytes: Uint8Array; name: string };
/** `picture` is a JPEG, `count` the number of pages of the whole file. */
export type OpenedPage = { count: number; picture: Buffer; mark: PageMark | null };

const refused = (name: string) => (error: unknown) => {
  if (!(error instanceof ApartError)) throw error;
  throw error.problem('scan-broken', `「${name}」打不开，请重新扫描或另存为 PDF、JPG 后再上传。`);
};

/** @throws 400 `scan-broken`, `scan-locked`, `scan-long` with what to do */
export const countPagesOf = (file: File): Promise<number> => papers.ask('count', file).catch(refused(file.name));

/** Page `n` (from 1) with what its mark says; null past the last. @throws as `countPagesOf` */
export const openPage = async (file: File, n: number): Promise<OpenedPage | null> => {
  const page = await papers.ask('page', { ...file, n }).catch(refused(file.name));
  return page && { ...page, picture: Buffer.from(page.picture) };
};

const UNREAD: Record<string, string> = {
  damaged: '这不是能读取的 Word 文件（.docx）。老格式（.doc、.wps）请先另存为 .docx。',
  encrypted: '文件设了密码，请先取消密码再检查。',
};

/** Faults of a .docx as an official document. @throws 400 `not-docx` with what to do */
export const layoutFaults = (bytes: Uint8Array): Promise<Fault[]> =>
  papers.ask('faults', { bytes }).catch((error: unknown) => {
    if (!(error instanceof ApartError)) throw error;
    throw new Problem('not-docx', 400, UNREAD[error.code] ?? '文件异常，不能检查。请在 WPS 或 Word 中打开后另存一份。');
  });
