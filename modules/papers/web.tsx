// The desk face of papers: scans that file themselves, and letterheads.
import type { WebFace } from '@anlan/ui';
import { CheckPage } from './web/check.tsx';
import { LetterheadsPage } from './web/letterheads.tsx';
import { ScansPage } from './web/scans.tsx';
import './web/papers.css';

export const web: WebFace = {
  pages: [
    { path: '/papers', title: '文书', menu: true, component: ScansPage },
    { path: '/papers/check', title: '排版检查', component: CheckPage },
    { path: '/papers/letterheads', title: '文头与字号', component: LetterheadsPage },
  ],
};
