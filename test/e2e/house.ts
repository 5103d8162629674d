// The browser with everybody in it: each person signs in once; what any page complains of is kept.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { PASSWORD, root } from './product.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const SHOTS = join(root, 'build', 'e2e-shots');
/** How long a person waits for a thing to appear on a busy machine, milliseconds. */
const PATIENCE = 20_000;

export type Look = { width?: number; height?: number; scale?: number };

export class House {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #passes = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();
  /** Errors on consoles, broken pages, violations of the content policy, answers of 500 and above. */
  readonly complaints: string[] = [];

  private constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  static async open(url: string): Promise<House> {
    mkdirSync(SHOTS, { recursive: true });
    const path = process.env['ANLAN_CHROMIUM'] ?? '/usr/bin/chromium';
    return new House(await chromium.launch({ executablePath: path, args: FLAGS, headless: true }), url);
  }

  /** A page of nobody yet. `scale` 2 on half the width is what a browser does at 200 %. */
  async visitor({ width = 1440, height = 900, scale = 1 }: Look = {}, pass?: string): Promise<Page> {
    const known = pass === undefined ? undefined : this.#passes.get(pass);
    const context = await this.#browser.newContext({
      baseURL: this.#url,
      viewport: { width, height },
      deviceScaleFactor: scale,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      ...(known ? { storageState: known } : {}),
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    this.#listen(page, pass ?? 'visitor');
    return page;
  }

  /** A page of a person, signed in, at `path`. */
  async as(account: string, path = '/', look: Look = {}): Promise<Page> {
    const page = await this.visitor(look, account);
    await page.goto(path);
    const title = page.getByRole('heading', { level: 1 }).first();
    await title.waitFor();
    if (new URL(page.url()).pathname !== '/signin') return page;
    await signIn(page, account);
    await page
      .getByRole('navigation', { name: '主菜单' })
      .or(page.getByRole('button', { name: '展开菜单' }))
      .first()
      .waitFor();
    this.#passes.set(account, await page.context().storageState());
    return page;
  }

  /** After the clock has moved, everybody has to sign in again. */
  forget() {
    this.#passes.clear();
  }

  /** Keeps what every open page shows. */
  async keepAll(name: string) {
    const pages = this.#browser.contexts().flatMap((context) => context.pages());
    await Promise.all(pages.map((page, i) => shot(page, `${name} ${i + 1}`)));
  }

  close() {
    return this.#browser.close();
  }

  #listen(page: Page, who: string) {
    const complain = (what: string) => this.complaints.push(`${who} at ${page.url()}: ${what}`);
    page.on('pageerror', (error) => complain(error.stack ?? error.message));
    page.on('console', (said) => {
      // The browser itself notes every answer of 4xx: those are told to the reader, and judged by the stories.
      if (said.type() === 'error' && !/Failed to load resource.*status of 4\d\d/.test(said.text()))
        complain(said.text());
    });
    page.on('response', (answer) => {
      if (answer.status() >= 500) complain(`${answer.status()} ${answer.url()}`);
    });
  }
}

/** Fills in the door. */
export async function signIn(page: Page, account: string, password = PASSWORD) {
  await page.getByLabel('账号', { exact: true }).fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

/** Keeps what the page shows now under build/e2e-shots. */
export const shot = (page: Page, name: string) => page.screenshot({ path: join(SHOTS, `${name}.png`) });
