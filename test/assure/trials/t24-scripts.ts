// T24: text stays text: in answers, in papers, in workbooks, whatever it looks like.
import { openPackage } from '@anlan/kernel/archive';
import { within } from '@anlan/kernel/ctx';
import { create, needKind } from '@anlan/kernel/record';
import { samples } from '../../conformance/samples.ts';
import { demoId, world } from '../../world.ts';
import { surface } from '../leak/surface.ts';
import { SCRIPTS } from '../leak/scripts.ts';
import { type Reply, comes } from '../leak/visitor.ts';
import type { Trial } from '../trial.ts';

/** Elements that no paper and no workbook has. */
const ELEMENT = /<\/?(script|img|svg|iframe|body|details|input|video|math|template|noscript|style|textarea)[\s>]/i;

/** Where markup came through in a package; empty where all of it is escaped. */
async function markup(bytes: Uint8Array): Promise<string[]> {
  const parts = await openPackage(bytes, (name) => name.endsWith('.xml'));
  return [...parts].flatMap(([name, xml]) => {
    const found = ELEMENT.exec(xml.toString('utf8'));
    return found ? [`${name}: ${found[0]}`] : [];
  });
}

/** An answer is JSON that no browser takes for a page. */
const harmless = ({ type, headers }: Reply) =>
  /^application\/(problem\+)?json/.test(type) && headers['x-content-type-options'] === 'nosniff';

export const trial: Trial = {
  id: 'T24',
  title: '填写的文字在接口、公文、表格里始终只是文字',
  small: 3,
  full: 120,
  patience: 120_000,
  async run({ n, roll }) {
    const w = await world();
    const faults: string[] = [];
    let answers = 0;
    let papers = 0;
    let sheets = 0;
    try {
      const anjian = await comes(w, 'anjian');
      const doors = await surface(w);
      // Spread over all of them: neighbours are of one family.
      const many = Math.min(n, SCRIPTS.length);
      const step = Math.floor(SCRIPTS.length / many);
      const begin = Math.floor(roll() * step);
      const payloads = Array.from({ length: many }, (_, i) => SCRIPTS[begin + i * step]!);
      const unitId = demoId('unit', 'pingding');
      const look = async (url: string, payload: string) => {
        const reply = await anjian.ask({ method: 'GET', url });
        answers++;
        if (!harmless(reply)) faults.push(`${url}: ${reply.type} for ${payload}`);
      };
      for (const payload of payloads) {
        const made: { kind: string; id: string }[] = [];
        await w.system.db.transaction().execute(async (trx) => {
          const ctx = within(w.system, trx);
          for (const [kind, own] of Object.entries(samples)) {
            const row = Object.entries(await own(ctx, unitId)).map(([field, value]) => [
              field,
              typeof value === 'string'
                ? value.replaceAll(/样例|会议室/g, JSON.stringify(payload).slice(1, -1))
                : value,
            ]);
            made.push({
              kind,
              id: await create(ctx, kind, { unitId, title: payload.slice(0, 200) }, Object.fromEntries(row)),
            });
          }
        });
        for (const { kind, id } of made) {
          const { module, type } = needKind(kind);
          const base = `/api/${module}${kind === module ? '' : `/${kind}`}`;
          await look(`${base}/${id}`, payload);
          await look(`/api/records/${id}/timeline`, payload);
          for (const paper of Object.keys(type.papers ?? {})) {
            const reply = await anjian.ask({ method: 'POST', url: `${base}/${id}/papers/${paper}` });
            if (reply.status !== 200) continue;
            const { fileId } = JSON.parse(reply.text) as { fileId: string };
            const file = await anjian.ask({ method: 'GET', url: `/api/files/${fileId}` });
            papers++;
            const { headers } = file;
            if (
              !String(headers['content-disposition']).startsWith('attachment') ||
              headers['x-content-type-options'] !== 'nosniff'
            )
              faults.push(`${base} ${paper}: may be shown`);
            faults.push(...(await markup(file.bytes)).map((where) => `${base} ${paper} ${where}`));
          }
        }
        await look(`/api/search?q=${encodeURIComponent(payload.slice(0, 40))}`, payload);
        await look(`/api/${encodeURIComponent(payload.slice(0, 60))}`, payload);
      }
      for (const { url } of doors.filter((d) => d.url.endsWith('export.xlsx'))) {
        const reply = await anjian.ask({ method: 'GET', url });
        if (reply.status !== 200) continue;
        sheets++;
        faults.push(...(await markup(reply.bytes)).map((where) => `${url} ${where}`));
      }
      return {
        faults,
        figures: { payloads: payloads.length, kinds: Object.keys(samples).length, answers, papers, sheets },
      };
    } finally {
      await w.close();
    }
  },
  plants: [
    {
      name: '表格里不转义',
      n: 6,
      patch: [{ file: 'packages/kernel/sheet/cell.ts', find: "'<': '&lt;'", replace: "'<': '<'" }],
    },
  ],
};
