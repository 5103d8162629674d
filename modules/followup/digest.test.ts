// The digest of a day: who owes or is waited for gets one, once; nobody else gets any.
import { deskRoutes, noticeRoutes } from '@anlan/contract';
import { within } from '@anlan/kernel/ctx';
import { openRules } from '@anlan/kernel/duty';
import { newId } from '@anlan/kernel/record';
import type { World } from '@anlan/kernel/testing';
import { afterEach, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';

let w: World;
afterEach(() => w.close());

async function owes(units: string[]) {
  await w.system.db.transaction().execute((trx) =>
    openRules(within(w.system, trx), [
      {
        id: newId(),
        sourceId: null,
        task: '1',
        title: '安全生产专题学习',
        factKind: 'study.held',
        repeat: 'quarter',
        need: 1,
        due: null,
        about: 'unit',
        fromDay: '2026-07-01',
        toDay: null,
        listFrom: null,
        debtors: { unitIds: units.map((u) => demoId('unit', u)), groupIds: [] },
        history: false,
      },
    ]),
  );
}
const digests = async (account: string) =>
  (await (await w.as(account)).call(deskRoutes.inbox, {})).items
    .filter((m) => m.title.startsWith('今日：'))
    .map((m) => m.title);

test('one a workday for who owes, none for who does not, none at the weekend, none where switched off', async () => {
  w = await world('2026-09-25');
  await owes(['pingding', 'yuxian']);
  await (await w.as('yuxian')).call(noticeRoutes.setType, { type: 'digest', on: false });
  await w.clock.to('2026-09-28');
  expect(await digests('pingding')).toEqual(['今日：将到期 1 项']);
  await w.settle();
  expect(await digests('pingding')).toHaveLength(1);
  for (const account of ['yuxian', 'jinju']) expect(await digests(account)).toEqual([]);
  await w.clock.to('2026-10-09');
  expect((await digests('pingding'))[0]).toMatch(/^今日：逾期 1 项/);
  expect(await digests('pingding')).toHaveLength(2);
  await w.clock.to('2026-10-17');
  expect(await digests('pingding')).toHaveLength(2);
}, 60_000);
