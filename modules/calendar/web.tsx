// The desk face of the calendar: the month, and the table of holidays.
import type { WebFace } from '@anlan/ui';
import { HolidaysPage } from './web/holidays.tsx';
import { MonthPage } from './web/month-page.tsx';
import './web/calendar.css';

export const web: WebFace = {
  pages: [
    { path: '/calendar', title: '日历', menu: true, component: MonthPage },
    { path: '/calendar/holidays', title: '节假日', component: HolidaysPage },
  ],
};
