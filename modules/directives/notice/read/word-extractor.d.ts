// The part of the package that is used here; it ships no types.
declare module 'word-extractor' {
  type Extracted = { getBody(options?: { filterUnicode?: boolean }): string };
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<Extracted>;
  }
}
