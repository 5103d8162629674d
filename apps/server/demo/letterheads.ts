// The letterheads of the demonstration, kept by 局办公室, so that what is signed gets its number.
import { demoId } from './directory.ts';
import type { Stage } from './stage.ts';

const HEADS = [
  { unit: 'bureau', code: '阳文旅字', printedBy: '阳泉市文化和旅游局办公室', address: '阳泉市城区' },
  { unit: 'pingding', code: '平文旅字', printedBy: null, address: null },
] as const;
/** The number of the notice that was issued before anything is signed here is 12. */
const NEXT = 13;

/** Says in whose name papers stand, on the day on which the notice is issued. */
export async function letterheads({ cast, issued }: Stage) {
  const by = { account: 'bangong', at: new Date(`${issued}T08:20:00+08:00`) };
  for (const { unit, ...words } of HEADS)
    await cast.call(by, 'papers', 'saveLetterhead', { unitId: demoId('unit', unit), ...words });
  await cast.call(by, 'papers', 'setNext', { unitId: demoId('unit', 'bureau'), next: NEXT });
}
