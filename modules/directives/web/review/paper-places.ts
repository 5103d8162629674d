// Between the page on the screen and offsets of the notice: what is selected, where an offset stands, what is lit.

const pieceOf = (node: Node) => node.parentElement?.closest<HTMLElement>('[data-at]') ?? null;

/** The stretch of the notice that is selected inside `root`, or null. */
export function selectedRange(root: HTMLElement, selection: Selection | null): [number, number] | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let from: number | null = null;
  let to: number | null = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const piece = pieceOf(node);
    if (!piece || !range.intersectsNode(node)) continue;
    const at = Number(piece.dataset['at']);
    const start = at + (node === range.startContainer ? range.startOffset : 0);
    const end = at + (node === range.endContainer ? range.endOffset : (node.textContent?.length ?? 0));
    if (end <= start) continue;
    from ??= start;
    to = end;
  }
  return from === null || to === null ? null : [from, to];
}

/** The piece of the page that holds an offset. */
export function pieceAt(root: HTMLElement, offset: number): HTMLElement | null {
  let found: HTMLElement | null = null;
  for (const piece of root.querySelectorAll<HTMLElement>('[data-at]')) {
    if (Number(piece.dataset['at']) > offset) break;
    found = piece;
  }
  return found;
}

/** Brings an element into the middle of its scrolling box, unless it is well in sight. */
export function bring(element: Element | null, box: Element | null) {
  if (!element || !box) return;
  const [e, b] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  const [top, bottom] = [Math.max(b.top, 0), Math.min(b.bottom, innerHeight)];
  const edge = Math.min(80, (bottom - top) / 4);
  if (e.top >= top + edge && e.bottom <= bottom - edge) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({
    block: e.height > (bottom - top) / 2 ? 'start' : 'center',
    behavior: calm ? 'auto' : 'smooth',
  });
}

/** Lights one item on the page and in the panel alike, without drawing either anew. */
export function light(root: HTMLElement, item: string | null, name: 'is-lit' | 'is-current') {
  for (const old of root.querySelectorAll(`.${name}`)) old.classList.remove(name);
  if (item === null) return;
  for (const e of root.querySelectorAll(`[data-items~="${CSS.escape(item)}"], [data-item="${CSS.escape(item)}"]`))
    e.classList.add(name);
}
