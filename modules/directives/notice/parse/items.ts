// Builds the tree of numbered items of a body and tells an item's title from its text.
import type { Source } from '../schema.ts';
import { sourceOf, type Flat } from './flat.ts';
import type { Block } from './layout.ts';
import { timesIn, type Clock } from './time.ts';
import { cutOutside, isActor, splitActors } from './units.ts';
import { MODAL } from './words.ts';

/** A stretch of one paragraph: s[from, to) of its flat. */
export type Stretch = { flat: Flat; from: number; to: number };

export type Item = {
  label: string;
  level: number;
  /** null when the item begins with its text at once. */
  title: string | null;
  titleSource: Source;
  text: Stretch[];
  /** Its first paragraph after the number, title and all; null for the root. */
  whole: Stretch | null;
  parent: Item | null;
  children: Item[];
};

/** Paragraphs that close a notice belong to no item. */
const CLOSING =
  /本(?:通知|方案|意见|办法|计划)|^以上|^特此|联系人|联系电话|值班电话|^请[^，]{0,20}(?:遵照|认真|抓好|贯彻)|(?:报送?|反馈|上报)(?:至|到|我|市|局|省|办)|电子邮箱|参照[^，。]{0,10}执行/;

/** The tree under one root (label ''), and the paragraphs before the first and after the last item. */
export function treeOf(blocks: readonly Block[], clock: Clock): { root: Item; opening: Flat[]; closing: Flat[] } {
  const root: Item = {
    label: '',
    level: 0,
    title: '',
    titleSource: [0, 0],
    text: [],
    whole: null,
    parent: null,
    children: [],
  };
  const opening: Flat[] = [];
  let open = root;
  for (const block of blocks) {
    if (block.marker) {
      let parent = open;
      while (parent.parent && parent.level >= block.marker.level) parent = parent.parent;
      open = itemOf(block, parent, clock);
      parent.children.push(open);
    } else if (block.kind === 'paragraph') {
      if (open === root) opening.push(block.flat);
      else open.text.push({ flat: block.flat, from: 0, to: block.flat.s.length });
    }
  }
  return { root, opening, closing: open === root ? [] : takeClosing(open) };
}

function itemOf(block: Block, parent: Item, clock: Clock): Item {
  const { flat } = block;
  const from = block.marker?.length ?? 0;
  const s = flat.s.slice(from);
  const article = block.marker?.level === 3;
  const end = article && s.includes('。') && !s.startsWith('【') ? 0 : titleEnd(s, block.kind === 'heading', clock);
  const words = s.slice(0, end).replace(/[。：；，]+$/, '');
  const text: Stretch[] = [];
  let rest = from + end;
  while (rest < flat.s.length && '。：；，'.includes(flat.s.charAt(rest))) rest += 1;
  if (rest < flat.s.length) text.push({ flat, from: rest, to: flat.s.length });
  return {
    label: block.marker?.label ?? '',
    level: block.marker?.level ?? 9,
    title: end > 0 ? words : null,
    titleSource: sourceOf(flat, from, from + words.length),
    text,
    whole: { flat, from, to: flat.s.length },
    parent,
    children: [],
  };
}

/** Where the title ends in an item's first paragraph; 0 when the item has none. */
function titleEnd(s: string, alone: boolean, clock: Clock): number {
  const bracketed = /^【([^】]{1,30})】/.exec(s);
  if (bracketed) return bracketed[0].length;
  if (alone && !commands(s, clock)) return s.length;
  const stop = s.search(/[。；]/);
  const sentence = stop < 0 ? s : s.slice(0, stop);
  if (stop < 0 && !alone) return 0;
  if (sentence.length <= 44 && parallel(sentence) && !commands(sentence, clock)) return stop < 0 ? s.length : stop + 1;
  const comma = sentence.search(/[，：]/);
  if (
    comma >= 4 &&
    comma <= 30 &&
    stop >= 0 &&
    !commands(sentence.slice(0, comma), clock) &&
    !/[的后时前中]$/.test(sentence.slice(0, comma)) &&
    !isActor(sentence.slice(0, comma)) &&
    !/^(?:对|以|在|按|根据|围绕|结合|通过|自|从|为|各|由)/.test(sentence)
  )
    return comma + 1;
  return 0;
}

/** One clause, or clauses of like length: 狠抓基础，推进强基固本. */
function parallel(sentence: string): boolean {
  const lengths = cutOutside(sentence, '，').map((c) => c.length);
  return lengths.length <= 3 && Math.max(...lengths) <= 1.6 * Math.min(...lengths);
}

const LEADS = new RegExp(`^([^，]{2,60}?)(?:${MODAL}|将)`);

/** A title does not command: it has no unit that 要 or 应, no date and no repeat. */
function commands(words: string, clock: Clock): boolean {
  const modal = LEADS.exec(words);
  if (modal && splitActors(modal[1] ?? '').every((u) => isActor(u))) return true;
  return (
    /^要|应当|(?<!三)必须|不得/.test(words) ||
    timesIn(words, clock).some((h) => h.kind === 'date' || h.kind === 'repeat')
  );
}

/** The trailing paragraphs of the last item that speak for the whole notice. */
function takeClosing(last: Item): Flat[] {
  const first = last.text.findIndex(
    (t, i) => (i > 0 || t.from > 0 || last.children.length > 0) && t.from === 0 && CLOSING.test(t.flat.s),
  );
  return first < 0 ? [] : last.text.splice(first).map((t) => t.flat);
}
