// The desk face of imports: what came in before, a new table, and what became of each row.
import type { WebFace } from '@anlan/ui';
import { ImportsPage } from './web/list.tsx';
import { NewImport } from './web/new-import.tsx';
import { ShowImport } from './web/show.tsx';
import './web/imports.css';

export const web: WebFace = {
  pages: [
    { path: '/imports', title: '导入', menu: true, component: ImportsPage },
    { path: '/imports/new', title: '从表格导入', component: NewImport },
    { path: '/imports/:id', title: '导入', component: ShowImport },
  ],
};
