// Whether the left menu stands open: remembered on a wide screen, closed at every step on a phone.
import { useNarrow, usePath } from '@anlan/ui';
import { useState } from 'react';

const CLOSED = 'anlan:menu-closed';

export type MenuState = { open: boolean; narrow: boolean; toggle: () => void; close: () => void };

export function useMenuState(): MenuState {
  const narrow = useNarrow();
  const path = usePath();
  const [wide, setWide] = useState(() => localStorage.getItem(CLOSED) === null);
  // Over which page the menu lies on a phone; going on leaves it behind.
  const [overAt, setOverAt] = useState<string | null>(null);
  const over = overAt === path;
  const toggle = () => {
    if (narrow) return setOverAt(over ? null : path);
    if (wide) localStorage.setItem(CLOSED, '1');
    else localStorage.removeItem(CLOSED);
    setWide(!wide);
  };
  return { open: narrow ? over : wide, narrow, toggle, close: () => setOverAt(null) };
}
