// The three kinds of record that the pages are about, and how a set of units is named.
import type { RecordView } from '@anlan/contract';
import { kindOf } from '@anlan/ui';
import { type Circular, type Order, type Reminder, followup } from '../contract.ts';

export const reminders = kindOf(followup, 'reminders');
export const orders = kindOf(followup, 'orders');
export const circulars = kindOf(followup, 'circulars');

export type ShownReminder = RecordView<Reminder>;
export type ShownOrder = RecordView<Order>;
export type ShownCircular = RecordView<Circular>;
