// The door of the notice compiler.
export { NoticeError, type NoticeErrorCode } from './error.ts';
export { parse } from './parse/parse.ts';
export type { Directory } from './parse/lint.ts';
export type { DoubtfulPlace, Leftover, NoticeDocument } from './read/document.ts';
export { parseBrought, readUploaded } from './read/apart.ts';
export { readDocument } from './read/index.ts';
export type {
  Block,
  Difference,
  Lint,
  LintCode,
  Notice,
  NoticeDuty,
  NoticeKind,
  NoticeTask,
  Recurrence,
  Source,
} from './schema.ts';
