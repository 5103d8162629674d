// T19b: what people type is never calculated where others open it: in workbooks of every kind of record, and in papers.
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordPath } from '@anlan/contract';
import { openPackage } from '@anlan/kernel/archive';
import { type Ctx, within } from '@anlan/kernel/ctx';
import { create, needKind } from '@anlan/kernel/record';
import { writeSheet } from '@anlan/kernel/sheet';
import { study } from '@anlan/modules/study/contract.ts';
import { sql } from 'kysely';
import { samples } from '../../conformance/samples.ts';
import { demoId, world } from '../../world.ts';
import { NUL, PAYLOADS, cellsOf, isLive, wordsOf } from '../files/cells.ts';
import type { Trial } from '../trial.ts';

/** A record of a kind that says the payload wherever its columns take words. */
async function saying(ctx: Ctx, kind: string, payload: string): Promise<void> {
  const unitId = demoId('unit', 'pingding');
  const own = await samples[kind]!(ctx, unitId);
  const put = (more: Record<string, unknown>) => create(ctx, kind, { unitId, title: payload }, { ...own, ...more });
  const taken: Record<string, string> = {};
  for (const [key, value] of Object.entries(own)) {
    if (typeof value !== 'string' || /^[[{]|^[0-9a-f-]{36}$/.test(value)) continue;
    await sql`savepoint word`.execute(ctx.db);
    if (
      await put({ [key]: payload }).then(
        () => true,
        () => false,
      )
    )
      taken[key] = payload;
    await sql`rollback to savepoint word`.execute(ctx.db);
  }
  await put(taken);
}

export const trial: Trial = {
  id: 'T19b',
  title: '导出的表和文件里，填写的内容不会变成公式或域',
  small: 3,
  full: PAYLOADS.length,
  patience: 120_000,
  async run({ n, dir, roll }) {
    const w = await world();
    const faults: string[] = [];
    let [cells, sheets, calculated] = [0, 0, 0];
    const payloads = n < PAYLOADS.length ? PAYLOADS.toSorted(() => roll() - 0.5).slice(0, n) : PAYLOADS;
    const look = async (from: string, bytes: Buffer, wanted: readonly string[]) => {
      const found = await cellsOf(bytes);
      sheets += 1;
      cells += found.length;
      const formulas = found.filter(isLive);
      calculated += formulas.length;
      if (formulas.length) faults.push(`${from}: ${formulas.length} formulas`);
      const words = new Set(found.map(wordsOf));
      for (const want of wanted)
        if (!words.has(want)) faults.push(`${from}: ${JSON.stringify(want)} did not come back`);
    };
    try {
      await w.system.db.transaction().execute(async (trx) => {
        const ctx = within(w.system, trx);
        for (const kind of Object.keys(samples)) for (const payload of payloads) await saying(ctx, kind, payload);
      });
      const people = await Promise.all(['anjian', 'pingding', 'xitong', 'anquan'].map((account) => w.as(account)));
      for (const kind of Object.keys(samples)) {
        const path = `${recordPath(needKind(kind).module, kind)}/export.xlsx`;
        for (const person of people) {
          const { status, body } = await person.send('GET', path);
          if (status >= 500) faults.push(`${path}: ${status}`);
          if (status !== 200) continue;
          await look(path, body as Buffer, []);
        }
        const { body } = await people[0]!.send('GET', path);
        if (Buffer.isBuffer(body)) await look(path, body, (await cellsOf(body)).length > 5 ? payloads : []);
      }
      const pingding = people[1]!;
      for (const [i, payload] of payloads.entries()) {
        const record = await pingding.call(study.routes.record, {
          unitId: demoId('unit', 'pingding'),
          title: `${payload}第${i}次学习`,
          heldOn: '2026-11-20',
          place: payload,
          host: payload.slice(0, 20),
          agenda: [{ title: payload, kind: 'study' }],
          attendees: [payload.slice(0, 20)],
        });
        const { body } = await pingding.send('POST', `/api/study/${record.id}/papers/signIn`);
        const file = await pingding.send('GET', `/api/files/${(body as { fileId: string }).fileId}`);
        for (const [name, part] of await openPackage(file.body as Buffer, (each) => each.endsWith('.xml')))
          for (const [, field] of part.toString().matchAll(/<w:instrText[^>]*>([^<]*)|w:instr="([^"]*)"/g))
            if (!/^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)?\s*$/.test(field ?? ''))
              faults.push(`${name} has the field ${field}`);
      }
      const path = join(dir, 'all.xlsx');
      const all = [...payloads, NUL];
      await writeSheet(createWriteStream(path), {
        title: payloads[0]!,
        columns: all.map((header, i) => ({ header, key: `k${i}` })),
        rows: [Object.fromEntries(all.map((value, i) => [`k${i}`, value]))],
      });
      await look('a sheet', readFileSync(path), all);
    } finally {
      await w.close();
    }
    return { faults, figures: { kinds: Object.keys(samples).length, sheets, cells, calculated } };
  },
  plants: [
    {
      name: '以等号开头的内容写成公式',
      patch: [
        {
          file: 'packages/kernel/sheet/cell.ts',
          find: "if (value === null || value === '') return '';",
          replace:
            "if (value === null || value === '') return '';\n  if (value.startsWith('=')) return `<c r=\"${place}\"><f>${escape(value.slice(1))}</f></c>`;",
        },
      ],
      n: 17,
    },
    {
      name: '不转义标签',
      n: 17,
      patch: [
        {
          file: 'packages/kernel/sheet/cell.ts',
          find: '.replace(/[&<>"\\r]/g, (sign) => MARKUP[sign]!)',
          replace: '.replace(/[&"\\r]/g, (sign) => MARKUP[sign]!)',
        },
      ],
    },
  ],
};
