// The desk face of the audit: who did what, and whether it is still what was written.
import type { WebFace } from '@anlan/ui';
import { LinesPage } from './web/lines.tsx';
import { StatePage } from './web/state.tsx';
import './web/audit.css';

export const web: WebFace = {
  pages: [
    { path: '/audit', title: '审计', menu: true, component: LinesPage },
    { path: '/audit/state', title: '检查点与核验', component: StatePage },
  ],
};
