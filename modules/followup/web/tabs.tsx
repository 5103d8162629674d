// The four views of followup side by side: what is proposed, and what was sent in each of the three steps.
import { type Tab, Tabs } from '@anlan/ui';
import type { ReactNode } from 'react';

const TABS: readonly Tab[] = [
  { to: '/followup', label: '建议', may: 'followup.remind' },
  { to: '/followup/reminders', label: '催办' },
  { to: '/followup/orders', label: '督办' },
  { to: '/followup/circulars', label: '通报' },
];

export const Tabbed = ({ children }: { children: ReactNode }) => (
  <div className="fu-page">
    <Tabs tabs={TABS} label="督办分类" />
    {children}
  </div>
);
