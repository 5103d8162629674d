// T17: files made to exhaust the server exhaust nothing: every door answers in time, in bounds, while others are served.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { deskRoutes } from '@anlan/contract';
import { imports } from '@anlan/modules/imports/contract.ts';
import { papers } from '@anlan/modules/papers/contract.ts';
import type { Person } from '@anlan/kernel/testing';
import { world } from '../../world.ts';
import { type Bomb, type Door, bombs } from '../files/bombs.ts';
import type { Trial } from '../trial.ts';

/** What a door may take with the reader's process to start, milliseconds; the small runs share the machine with others. */
const MOST_MS = { full: 10_000, small: 25_000 };
const MOST_MEGABYTES = 512;
const MOST_STALL_MS = { full: 200, small: 5_000 };

/** Those that the small run takes. */
const FIRST = ['shared-string.xlsx', 'overlapping.docx', 'flood.png', 'endless-tree.pdf', 'deep.docx', 'lying.xlsx'];

type Reply = { status: number };

const through: Record<Door, (person: Person, id: string, table: string) => Promise<Reply>> = {
  notice: (person, id) => person.send('POST', '/api/directives', { fileId: id, door: 'received' }),
  table: (person, id, spec) => person.send('POST', imports.routes.attempt.path, { spec, fileId: id }),
  small: (person, id) => person.send('GET', `/api/files/${id}?width=160`),
  scan: async (person, id) => {
    const counted = await person.send('POST', papers.routes.openScan.path, { fileId: id });
    return counted.status < 300 ? person.send('POST', papers.routes.readScan.path, { fileId: id, page: 1 }) : counted;
  },
  layout: (person, id) => person.send('POST', papers.routes.check.path, { fileId: id }),
};

export const trial: Trial = {
  id: 'T17',
  title: '压缩炸弹、像素洪水、超大表格和畸形文件，不拖垮服务器',
  small: FIRST.length,
  full: 50,
  patience: 240_000,
  async run({ n, roll, full }) {
    const w = await world();
    const faults: string[] = [];
    const took: number[] = [];
    let [grown, stalled] = [0, 0];
    const all = bombs(roll);
    const chosen: Bomb[] = n < all.length ? FIRST.slice(0, n).map((name) => all.find((b) => b.name === name)!) : all;
    const delay = monitorEventLoopDelay({ resolution: 5 });
    try {
      const [anjian, pingding] = [await w.as('anjian'), await w.as('pingding')];
      const table = (await anjian.call(imports.routes.specs, {})).items[0]!.key;
      for (const { name, make, doors } of chosen) {
        const bytes = make();
        const before = process.memoryUsage.rss();
        const judged = async (door: string, work: Promise<Reply>) => {
          const began = performance.now();
          delay.reset();
          delay.enable();
          const { status } = await work;
          delay.disable();
          const ms = performance.now() - began;
          took.push(ms);
          if (status >= 500 || status === 403) faults.push(`${name} through ${door}: ${status}`);
          if (ms > MOST_MS[full ? 'full' : 'small']) faults.push(`${name} through ${door} took ${Math.round(ms)} ms`);
          const stall = delay.max / 1e6;
          stalled = Math.max(stalled, stall);
          if (stall > MOST_STALL_MS[full ? 'full' : 'small'])
            faults.push(`${name} through ${door} stalled everybody for ${Math.round(stall)} ms`);
        };
        let file: { id: string } | null = null;
        await judged(
          'upload',
          anjian.upload(name, bytes).then(
            (taken) => ((file = taken), { status: 200 }),
            (error: { refusal: Reply }) => error.refusal,
          ),
        );
        const { id } = (file ?? {}) as { id?: string };
        if (id) for (const door of doors) await judged(door, through[door](anjian, id, table));
        const grew = (process.memoryUsage.rss() - before) / 2 ** 20;
        grown = Math.max(grown, grew);
        if (grew > MOST_MEGABYTES) faults.push(`${name} made the server grow by ${Math.round(grew)} MB`);
        if ((await pingding.send('GET', deskRoutes.me.path)).status !== 200)
          faults.push(`after ${name} nobody is served`);
      }
    } finally {
      delay.disable();
      await w.close();
    }
    const figures = {
      files: chosen.length,
      doors: took.length,
      slowestMs: Math.round(Math.max(...took)),
      grownMb: Math.round(grown),
      ...(full ? { stallMs: Math.round(stalled) } : {}),
    };
    return { faults, figures };
  },
  plants: [
    {
      name: '在服务器自己的进程里读表',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/ingest/table.ts',
          find: "tables.ask('lines', source)",
          replace: "import('./grid.ts').then((m) => m.linesIn(source))",
        },
      ],
    },
    {
      name: '不限读取的时间',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/apart/index.ts',
          find: "setTimeout(() => died(ours('too-slow')), ms)",
          replace: "setTimeout(() => died(ours('too-slow')), ms * 100)",
        },
      ],
    },
  ],
};
