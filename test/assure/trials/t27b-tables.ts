// T27b: a table of nonsense is answered row by row with a sentence each, whatever it says and whichever table it is.
import { imports } from '@anlan/modules/imports/contract.ts';
import { world } from '../../world.ts';
import type { Trial } from '../trial.ts';

/** Forty kinds of what people, programs and accidents leave in cells. */
const NONSENSE = [
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  'NaN',
  'null',
  'None',
  'true',
  '[object Object]',
  '99999-99-99',
  '2026-02-30',
  '0000-00-00',
  '45000',
  '2026年13月40日',
  '31/12/2026',
  '一二三',
  '是是',
  "'; drop table unit; --",
  '" or 1=1',
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '=1+1',
  '../../etc/passwd',
  '%00',
  '\\u0000',
  '\u202e反',
  '\u200b',
  '\ufeff平定县文旅局',
  '👨‍👩‍👧‍👦',
  '\ud83d',
  '𠮷',
  'ｱﾌﾟﾘ',
  '长'.repeat(5000),
  'a'.repeat(40_000),
  '、、、、',
  '张三、'.repeat(500),
  '__proto__',
  'constructor',
  '00000000-0000-0000-0000-000000000000',
  '(((((((((((a)+)+)+)+',
  '\u0001\u0002',
  '1,2',
  '"未完',
] as const;

/** Days that there never were. */
const DAYS = [
  '2026-02-30',
  '0000-00-00',
  '2026年13月40日',
  '9999-99-99',
  '2025-02-29',
  '2026.4.31',
  '20260230',
] as const;

/** Of one table: what a request may hold. */
const ROWS = 60;

/** One sentence in Chinese that ends. */
const isSentence = (words: string) =>
  /[\u4e00-\u9fa5]/.test(words) &&
  /[。；]$|[\u4e00-\u9fa5」）\d]$/.test(words) &&
  !/error|exception|undefined|null value|violates|invalid input/i.test(words.replace(/「[^」]*」|“[^”]*”/g, ''));

export const trial: Trial = {
  id: 'T27b',
  title: '胡乱填写的导入表，每行得到一句话，系统不出错',
  small: 30,
  full: 1200,
  patience: 120_000,
  async run({ n, roll }) {
    const w = await world();
    const faults: string[] = [];
    let [rows, bad, tables] = [0, 0, 0];
    const pick = <T>(from: readonly T[]): T => from[Math.floor(roll() * from.length)]!;
    try {
      const people = await Promise.all(['xitong', 'pingding'].map((account) => w.as(account)));
      const seen = new Set<string>();
      for (const person of people) {
        for (const spec of (await person.call(imports.routes.specs, {})).items) {
          if (seen.has(spec.key)) continue;
          seen.add(spec.key);
          for (let from = 0; from < n; from += ROWS) {
            const line = (i: number) =>
              spec.columns
                .map((c, at) => {
                  if (at !== i % spec.columns.length && roll() > 0.3) return c.example;
                  if (/^\d{4}-/.test(c.example) && roll() < 0.5) return pick(DAYS);
                  return i < NONSENSE.length ? NONSENSE[i]! : pick(NONSENSE);
                })
                .map((cell) => cell.replace(/[\t\n"]/g, ' '))
                .join('\t');
            const size = Math.min(ROWS, n - from);
            const text = [
              spec.columns.map((c) => c.label).join('\t'),
              ...Array.from({ length: size }, (_, i) => line(i)),
            ].join('\n');
            tables += 1;
            const tried = await person.send('POST', imports.routes.attempt.path, { spec: spec.key, text });
            if (tried.status !== 200) {
              faults.push(`${spec.key} was refused as a whole: ${(tried.body as { title: string }).title}`);
              continue;
            }
            const batch = tried.body as {
              id: string;
              module: string;
              kind: string;
              version: number;
              body: { fresh: number; changed: number };
            };
            const { items } = await person.call(imports.routes.rows, { id: batch.id, how: 'all', limit: 500 });
            rows += items.length;
            for (const row of items.filter((each) => each.how === 'bad')) {
              bad += 1;
              if (!isSentence(row.what)) faults.push(`${spec.key}, row ${row.at}: ${row.what.slice(0, 120)}`);
            }
            if (batch.body.fresh + batch.body.changed === 0) continue;
            const took = await person.send('POST', `/api/imports/${batch.id}/take`, { version: batch.version });
            if (took.status >= 500) faults.push(`${spec.key} when taken: ${took.status}`);
          }
        }
      }
      if (seen.size < 5) faults.push(`only ${seen.size} tables were tried`);
      if (rows === 0 || bad === 0) faults.push('no row was judged');
    } finally {
      await w.close();
    }
    return { faults, figures: { tables, rows, bad, faults: faults.length } };
  },
  plants: [
    {
      name: '不去掉不能保存的字符',
      n: 60,
      patch: [
        {
          file: 'packages/kernel/ingest/grid.ts',
          find: ".replace(/\\p{Cs}|(?![\\t\\n\\r])\\p{Cc}/gu, '')",
          replace: '',
        },
      ],
    },
    {
      name: '不检查日期，也不认数据库的拒绝',
      n: 180,
      patch: [
        {
          file: 'packages/kernel/ingest/cell.ts',
          find: 'if (!day || Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day)',
          replace: 'if (!day)',
        },
        { file: 'packages/kernel/ingest/run.ts', find: "?.startsWith('22')", replace: "?.startsWith('zz')" },
      ],
    },
  ],
};
