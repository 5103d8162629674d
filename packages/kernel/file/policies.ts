// A file is seen by who uploaded it and by whoever sees a record it is attached to; nobody changes or removes one.
import type { PolicyTable } from '../db/index.ts';

const mine = 'uploaded_by = (select ctx_person())';

export const policies: PolicyTable = [
  {
    table: 'file',
    shape: 'directory',
    using: `${mine} or exists (select 1 from attachment where attachment.file_id = file.id)`,
    check: mine,
    app: ['select', 'insert'],
  },
  { table: 'attachment', shape: 'child', of: 'record', by: 'record_id', app: ['select', 'insert'] },
];
