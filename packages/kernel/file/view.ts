// A row of the table `file` as readers get it.
import type { FileView } from '@anlan/contract';
import { localIso } from '../ctx/index.ts';

export const FILE_COLUMNS = [
  'file.id',
  'file.name',
  'file.size',
  'file.type',
  'file.sha256',
  'file.uploaded_at',
  'file.uploaded_by_name',
] as const;

type Row = {
  id: string;
  name: string;
  size: number;
  type: string;
  sha256: string;
  uploaded_at: Date;
  uploaded_by_name: string;
};

export const present = (row: Row): FileView => ({
  id: row.id,
  name: row.name,
  size: row.size,
  type: row.type,
  sha256: row.sha256,
  uploadedAt: localIso(row.uploaded_at),
  uploadedByName: row.uploaded_by_name,
});
