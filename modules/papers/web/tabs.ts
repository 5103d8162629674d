// The pages of papers.
import type { Tab } from '@anlan/ui';

export const TABS: readonly Tab[] = [
  { to: '/papers', label: '扫描件归档', may: 'papers.scan' },
  { to: '/papers/check', label: '排版检查', may: 'papers.check' },
  { to: '/papers/letterheads', label: '文头与字号', may: 'papers.letterhead' },
];
