// Papers: what people print, sign, stamp and file.
export type * from './types.ts';
export { LAYOUT_RULES, checkLayout, type Fault } from './check/index.ts';
export { drawCode } from './code.ts';
export { filePage, recordOfCode } from './filing.ts';
export {
  letterheadOf,
  letterheadWords,
  mayKeepLetterhead,
  saveLetterhead,
  type Letterhead,
  type LetterheadWords,
} from './letterhead.ts';
export { makePaper, type MadePaper } from './made.ts';
export { nextDocumentNumber, setNextDocumentNumber, takeDocumentNumber } from './number.ts';
export { type OpenedPage, countPagesOf, layoutFaults, openPage } from './opened.ts';
export { policies } from './policies.ts';
