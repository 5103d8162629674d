// The server face of papers: letterheads with their numbers, and scans that file themselves.
import type { Ctx } from '@anlan/kernel/ctx';
import { listUnits, needUnit } from '@anlan/kernel/org';
import {
  letterheadOf,
  letterheadWords,
  mayKeepLetterhead,
  nextDocumentNumber,
  saveLetterhead,
  setNextDocumentNumber,
} from '@anlan/kernel/paper';
import { serve } from '@anlan/kernel/record';
import { type LetterheadView, papers as contract } from './contract.ts';
import { checkFile } from './server/check.ts';
import { countPages, drop, fileByHand, myScans, readScan } from './server/scans.ts';

/** Units that issue papers in their own name. */
const BODIES = 'bureau,county,affiliated';

async function letterhead(ctx: Ctx, unitId: string): Promise<LetterheadView> {
  const unit = await needUnit(ctx, unitId);
  const { mark, sealName, printedBy } = await letterheadOf(ctx, unitId);
  return {
    unitId,
    unitName: unit.name,
    said: await letterheadWords(ctx, unitId),
    shown: { mark, sealName, printedBy },
    next: await nextDocumentNumber(ctx, unitId),
  };
}

export const server = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [{ table: 'scan_page', shape: 'own', column: 'person_id', app: ['select', 'insert', 'update'] }],
  records: {},
  routes: {
    openScan: (ctx, { fileId }) => countPages(ctx, fileId),
    readScan: (ctx, { fileId, page }) => readScan(ctx, fileId, page),
    scans: async (ctx) => ({ items: await myScans(ctx) }),
    fileScan: (ctx, { id, recordId }) => fileByHand(ctx, id, recordId),
    dropScan: (ctx, { id }) => drop(ctx, id),

    check: (ctx, { fileId }) => checkFile(ctx, fileId),

    async letterheads(ctx) {
      const items: LetterheadView[] = [];
      for (const { id } of await listUnits(ctx, { type: BODIES, limit: 200 }))
        if (await mayKeepLetterhead(ctx, id)) items.push(await letterhead(ctx, id));
      return { items };
    },

    async saveLetterhead(ctx, { unitId, ...words }) {
      await saveLetterhead(ctx, unitId, words);
      return letterhead(ctx, unitId);
    },

    async setNext(ctx, { unitId, next }) {
      await setNextDocumentNumber(ctx, unitId, next);
      return letterhead(ctx, unitId);
    },
  },
});
