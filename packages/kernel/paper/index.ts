// Papers: what people print, sign, stamp and file.
export type * from './types.ts';
export { letterheadOf, letterheadWords, saveLetterhead, type Letterhead, type LetterheadWords } from './letterhead.ts';
export { makePaper, type MadePaper } from './made.ts';
export { nextDocumentNumber, setNextDocumentNumber, takeDocumentNumber } from './number.ts';
export { policies } from './policies.ts';
