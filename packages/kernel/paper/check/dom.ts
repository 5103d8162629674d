// The few steps one takes in WordprocessingML.
import { parseDocument } from 'htmlparser2';

export type Document = ReturnType<typeof parseDocument>;
export type Element = Extract<Document['children'][number], { attribs: Record<string, string> }>;

export const parseXml = (xml: string): Document => parseDocument(xml, { xmlMode: true });

/** Children of that local name; names carry the prefix `w` unless another is given. */
export const kids = (element: Element | Document | undefined, name: string, prefix = 'w'): Element[] =>
  (element?.children ?? []).filter(
    (c): c is Element => c.type === 'tag' && (c as Element).name === `${prefix}:${name}`,
  );

export const kid = (element: Element | Document | undefined, name: string, prefix = 'w'): Element | undefined =>
  kids(element, name, prefix)[0];

export const val = (element: Element | undefined): string | undefined => element?.attribs['w:val'];

/** Every descendant of that name, in order. */
export function* all(element: Element | Document, name: string): Generator<Element> {
  for (const child of element.children) {
    if (child.type !== 'tag') continue;
    if ((child as Element).name === name) yield child as Element;
    yield* all(child as Element, name);
  }
}
