// The desk face of followup: what is proposed, and the reminders, orders and circulars that people sent.
import type { WebFace } from '@anlan/ui';
import { CircularsPage, OrdersPage, RemindersPage } from './web/lists.tsx';
import { NewCircular } from './web/new-circular.tsx';
import { NewOrder } from './web/new-order.tsx';
import { NewReminder } from './web/new-reminder.tsx';
import { ShowCircular } from './web/show-circular.tsx';
import { ShowOrder } from './web/show-order.tsx';
import { ShowReminder } from './web/show-reminder.tsx';
import { Suggested } from './web/suggested.tsx';
import './web/followup.css';

export const web: WebFace = {
  fulfil: (p) => `/followup/orders/${p.sourceId}`,
  pages: [
    { path: '/followup', title: '督办', menu: true, component: Suggested },
    { path: '/followup/reminders', title: '催办单', component: RemindersPage },
    { path: '/followup/orders', title: '督办单', component: OrdersPage },
    { path: '/followup/circulars', title: '通报', component: CircularsPage },
    { path: '/followup/reminders/new', title: '催办', component: NewReminder },
    { path: '/followup/orders/new', title: '起草督办单', component: NewOrder },
    { path: '/followup/circulars/new', title: '起草通报', component: NewCircular },
    { path: '/followup/reminders/:id', title: '催办单', component: ShowReminder },
    { path: '/followup/orders/:id', title: '督办单', component: ShowOrder },
    { path: '/followup/circulars/:id', title: '通报', component: ShowCircular },
  ],
};
