// The desk face of visits: the list, the matrix of leaders by month, the record, the forms, and what a unit received.
import type { WebFace } from '@anlan/ui';
import { lazy } from 'react';
import { VisitList } from './web/list.tsx';
import { NewPlan } from './web/new-plan.tsx';
import { NewVisit } from './web/new-visit.tsx';
import { ReceivedPage } from './web/received-page.tsx';
import { ShowVisit } from './web/show.tsx';
import './web/visits.css';

const MatrixPage = lazy(async () => ({ default: (await import('./web/matrix-page.tsx')).MatrixPage }));

export const web: WebFace = {
  fulfil: (p) =>
    `/visits/new?unitId=${p.unitId}${p.leaderName ? `&leader=${encodeURIComponent(p.leaderName)}` : ''}${p.light === 'missed' ? `&makesGood=${p.id}` : ''}`,
  pages: [
    { path: '/visits', title: '调研检查', menu: true, component: VisitList },
    { path: '/visits/matrix', title: '领导下基层', menu: true, component: MatrixPage },
    { path: '/visits/new', title: '登记调研检查', component: NewVisit },
    { path: '/visits/plan', title: '安排调研检查', component: NewPlan },
    { path: '/visits/at/:id', title: '领导到访', component: ReceivedPage },
    { path: '/visits/:id', title: '调研检查', component: ShowVisit },
  ],
};
