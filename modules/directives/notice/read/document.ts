// The document between reading and parsing: plain text with plain marks, so that both halves can live apart.

/** U+2028 parts the paragraphs of one table cell; tabs part cells, line feeds part rows and paragraphs. */
export const PART = '\u2028';

/** Markup left behind in the text by a web page or an editor and taken out of it; `at` is where it stood. */
export type Leftover = { at: number; markup: string };

/** A place in the text that a person should compare with the picture. */
export type DoubtfulPlace = { at: [number, number]; confidence: number };

/** The normalised text: every source of a parsed notice is a pair of offsets into `text`. */
export type NoticeDocument = {
  text: string;
  format: 'txt' | 'md' | 'html' | 'docx' | 'pdf' | 'ofd' | 'doc' | 'scan' | 'unread';
  leftovers: Leftover[];
  /** Characters of a scan that were read with little confidence (0 to 1). */
  doubtful?: DoubtfulPlace[];
  /** Where the words of each page of a scan begin. */
  pages?: { page: number; from: number }[];
  /** What of the file could not be read, each in one sentence. */
  missing?: string[];
};
