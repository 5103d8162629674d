// The few steps one takes in WordprocessingML.
import { ElementType, parseDocument } from 'htmlparser2';

export type Document = ReturnType<typeof parseDocument>;
export type Element = Extract<Document['children'][number], { attribs: Record<string, string> }>;

type Node = Document['children'][number];
export const isElement = (node: Node): node is Element => node.type === ElementType.Tag;
/** What stands between tags; empty for anything else. */
export const wordsOf = (node: Node): string => (node.type === ElementType.Text ? node.data : '');

export const parseXml = (xml: string): Document => parseDocument(xml, { xmlMode: true });

/** Children of that local name; names carry the prefix `w` unless another is given. */
export const kids = (element: Element | Document | undefined, name: string, prefix = 'w'): Element[] =>
  (element?.children ?? []).filter((c): c is Element => isElement(c) && c.name === `${prefix}:${name}`);

export const kid = (element: Element | Document | undefined, name: string, prefix = 'w'): Element | undefined =>
  kids(element, name, prefix)[0];

export const val = (element: Element | undefined): string | undefined => element?.attribs['w:val'];

/** Every descendant of that name, in order. */
export function* all(element: Element | Document, name: string): Generator<Element> {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (child.name === name) yield child;
    yield* all(child, name);
  }
}
