// Takes a heap of scans in: uploads each file, has it read page by page, and tells how far it is.
import { call } from '@anlan/contract';
import { sentenceOf, upload } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ScanPage, papers } from '../contract.ts';

export type Progress = { done: number; pages: number; file: string };
export type Outcome = { filed: number; before: number; open: number; troubles: string[] };

/** `read` works through the files one after another; `progress` is null when nothing runs. */
export function useReading() {
  const client = useQueryClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  async function one(file: File, count: Outcome) {
    const { id } = await upload(file, () => {});
    const { pages } = await call(papers.routes.openScan, { fileId: id });
    for (let page = 1; page <= pages; page++) {
      setProgress({ done: page - 1, pages, file: file.name });
      const seen: ScanPage = await call(papers.routes.readScan, { fileId: id, page });
      count[seen.state] += 1;
    }
  }

  async function read(files: readonly File[]) {
    const count: Outcome = { filed: 0, before: 0, open: 0, troubles: [] };
    setOutcome(null);
    for (const file of files) {
      setProgress({ done: 0, pages: 1, file: file.name });
      try {
        await one(file, count);
      } catch (error) {
        count.troubles.push(`${file.name}：${sentenceOf(error)}`);
      }
    }
    setProgress(null);
    setOutcome(count);
    await client.invalidateQueries({ queryKey: ['call', papers.routes.scans.path] });
  }
  return { progress, outcome, read };
}
