// The pages of settings.
import type { Tab } from '@anlan/ui';

export const TABS: readonly Tab[] = [
  { to: '/settings', label: '期限与分级', may: 'settings.read' },
  { to: '/settings/roles', label: '角色与权限', may: 'settings.read' },
  { to: '/settings/standings', label: '长期规定', may: 'settings.standing' },
  { to: '/calendar/holidays', label: '节假日', may: 'calendar.read' },
];
