// Where a message leads.
import type { InboxItem } from '@anlan/contract';
import { deskPath } from '@anlan/ui';

/** The record it is about; 今日 where it is about the day and not about one record. */
export const messagePath = (m: Pick<InboxItem, 'recordId' | 'module' | 'kind'>) =>
  m.recordId && m.module && m.kind ? deskPath({ module: m.module, kind: m.kind }, m.recordId) : '/';
