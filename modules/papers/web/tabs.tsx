// The ways between the pages of papers.
import { Go, useMay, usePath } from '@anlan/ui';
import { useEffect } from 'react';

const TABS = [
  { to: '/papers', label: '扫描件归档', may: 'papers.scan' },
  { to: '/papers/check', label: '排版检查', may: 'papers.check' },
  { to: '/papers/letterheads', label: '文头与字号', may: 'papers.letterhead' },
];

export function Tabs({ title }: { title: string }) {
  const path = usePath();
  useEffect(() => {
    document.title = `${title} · 安澜`;
  }, [title]);
  return (
    <nav className="ppr__tabs" aria-label="文书">
      {TABS.map((t) => (
        <Tab key={t.to} {...t} on={path === t.to} />
      ))}
    </nav>
  );
}

const Tab = ({ to, label, may, on }: (typeof TABS)[number] & { on: boolean }) =>
  useMay(may) ? (
    <Go to={to} className={on ? 'ppr__tab ppr__tab--on' : 'ppr__tab'} aria-current={on ? 'page' : undefined}>
      {label}
    </Go>
  ) : null;
