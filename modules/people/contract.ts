// 人员与单位：组织机构、人员与岗位、请假与代理、交接、账号。谁在哪里、做什么，别的模块都以此为准。
import { READER_ROLES, contract } from '@anlan/contract';
import { absenceRoutes } from './contract/absence.ts';
import { accountRoutes } from './contract/account.ts';
import { Handover, handoverLife, handoverRoutes } from './contract/handover.ts';
import { personRoutes } from './contract/person.ts';
import { unitRoutes } from './contract/unit.ts';

const insiders = [...READER_ROLES, 'unitStaff'] as const;

export const people = contract({
  id: 'people',
  title: '人员与单位',
  group: '系统',
  menu: 'people.read',
  permissions: {
    'people.read': {
      label: '查看人员与单位',
      roles: [...insiders, 'systemAdmin', 'securityAdmin', 'auditAdmin'],
    },
    // Row security asks for these five by name: what is kept here holds in the database, whatever a route says.
    'org.units': { label: '管理机构', roles: ['systemAdmin'] },
    'org.accounts': { label: '管理账号', roles: ['systemAdmin'] },
    'org.roles': { label: '授予岗位权限', roles: ['securityAdmin'] },
    'org.people': {
      label: '登记本单位人员、岗位与请假',
      roles: ['systemAdmin', 'office', 'sectionLead', 'countyLead', 'countyClerk', 'unitClerk', 'venueManager'],
    },
    'org.peopleAll': { label: '登记各单位人员、岗位与请假', roles: ['systemAdmin', 'office'] },
    'people.handover': { label: '办理交接', roles: insiders },
    'people.confirm': { label: '负责人确认交接', roles: ['bureauLeader', 'sectionLead', 'countyLead', 'leader'] },
    'people.settle': { label: '决定撤销单位的未完任务', roles: ['safetyOffice', 'bureauLeader'] },
  },
  records: {
    handovers: {
      title: '交接',
      schema: Handover,
      life: handoverLife,
      read: 'people.handover',
      personal: true,
      numbered: 'JJ',
      columns: ['personName', 'successorName', 'lastDay', 'itemCount'],
      papers: { sheet: { label: '交接单' } },
      words: { occurredOn: '发起日期', deadline: '最后任职日' },
    },
  },
  routes: { ...unitRoutes, ...personRoutes, ...absenceRoutes, ...handoverRoutes, ...accountRoutes },
  facts: {},
});
