// The pages of the audit.
import type { Tab } from '@anlan/ui';

export const TABS: readonly Tab[] = [
  { to: '/audit', label: '记录', may: 'audit.read' },
  { to: '/audit/state', label: '检查点与核验', may: 'audit.read' },
];
