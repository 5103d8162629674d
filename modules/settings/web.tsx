// The desk face of settings: deadlines and steps, roles, standing duties.
import { type PageProps, RecordPage, type WebFace, kindOf } from '@anlan/ui';
import { settings } from './contract.ts';
import { NumbersPage } from './web/numbers.tsx';
import { RolesPage } from './web/roles.tsx';
import { NewStandingPage, StandingsPage } from './web/standings.tsx';
import './web/settings.css';

const standing = kindOf(settings, 'standings');
const StandingPage = ({ params }: PageProps) => <RecordPage kind={standing} id={params['id']!} />;

export const web: WebFace = {
  pages: [
    { path: '/settings', title: '设置', menu: true, component: NumbersPage },
    { path: '/settings/roles', title: '角色与权限', component: RolesPage },
    { path: '/settings/standings', title: '长期规定', component: StandingsPage },
    { path: '/settings/standings/new', title: '拟定长期规定', component: NewStandingPage },
    { path: '/settings/standings/:id', title: '长期规定', component: StandingPage },
  ],
};
