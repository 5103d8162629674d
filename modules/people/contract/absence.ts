// 请假与代理：谁不在岗、由谁代理、从何时到何时。
import { Day, Id, route, signedIn } from '@anlan/contract';
import { z } from 'zod';
import { AbsenceView } from './person.ts';
import { ABSENCES } from './words.ts';

const kinds = Object.keys(ABSENCES) as [keyof typeof ABSENCES, ...(keyof typeof ABSENCES)[]];

export const absenceRoutes = {
  absences: route({
    method: 'GET',
    path: '/api/people/absences',
    access: signedIn,
    summary: '请假与代理',
    input: z.object({ when: z.enum(['now', 'coming', 'past']).default('now'), under: Id.optional() }),
    output: z.object({ items: z.array(AbsenceView) }),
  }),
  noteAbsence: route({
    method: 'POST',
    path: '/api/people/absences',
    access: 'org.people',
    summary: '登记请假',
    input: z.object({
      personId: Id.describe('请假人'),
      kind: z.enum(kinds).describe('类别').meta({ labels: ABSENCES }),
      reason: z.string().trim().min(2, '请写明事由').max(100).describe('事由'),
      fromDay: Day.describe('开始日期'),
      toDay: Day.describe('结束日期'),
      standInPersonId: Id.nullable().default(null).describe('代理人'),
    }),
    output: z.object({ ids: z.array(Id), said: z.string() }),
  }),
  endAbsence: route({
    method: 'POST',
    path: '/api/people/absences/:id/end',
    access: 'org.people',
    summary: '销假',
    input: z.object({ id: Id, lastDay: Day.nullable().describe('最后一天') }),
    output: z.object({ id: Id }),
  }),
} as const;
