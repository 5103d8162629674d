// The desk face of people: people, units, leaves, handovers, accounts, and one's own password.
import type { WebFace } from '@anlan/ui';
import { Leave } from './web/absences.tsx';
import { Accounts } from './web/accounts.tsx';
import { HandoverPage, Handovers } from './web/handovers.tsx';
import { PeopleList } from './web/list.tsx';
import { PasswordPage } from './web/password.tsx';
import { PersonPage } from './web/person.tsx';
import { SecurityPage } from './web/security.tsx';
import { OrgTree } from './web/tree.tsx';
import { UnitPage } from './web/unit.tsx';
import './web/people.css';

export const web: WebFace = {
  pages: [
    { path: '/people', title: '人员', menu: true, component: PeopleList },
    { path: '/people/units', title: '组织机构', menu: true, component: OrgTree },
    { path: '/people/units/:id', title: '单位', component: UnitPage },
    { path: '/people/persons/:id', title: '人员', component: PersonPage },
    { path: '/people/leave', title: '请假与代理', menu: true, component: Leave },
    { path: '/people/handovers', title: '交接', menu: true, may: 'people.handover', component: Handovers },
    { path: '/people/handovers/:id', title: '交接', component: HandoverPage },
    { path: '/people/accounts', title: '账号', menu: true, may: 'org.accounts', component: Accounts },
    { path: '/people/security', title: '登录安全', component: SecurityPage },
    { path: '/people/password', title: '修改密码', component: PasswordPage },
  ],
};
