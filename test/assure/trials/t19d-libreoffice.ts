// T19d: the same sheets opened by LibreOffice and written again hold no formula either.
import { execFileSync } from 'node:child_process';
import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSheet } from '@anlan/kernel/sheet';
import { NUL, PAYLOADS, cellsOf, isLive } from '../files/cells.ts';
import type { Trial } from '../trial.ts';

const ALL = [...PAYLOADS, NUL];

export const trial: Trial = {
  id: 'T19d',
  title: '导出的表用 LibreOffice 打开再存，也没有公式',
  small: 0,
  full: 1,
  needs: ['libreoffice-calc'],
  async run({ dir }) {
    const path = join(dir, 'all.xlsx');
    await writeSheet(createWriteStream(path), {
      title: ALL[0]!,
      columns: ALL.map((header, i) => ({ header, key: `k${i}` })),
      rows: [Object.fromEntries(ALL.map((value, i) => [`k${i}`, value]))],
    });
    const convert = (to: string, from: string, into: string) =>
      execFileSync('soffice', ['--headless', '--convert-to', to, '--outdir', into, from], {
        stdio: 'ignore',
        timeout: 120_000,
        env: { ...process.env, HOME: dir },
      });
    convert('ods', path, dir);
    convert('xlsx:Calc MS Excel 2007 XML', join(dir, 'all.ods'), join(dir, 'again'));
    const cells = await cellsOf(readFileSync(join(dir, 'again', 'all.xlsx')));
    const live = cells.filter(isLive);
    const faults = live.map((cell) => `${cell.address} is calculated`);
    if (cells.length < ALL.length) faults.push(`only ${cells.length} cells came back`);
    return { faults, figures: { cells: cells.length, calculated: live.length } };
  },
  plants: [
    {
      name: '以等号开头的内容写成公式',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/sheet/cell.ts',
          find: "if (value === null || value === '') return '';",
          replace:
            "if (value === null || value === '') return '';\n  if (value.startsWith('=')) return `<c r=\"${place}\"><f>${escape(value.slice(1))}</f></c>`;",
        },
      ],
    },
  ],
};
