// The ways between the pages of settings.
import { Go, useMay, usePath } from '@anlan/ui';
import { useEffect } from 'react';

const TABS = [
  { to: '/settings', label: '期限与分级', may: 'settings.read' },
  { to: '/settings/roles', label: '角色与权限', may: 'settings.read' },
  { to: '/settings/standings', label: '长期规定', may: 'settings.standing' },
  { to: '/calendar/holidays', label: '节假日', may: 'calendar.read' },
];

export function Tabs({ title }: { title: string }) {
  const path = usePath();
  useEffect(() => {
    document.title = `${title} · 安澜`;
  }, [title]);
  return (
    <nav className="set__tabs" aria-label="设置">
      {TABS.map((t) => (
        <Tab key={t.to} {...t} on={path === t.to} />
      ))}
    </nav>
  );
}

const Tab = ({ to, label, may, on }: (typeof TABS)[number] & { on: boolean }) =>
  useMay(may) ? (
    <Go to={to} className={on ? 'set__tab set__tab--on' : 'set__tab'} aria-current={on ? 'page' : undefined}>
      {label}
    </Go>
  ) : null;
