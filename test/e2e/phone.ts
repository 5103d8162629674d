// The telephone of an administrator: bound on his page at the first sign-in, asked for a code afterwards.
import { generateSync } from 'otplib';
import type { Page } from 'playwright-core';

/** Enrols on the page to which a fresh administrator is led; gives the key and the recovery codes. */
export async function enrol(page: Page): Promise<{ key: string; recovery: string[] }> {
  await page.getByRole('button', { name: '用手机开通' }).click();
  const shown = page.locator('.pe-enrol code');
  await shown.waitFor();
  const key = (await shown.innerText()).replaceAll(' ', '');
  // The product's clock may stand elsewhere than ours: it says what time it is.
  const { now } = (await (await page.request.get('/api/me')).json()) as { now: string };
  await page.getByLabel('动态口令').fill(generateSync({ secret: key, epoch: Math.floor(Date.parse(now) / 1000) }));
  await page.getByRole('button', { name: '核对并开通' }).click();
  const codes = page.locator('.pe-codes code');
  await codes.first().waitFor();
  const recovery = await codes.allInnerTexts();
  await page.getByRole('button', { name: '已保存好' }).click();
  return { key, recovery };
}
