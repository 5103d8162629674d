// A draft is checked before it goes to be signed: faults with their clauses, and a kind word for what is no document.
import { readFileSync } from 'node:fs';
import type { World } from '@anlan/kernel/testing';
import { AlignmentType, Document, Packer, Paragraph } from 'docx';
import { afterEach, expect, test } from 'vitest';
import { world } from '../../test/world.ts';
import { papers } from './contract.ts';

let w: World;
afterEach(() => w.close());

test('pingding checks a draft from Word and reads what to mend', async () => {
  w = await world();
  const pingding = await w.as('pingding');
  const draft = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: '关于冬季安全工作的通知', alignment: AlignmentType.CENTER }),
          new Paragraph('各乡镇:'),
          new Paragraph('请于2026.12.5前报送。'),
        ],
      },
    ],
  });
  const { id: fileId } = await pingding.upload('草稿.docx', await Packer.toBuffer(draft));
  const { faults, rules } = await pingding.call(papers.routes.check, { fileId });
  expect(rules).toBeGreaterThan(100);
  expect(faults.map((f) => f.code)).toEqual(
    expect.arrayContaining(['margin-top', 'mark-missing', 'to-end', 'body-indent', 'dotted-date', 'date-missing']),
  );
  expect(faults.find((f) => f.code === 'dotted-date')).toMatchObject({ where: '请于2026.12.5前报送。', times: 1 });

  const text = await pingding.upload('说明.txt', readFileSync(import.meta.filename));
  await expect(pingding.call(papers.routes.check, { fileId: text.id })).rejects.toThrow('不是能读取的 Word 文件');
});
