// T35: after signing out nothing that was read or typed is left in the browser, and going back shows none of it.
import { join } from 'node:path';
import { type Page, chromium } from 'playwright-core';
import { startServer } from '../access/server.ts';
import { freePort } from '../durability/product.ts';
import type { Trial } from '../trial.ts';

const PASSWORD = 'residue-password';

export const trial: Trial = {
  id: 'T35',
  title: '退出登录后，浏览器里不留读过和填过的内容',
  small: 0,
  full: 10,
  async run({ n, dir, server, roll }) {
    const port = await freePort();
    const product = await startServer(server, {
      ANLAN_DATA: join(dir, 'data'),
      PORT: String(port),
      ANLAN_DEMO_PASSWORD: PASSWORD,
    });
    const browser = await chromium.launch({
      executablePath: process.env['ANLAN_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    });
    const faults: string[] = [];
    let looked = 0;
    try {
      for (let round = 0; round < n; round++) {
        const canary = `金丝雀${Math.floor(roll() * 1e12)}`;
        const context = await browser.newContext({ baseURL: `http://127.0.0.1:${port}`, locale: 'zh-CN' });
        const page = await context.newPage();
        await enter(page, canary);
        const before = await kept(page);
        if (!before.includes(canary)) faults.push('the canary was never in the browser: nothing is proved');
        await page.goto('/');
        await page.getByRole('button', { name: /平定县文旅局/ }).click();
        const out = page.waitForResponse((r) => r.request().method() === 'DELETE' && r.url().endsWith('/api/session'));
        await page.getByRole('button', { name: '退出登录' }).click();
        if (!(await (await out).allHeaders())['clear-site-data']) faults.push('no Clear-Site-Data');
        await page.waitForURL(/\/signin/);
        looked++;
        if ((await kept(page)).includes(canary)) faults.push('left in the browser after signing out');
        for (let back = 0; back < 3; back++) {
          await page.goBack().catch(() => null);
          await page.waitForTimeout(300);
          if ((await page.content()).includes(canary)) faults.push('going back shows it');
        }
        if ((await context.cookies()).some((c) => c.name.endsWith('sid'))) faults.push('the cookie is left');
        await context.close();
      }
    } finally {
      await browser.close();
      await product.stop();
    }
    return { faults, figures: { rounds: n, looked, hits: faults.length } };
  },
  plants: [
    {
      name: '退出时不清浏览器',
      n: 1,
      patch: [
        {
          file: 'packages/kernel/http/session.ts',
          find: `void reply.header('clear-site-data', '"cache", "storage"');`,
          replace: '',
        },
      ],
    },
  ],
};

/** Signs in, reads a page, and types the canary into a form that keeps drafts. */
async function enter(page: Page, canary: string) {
  await page.goto('/signin');
  await page.getByLabel('账号', { exact: true }).fill('pingding');
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((at) => at.pathname === '/');
  await page.goto('/study/new');
  await page.getByLabel('主持人').first().fill(canary);
  await page.waitForTimeout(1_500);
}

/** Everything that the browser keeps for the product, as one text. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T | null>((done) => {
        request.addEventListener('success', () => done(request.result));
        request.addEventListener('error', () => done(null));
      });
    const databases: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      const db = await asked(indexedDB.open(name!));
      for (const store of db?.objectStoreNames ?? [])
        databases.push(await asked(db!.transaction(store).objectStore(store).getAll()));
      db?.close();
    }
    const cached: string[] = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys())
        cached.push(request.url, await (await caches.match(request))!.text());
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, cached]);
  });
