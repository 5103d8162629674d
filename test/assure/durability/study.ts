// The plainest write there is: a study of one's own unit, under a key of its own.
import { v7 } from 'uuid';
import type { Write } from './people.ts';
import { unitOf } from './rig.ts';

export const study = (account: string, title: string, more: Record<string, unknown>): Write => ({
  who: account,
  key: v7(),
  method: 'POST',
  path: '/api/study',
  kind: 'study',
  action: 'create',
  files: [],
  answers: [],
  body: {
    unitId: unitOf(account),
    title,
    heldOn: '2026-11-20',
    place: '会议室',
    host: '主持人',
    agenda: [{ title, kind: 'study' }],
    attendees: ['甲'],
    ...more,
  },
});
