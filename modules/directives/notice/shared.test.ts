// Real notices with expected results, kept outside the repository: measured when they are there.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, readDocument } from './index.ts';
import { Notice } from './schema.ts';

const shared = new URL('../../../../shared/', import.meta.url).pathname;
const cases = join(shared, 'cases/notices');
const there = existsSync(cases) && existsSync(join(shared, 'notice/notice.txt'));
const scorer = join(shared, 'tools/score-notice.mjs');

describe.skipIf(!there)('真实通知（旁边没有 ../shared 文件夹时跳过）', () => {
  const files = there ? readdirSync(cases) : [];
  const expected = files.filter((f) => f.endsWith('.expected.json'));
  const scored: [string, string][] = [
    ['notice/notice.txt', 'notice/notice.expected.json'],
    ...expected.flatMap((e): [string, string][] =>
      files
        .filter((f) => f.startsWith(`${e.split('.')[0]}_`) && /\.(?:txt|html|pdf)$/.test(f) && !f.includes('.source.'))
        .map((f) => [`cases/notices/${f}`, `cases/notices/${e}`]),
    ),
  ];

  test.skipIf(!existsSync(scorer)).each(scored)('%s', async (file, want) => {
    const document = await readDocument(readFileSync(join(shared, file)), file);
    const folder = mkdtempSync(join(tmpdir(), 'notice-'));
    try {
      writeFileSync(join(folder, 'got.json'), JSON.stringify(parse(document)));
      writeFileSync(join(folder, 'text.txt'), document.text);
      const line = execFileSync(process.execPath, [
        scorer,
        join(folder, 'got.json'),
        join(shared, want),
        '--text',
        join(folder, 'text.txt'),
      ]);
      const got = JSON.parse(line.toString()) as Record<string, number>;
      if (file === 'notice/notice.txt') {
        expect(got['score']).toBeGreaterThanOrEqual(0.99);
        expect(got).toMatchObject({ lint: 1, overlong: 0 });
        expect(got['sources']).toBeGreaterThanOrEqual(0.99);
        expect(got['dutyExtra']).toBeLessThanOrEqual(4);
        expect(got['standing']).toBeLessThanOrEqual(40);
      } else expect(got['score']).toBeGreaterThanOrEqual(0.9);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each(files.filter((f) => !f.endsWith('.json')))('%s 读得出，或说得清为什么不读', async (file) => {
    const bytes = readFileSync(join(cases, file));
    const result = await readDocument(bytes, file).then(
      (document) => Notice.parse(parse(document)),
      (error: unknown) => error,
    );
    expect(result).toHaveProperty('tasks', /^(?:19|45)_/.test(file) ? [] : expect.any(Array));
  });
});
