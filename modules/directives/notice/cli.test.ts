// The two commands print to stdout, complain in one sentence on stderr and give their exit code.
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { parseFile, textFile } from './cli.ts';
import { Notice } from './schema.ts';

const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', name);
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function run(command: () => Promise<number>): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk: unknown, done: unknown) => {
    out += String(chunk);
    if (typeof done === 'function') (done as () => void)();
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    err += String(chunk);
    return true;
  });
  return { code: await command(), out, err };
}

test('parse --json 给出约定的 JSON，位置与 text 的输出对得上', async () => {
  const { out, code } = await run(() => parseFile(fixture('body-annex.txt'), { json: true }));
  vi.restoreAllMocks();
  const text = (await run(() => textFile(fixture('body-annex.txt')))).out;
  const notice = Notice.parse(JSON.parse(out));
  expect(code).toBe(0);
  expect(notice.tasks.map((t) => text.slice(...t.source).startsWith(t.title))).toEqual([true, true, true]);
});

test('parse 给人看的摘要', async () => {
  const { out } = await run(() => parseFile(fixture('brackets.md')));
  expect(out).toContain('任务 4 项');
  expect(out).toContain(
    '（一）　排查景区步道　〔7月10日前完成（2024-07-10）　一次〕\n　　责任单位：市场管理科（牵头）、安全监管科、各县（区）文化和旅游局',
  );
});

test.each(['没有这个文件.txt', ''])('打不开的文件“%s”：退出码 2，一句话', async (name) => {
  const { code, out, err } = await run(() => parseFile(fixture(name)));
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^[^。]+。\n$/);
});
