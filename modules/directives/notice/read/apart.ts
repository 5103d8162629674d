// A file that came from outside is read in a process of its own; its words come back, or why there are none.
import { ApartError, type Bounds, apart } from '@anlan/kernel/apart';
import { NoticeError, isNoticeCode } from '../error.ts';
import type { NoticeDocument } from './document.ts';
import type { NoticeJobs } from './worker.ts';

const BOUNDS: Bounds = { ms: 10_000, megabytes: 600 };
const files = apart<NoticeJobs>(() => import('./worker.ts'), BOUNDS);

/** As `readDocument`, for bytes that somebody uploaded. @throws NoticeError */
export const readUploaded = (bytes: Uint8Array, name: string): Promise<NoticeDocument> =>
  files.ask('read', { bytes, name }).catch((error: unknown) => {
    if (!(error instanceof ApartError)) throw error;
    const { pages } = error.told;
    throw new NoticeError(isNoticeCode(error.code) ? error.code : 'damaged', typeof pages === 'number' ? pages : 0);
  });
