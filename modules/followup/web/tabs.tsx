// The four views of followup side by side: what is proposed, and what was sent in each of the three steps.
import { Go, useMay, usePath } from '@anlan/ui';
import type { ReactNode } from 'react';

const TABS = [
  { to: '/followup', word: '建议' },
  { to: '/followup/reminders', word: '催办' },
  { to: '/followup/orders', word: '督办' },
  { to: '/followup/circulars', word: '通报' },
];

export function Tabbed({ children }: { children: ReactNode }) {
  const path = usePath();
  const may = useMay('followup.remind');
  return (
    <div className="fu-page">
      <nav className="fu-tabs" aria-label="督办分类">
        {TABS.filter((t) => may || t.to !== '/followup').map((t) => (
          <Go key={t.to} to={t.to} aria-current={t.to === path ? 'page' : undefined}>
            {t.word}
          </Go>
        ))}
      </nav>
      {children}
    </div>
  );
}
