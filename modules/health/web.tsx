// The desk face of health: one page that keeps itself up to date.
import type { WebFace } from '@anlan/ui';
import { HealthPage } from './web/health.tsx';
import './web/health.css';

export const web: WebFace = {
  pages: [{ path: '/health', title: '运行状况', menu: true, component: HealthPage }],
};
