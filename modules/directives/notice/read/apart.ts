// A file that came from outside is read in a process of its own; its words come back, or why there are none.
import { ApartError, type Bounds, apart } from '@anlan/kernel/apart';
import { NoticeError, isNoticeCode } from '../error.ts';
import { type Entry, directoryOf } from '../../match.ts';
import { parse } from '../parse/parse.ts';
import type { Notice } from '../schema.ts';
import type { NoticeDocument } from './document.ts';
import type { NoticeJobs } from './worker.ts';

const BOUNDS: Bounds = { ms: 9_000, megabytes: 600 };
const files = apart<NoticeJobs>(() => import('./worker.ts'), BOUNDS);

/** So many characters are understood at once without keeping anybody waiting. */
const SHORT = 10_000;

const inOurWords = (error: unknown): never => {
  if (!(error instanceof ApartError)) throw error;
  const { pages } = error.told;
  throw new NoticeError(isNoticeCode(error.code) ? error.code : 'damaged', typeof pages === 'number' ? pages : 0);
};

/** As `readDocument`, for bytes that somebody uploaded. @throws NoticeError */
export const readUploaded = (bytes: Uint8Array, name: string): Promise<NoticeDocument> =>
  files.ask('read', { bytes, name }).catch(inOurWords);

/** As `parse`, for words that somebody brought; `entries` are the units they may name. @throws NoticeError `too-slow`, `bomb` */
export const parseBrought = (document: NoticeDocument, entries: readonly Entry[]): Promise<Notice> =>
  document.text.length <= SHORT
    ? Promise.resolve(parse(document, directoryOf(entries)))
    : files.ask('parse', { document, entries }).catch(inOurWords);
