// The keyboard: what works everywhere, and the list of it under `?`.
import { useGo } from '@anlan/ui';
import { useEffect, useRef, useState } from 'react';

const KEYS = [
  ['/ 或 Ctrl+K', '搜索'],
  ['g 然后 t', '回到今日'],
  ['↑ ↓ 或 j k', '在清单中上下移动'],
  ['Enter', '打开选中的记录；再按一次，整页打开'],
  ['Esc', '关闭旁边的记录、抽屉或对话框'],
  ['Home End', '到清单的开头、末尾'],
  ['?', '显示这张表'],
] as const;

/** Typing is not a shortcut. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const ASK = 'anlan:shortcuts';
export const askForShortcuts = () => dispatchEvent(new Event(ASK));

const WITHIN = 1000;

export function Shortcuts() {
  const go = useGo();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let g = 0;
    const search = (e: KeyboardEvent) => {
      e.preventDefault();
      dispatchEvent(new Event('anlan:search'));
    };
    const key = (e: KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') return search(e);
      if (isTyping(e.target) || e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === '/') search(e);
      else if (e.key === '?') setOpen(true);
      else if (e.key === 't' && e.timeStamp - g < WITHIN) go('/');
      g = e.key === 'g' ? e.timeStamp : 0;
    };
    const ask = () => setOpen(true);
    document.addEventListener('keydown', key);
    addEventListener(ASK, ask);
    return () => {
      document.removeEventListener('keydown', key);
      removeEventListener(ASK, ask);
    };
  }, [go]);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} className="an-keys" onClose={() => setOpen(false)} aria-labelledby="keys-title">
      <h2 id="keys-title">键盘快捷键</h2>
      <dl>
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <button type="button" className="al-link" onClick={() => setOpen(false)}>
        关闭
      </button>
    </dialog>
  );
}
