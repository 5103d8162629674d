// Whoever keeps the audit reads words: every verb that a source pushes by name has one.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setKinds } from '@anlan/kernel/record';
import { loadServers } from '../../apps/server/modules.ts';
import { detailInWords, verbLabels } from './verbs.ts';

const root = join(import.meta.dirname, '../..');
const PUSHED = /(?<!\.)\bpush\([^;]*?,\s*(?:why === null \? )?'([a-zA-Z]+(?:\.[a-zA-Z]+)+)'(?: : '([a-zA-Z.]+)')?/g;
const SENSITIVE = /\bsensitive: '([a-zA-Z.]+)'/g;

const sources = ['packages', 'modules', 'apps/server'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')),
);

test('every verb has a word', async () => {
  const servers = await loadServers();
  setKinds(new Map(), servers);
  const labels = verbLabels();
  const verbs = new Set(
    sources.flatMap((text) =>
      [...text.matchAll(PUSHED), ...text.matchAll(SENSITIVE)].flatMap(([, one, other]) => [
        one!,
        ...(other ? [other] : []),
      ]),
    ),
  );
  expect(verbs.size).toBeGreaterThan(30);
  expect([...verbs].filter((verb) => !labels.has(verb))).toEqual([]);
});

test('a detail is told in words, hashes not at all', async () => {
  setKinds(new Map(), await loadServers());
  expect(detailInWords('study.create', { to: 'held', version: 1, line: 'ab' })).toBe('状态「已学习」，第 1 版');
  expect(detailInWords('duty.settle', { periods: { a: 'x', b: 'y' } })).toBe('2 个期次');
  expect(detailInWords('account.reset', { login: 'jinju' })).toBe('账号：jinju');
});
