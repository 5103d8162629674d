// The server face of followup: reminders to those who owe, orders with a reply, circulars of facts, and what to do next.
import { serve } from '@anlan/kernel/record';
import { followup as contract } from './contract.ts';
import {
  amendCircular,
  circularDraft,
  draftCircular,
  numberCircular,
  publish,
  recheck,
  signCircular,
} from './server/circulars.ts';
import { suggestions } from './server/ladder.ts';
import {
  acceptOrder,
  amendOrder,
  approveOrder,
  draftOrder,
  numberOrder,
  orderDraft,
  replyOrder,
  sendBack,
  sendOrder,
} from './server/orders.ts';
import { owing } from './server/owing.ts';
import { circularPaper, orderForm, orderNotice, slip } from './server/papers.ts';
import { noteCall, remind, standing } from './server/remind.ts';
import { presentCircular, presentOrder, presentReminder } from './server/tables.ts';

const child = (table: string) =>
  ({ table, shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] }) as const;

export const server = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [
    child('reminder'),
    { table: 'reminder_item', shape: 'scoped', app: ['select', 'insert'] },
    child('supervision_order'),
    child('circular'),
  ],
  records: {
    reminders: {
      table: 'reminder',
      present: presentReminder,
      words: (r) => [r.clause, ...r.items.map((i) => i.unitName)].join(' '),
      on: { call: noteCall },
    },
    orders: {
      table: 'supervision_order',
      present: presentOrder,
      words: (o) => [o.toUnitName, o.docNumber ?? '', o.wanted, ...o.items.map((i) => i.title)].join(' '),
      on: {
        amend: amendOrder,
        approve: approveOrder,
        number: numberOrder,
        send: sendOrder,
        reply: replyOrder,
        sendBack,
        accept: acceptOrder,
      },
    },
    circulars: {
      table: 'circular',
      present: presentCircular,
      words: (c) => [c.docNumber ?? '', c.opening, ...c.facts.map((f) => `${f.unitName} ${f.title}`)].join(' '),
      on: { amend: amendCircular, submit: recheck, sign: signCircular, number: numberCircular, publish },
    },
  },
  routes: {
    owing,
    remind,
    standing,
    suggestions,
    orderDraft,
    order: draftOrder,
    circularDraft,
    circular: draftCircular,
  },
  papers: {
    reminders: { slip },
    orders: { order: orderForm, notice: orderNotice },
    circulars: { circular: circularPaper },
  },
});
