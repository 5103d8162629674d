// The ways between pages that belong together, above each of them.
import { useEffect } from 'react';
import { Go, usePath } from './go.tsx';
import { useMe } from './me.ts';

/** A page of the family; with `may`, only for those who hold the permission. */
export type Tab = { to: string; label: string; may?: string };

/** `label` names the family to those who listen; `title` becomes that of the window, where the page sets none itself. */
export function Tabs({ tabs, label, title }: { tabs: readonly Tab[]; label: string; title?: string }) {
  const path = usePath();
  const { may } = useMe();
  useEffect(() => {
    if (title) document.title = `${title} · 安澜`;
  }, [title]);
  return (
    <nav className="al-tabs" aria-label={label}>
      {tabs
        .filter((t) => !t.may || may.includes(t.may))
        .map((t) => (
          <Go key={t.to} to={t.to} aria-current={t.to === path ? 'page' : undefined}>
            {t.label}
          </Go>
        ))}
    </nav>
  );
}
