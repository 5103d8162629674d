// A study as 平定县 tells it, for tests to which it matters only that something is done.
import { demoId } from './world.ts';

export const sitting = (title: string) => ({
  unitId: demoId('unit', 'pingding'),
  title,
  heldOn: '2026-11-20',
  place: '三楼会议室',
  host: '主要负责人',
  agenda: [{ title: '领学安全生产法', kind: 'study' as const }],
  attendees: ['联络员'],
});
