// Walks one XML part of a package, refusing what could reach outside it or exhaust the reader.
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { NoticeError } from '../error.ts';

const DEEPEST = 400;

/** Runs an XML part through a handler; well-formedness errors mean a damaged file, a DOCTYPE is refused. */
export function eachTag(
  xml: string,
  open: (name: string, attribute: (name: string) => string) => void,
  close: (name: string) => void,
  text?: (text: string) => void,
): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('doctype', () => {
    throw new NoticeError('doctype');
  });
  parser.on('error', () => {
    throw new NoticeError('damaged');
  });
  parser.on('opentag', (tag: SaxesTagPlain) => {
    depth += 1;
    if (depth > DEEPEST) throw new NoticeError('damaged');
    open(tag.name, (name) => tag.attributes[name] ?? '');
  });
  parser.on('closetag', (tag: SaxesTagPlain) => {
    depth -= 1;
    close(tag.name);
  });
  if (text) parser.on('text', text);
  parser.write(xml).close();
}
