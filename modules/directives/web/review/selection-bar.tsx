// Selected words of the notice can become a clause, or the words of the clause in view.
/* oxlint-disable jsx-a11y/no-static-element-interactions -- keeps the text selected while its button is pressed */
import { type RefObject, useEffect, useState } from 'react';
import { v7 as newId } from 'uuid';
import type { Clause } from '../../breakdown.ts';
import { LONGEST, addFromSelection, requote } from '../../review-cut.ts';
import { useTools } from './bench.tsx';
import type { ItemId } from './items.ts';
import { selectedRange } from './paper-places.ts';

const PAUSE = 120;

type Props = {
  root: RefObject<HTMLDivElement | null>;
  clause: Clause | null;
  onAdded: (item: ItemId, mode: 'edit') => void;
};
type Selected = { range: [number, number]; x: number; y: number };

export function SelectionBar({ root, clause, onAdded }: Props) {
  const { change, text } = useTools();
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const selection = getSelection();
      const range = root.current && selectedRange(root.current, selection);
      if (!range || !selection) return setSelected(null);
      const box = selection.getRangeAt(0).getBoundingClientRect();
      setSelected({ range, x: box.left + box.width / 2, y: box.top < 120 ? box.bottom + 8 : box.top - 44 });
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    };
    document.addEventListener('selectionchange', later);
    document.addEventListener('scroll', later, true);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', later);
      document.removeEventListener('scroll', later, true);
    };
  }, [root]);
  if (!selected) return null;
  const length = selected.range[1] - selected.range[0];
  const done = () => {
    getSelection()?.removeAllRanges();
    setSelected(null);
  };
  const add = () => {
    const id = newId();
    if (change((b) => addFromSelection(b, text, selected.range, id))) onAdded(`c:${id}`, 'edit');
    done();
  };
  const use = (c: Clause) => {
    change((b) => requote(b, text, c.id, selected.range));
    done();
  };
  return (
    <div className="dr-selected" style={{ left: selected.x, top: selected.y }} onMouseDown={(e) => e.preventDefault()}>
      {length > LONGEST ? (
        <span>
          选了 {length} 个字，最多 {LONGEST} 个
        </span>
      ) : (
        <>
          <button type="button" onClick={add}>
            新增一项要求
          </button>
          {clause ? (
            <button type="button" onClick={() => use(clause)}>
              用作所选要求的原文
            </button>
          ) : null}
        </>
      )}
    </div>
  );
}
