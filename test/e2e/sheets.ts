// Papers as people get them: made from the menu, saved, turned into pages as a printer would, and looked at.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Fault, checkLayout } from '@anlan/kernel/paper';
import type { Page } from 'playwright-core';

/** Whether this machine can show papers as pages; the product itself never needs that. */
export const printer = spawnSync('soffice', ['--version']).status === 0 && spawnSync('pdftoppm', ['-v']).status === 0;

/** An official paper that nobody has signed yet keeps the places of its number and dates open. */
export type Official = 'signed' | 'unsigned';
export type Sheet = { label: string; path: string; official: Official | null };

/** What the checker rightly misses in a paper that nobody has signed yet. */
const OPEN = ['number-missing', 'date-missing', 'printed-date', 'printed-office'];

/** Papers of one story, kept in `folder`. */
export class Sheets {
  readonly #folder: string;
  readonly made: Sheet[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Chooses a paper from 「公文与表单」 of the record on `page`, and saves what comes. */
  async take(page: Page, label: string, official: Official | null = null): Promise<Sheet> {
    await page.getByRole('button', { name: '公文与表单' }).first().click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: label, exact: true }).click(),
    ]);
    const path = join(this.#folder, `${String(this.made.length + 1).padStart(2, '0')}-${label}.docx`);
    await file.saveAs(path);
    const sheet = { label, path, official };
    this.made.push(sheet);
    return sheet;
  }

  /** What the checker finds in the official ones, by paper. */
  async faults(): Promise<Record<string, Fault[]>> {
    const found = await Promise.all(
      this.made
        .filter((s) => s.official)
        .map(async (s): Promise<[string, Fault[]]> => {
          const faults = await checkLayout(readFileSync(s.path));
          const left = s.official === 'unsigned' ? faults.filter((f) => !OPEN.includes(f.code)) : faults;
          return [basename(s.path), left];
        }),
    );
    return Object.fromEntries(found.filter(([, faults]) => faults.length));
  }

  /** Prints all of them at once; gives the pages of each by its file name. */
  print(): Record<string, string[]> {
    const profile = `-env:UserInstallation=file://${join(this.#folder, 'profile')}`;
    const files = this.made.map((s) => s.path);
    const to = ['--headless', '--convert-to', 'pdf', '--outdir', this.#folder];
    execFileSync('soffice', [profile, ...to, ...files], { stdio: 'pipe' });
    return Object.fromEntries(files.map((path) => [basename(path), this.#draw(path.replace(/\.docx$/, ''))]));
  }

  #draw(stem: string): string[] {
    execFileSync('pdftoppm', ['-r', '110', '-png', `${stem}.pdf`, stem]);
    const name = basename(stem);
    return readdirSync(this.#folder)
      .filter((f) => f.startsWith(`${name}-`) && f.endsWith('.png'))
      .toSorted()
      .map((f) => join(this.#folder, f));
  }
}
