// The desk face of meetings: lists of meetings and decisions, their pages, the forms, and how a decision is reported done on the spot.
import type { WebFace } from '@anlan/ui';
import { DecisionList, DoneHere, ShowDecision, isDecision } from './web/decisions.tsx';
import { MeetingList } from './web/list.tsx';
import './web/meetings.css';
import { NewMeeting } from './web/new-meeting.tsx';
import { NewPlan } from './web/new-plan.tsx';
import { ShowMeeting } from './web/show.tsx';

export const web: WebFace = {
  fulfil: (p) =>
    isDecision(p.factKind)
      ? DoneHere
      : `/meetings/new?unitId=${p.unitId}${p.light === 'missed' ? `&makesGood=${p.id}` : ''}`,
  pages: [
    { path: '/meetings', title: '会议', menu: true, component: MeetingList },
    { path: '/meetings/new', title: '登记会议', component: NewMeeting },
    { path: '/meetings/plan', title: '安排会议', component: NewPlan },
    { path: '/meetings/decisions', title: '议定事项', menu: true, component: DecisionList },
    { path: '/meetings/decisions/:id', title: '议定事项', component: ShowDecision },
    { path: '/meetings/:id', title: '会议', component: ShowMeeting },
  ],
};
