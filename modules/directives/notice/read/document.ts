// The document between reading and parsing: plain text with plain marks, so that both halves can live apart.

/** U+2028 parts the paragraphs of one table cell; tabs part cells, line feeds part rows and paragraphs. */
export const PART = '\u2028';

/** Markup left behind in the text by a web page or an editor and taken out of it; `at` is where it stood. */
export type Leftover = { at: number; markup: string };

/** The normalised text: every source of a parsed notice is a pair of offsets into `text`. */
export type NoticeDocument = {
  text: string;
  format: 'txt' | 'md' | 'html' | 'docx' | 'pdf';
  leftovers: Leftover[];
};
