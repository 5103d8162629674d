// 调研检查：领导下基层的安排、登记、本人确认、提示与答复。通知第 2 项，每位领导每月至少一次。
import { DESK_ROLES, Day, Id, READER_ROLES, contract, recordView, route } from '@anlan/contract';
import { z } from 'zod';
import { life } from './contract/life.ts';
import { Matrix, MatrixQuery } from './contract/matrix.ts';
import { Plan, Told, Visit } from './contract/visit.ts';

export { life } from './contract/life.ts';
export type { Line, Matrix } from './contract/matrix.ts';
export * from './contract/visit.ts';

/** A visit that a unit received, in one line. */
export const Received = z.object({
  id: Id,
  number: z.string().nullable(),
  visitedOn: Day,
  manner: z.string(),
  leaders: z.string(),
  fromUnit: z.string(),
  /** Advice to the unit that waits for its answer. */
  waiting: z.int(),
});

export const visits = contract({
  id: 'visits',
  title: '调研检查',
  group: '责任',
  permissions: {
    'visits.read': { label: '查看调研检查', roles: READER_ROLES },
    'visits.record': {
      label: '登记调研检查',
      roles: READER_ROLES.filter((r) => r !== 'inspector' && r !== 'venueManager'),
    },
    'visits.answer': { label: '答复提示', roles: DESK_ROLES },
  },
  records: {
    visits: {
      title: '调研检查',
      schema: Visit,
      life,
      read: 'visits.read',
      numbered: 'DY',
      placeless: true,
      columns: ['mannerText', 'leadersText', 'placesText', 'waitingText'],
      words: { occurredOn: '日期' },
      papers: {
        record: { label: '调研记录', from: ['made'] },
        advice: { label: '提示函', from: ['made'] },
      },
    },
  },
  routes: {
    record: route({
      method: 'POST',
      path: '/api/visits',
      access: 'visits.record',
      summary: '登记调研检查',
      input: Told.extend({ id: Id.optional() }),
      output: recordView(Visit),
    }),
    plan: route({
      method: 'POST',
      path: '/api/visits/plan',
      access: 'visits.record',
      summary: '安排调研检查',
      input: Plan.extend({
        id: Id.optional(),
        placeUnitIds: Told.shape.placeUnitIds,
        elsewhere: Told.shape.elsewhere,
      }),
      output: recordView(Visit),
    }),
    matrix: route({
      method: 'GET',
      path: '/api/visits/matrix',
      access: 'visits.read',
      summary: '领导下基层',
      input: MatrixQuery,
      output: Matrix,
    }),
    received: route({
      method: 'GET',
      path: '/api/visits/received',
      access: 'visits.read',
      summary: '到访记录',
      input: z.object({ unitId: Id }),
      output: z.object({ unitName: z.string(), items: z.array(Received) }),
    }),
  },
  facts: {
    'visit.made': {
      label: '领导下基层',
      from: '调研检查',
      about: 'person',
      hints: /下基层|深入基层|调研|带队检查|到.*企业/,
    },
  },
});
