// The desk face of study: the list, the record, the two forms, and the sheet to sign.
import type { WebFace } from '@anlan/ui';
import { StudyList } from './web/list.tsx';
import { NewPlan } from './web/new-plan.tsx';
import { NewStudy } from './web/new-study.tsx';
import { SheetPage } from './web/papers.tsx';
import { ShowStudy } from './web/show.tsx';
import './web/study.css';

export const web: WebFace = {
  fulfil: (p) => `/study/new?unitId=${p.unitId}${p.light === 'missed' ? `&makesGood=${p.id}` : ''}`,
  pages: [
    { path: '/study', title: '学习', menu: true, component: StudyList },
    { path: '/study/new', title: '登记学习', component: NewStudy },
    { path: '/study/plan', title: '安排学习', component: NewPlan },
    { path: '/study/:id', title: '学习', component: ShowStudy },
    { path: '/study/:id/sheet', title: '签到表', component: SheetPage },
  ],
};
