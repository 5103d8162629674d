// The keyboard of the review: one letter, one act; silent while somebody types.
import { useEffect, useLayoutEffect, useRef } from 'react';

/** What each key does, for the help sheet; the order is that of the sheet. */
export const KEYS = [
  { keys: ['j', '↓'], does: '下一项' },
  { keys: ['k', '↑'], does: '上一项' },
  { keys: ['n'], does: '下一个疑问' },
  { keys: ['1'], also: '…9', does: '选第几个答复' },
  { keys: ['a', 'Enter'], does: '确认这一项；疑问则选第一个答复' },
  { keys: ['e'], does: '修改这一项' },
  { keys: ['u'], does: '修改责任单位' },
  { keys: ['b'], does: '修改认定方式' },
  { keys: ['s'], does: '拆成两项' },
  { keys: ['m'], does: '与下一项合并' },
  { keys: ['x'], does: '删去（不是一项要求）' },
  { keys: ['c'], does: '看期次日历' },
  { keys: ['z'], does: '撤销上一步' },
  { keys: ['Ctrl+S'], does: '立即保存（平时自动保存）' },
  { keys: ['Esc'], does: '收起正在做的' },
  { keys: ['?'], does: '看按键' },
] as const;

export type KeyMap = Partial<Record<string, () => void>>;

const typing = (e: KeyboardEvent) =>
  e.target instanceof HTMLElement &&
  (e.target.isContentEditable ||
    e.target.closest(
      'input, textarea, select, [role="combobox"], [role="slider"], .ant-modal, .ant-drawer, dialog, .ant-select-dropdown, .ant-picker-dropdown, .ant-popover',
    ) !== null);

/** Enter and space belong to the button or link that has the focus. */
const pressing = (e: KeyboardEvent) =>
  (e.key === 'Enter' || e.key === ' ') && e.target instanceof HTMLElement && e.target.closest('button, a') !== null;

const nameOf = (e: KeyboardEvent) =>
  (e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 's' ? 'Ctrl+S' : e.key.length === 1 ? e.key.toLowerCase() : e.key;

/** Listens on the whole page, before the desk's own keys. `Ctrl+S` and `Escape` are heard also while typing. */
export function useKeys(map: KeyMap) {
  const latest = useRef(map);
  useLayoutEffect(() => {
    latest.current = map;
  });
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      const name = nameOf(e);
      const always = name === 'Ctrl+S' || name === 'Escape';
      if (e.isComposing || e.defaultPrevented || (!always && (typing(e) || pressing(e)))) return;
      if (name !== 'Ctrl+S' && (e.ctrlKey || e.metaKey || e.altKey)) return;
      const act = latest.current[name];
      if (!act) return;
      // Escape goes on to whatever else is open.
      if (name !== 'Escape') {
        e.preventDefault();
        e.stopImmediatePropagation();
      }
      act();
    };
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, []);
}
