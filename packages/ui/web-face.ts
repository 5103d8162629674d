// What a module shows on the desk: pages with their addresses. The shell finds them by folder and loads them when asked.
import type { PeriodView } from '@anlan/contract';
import type { ComponentType } from 'react';

/** What a page gets: the named parts of its address, `/study/:id` → `{ id }`. */
export type PageProps = { params: Readonly<Record<string, string>> };

export type WebPage = {
  /** Starts with the module's id; `/study`, `/study/new`, `/study/:id`, `/directives/receipts/:id`. The first that fits wins. */
  path: string;
  /** For the window's title. */
  title: string;
  /** Stands in the left menu under its module, beside the main page. */
  menu?: boolean;
  /** The permission without which the menu leaves it out. */
  may?: string;
  component: ComponentType<PageProps>;
};

/** A form that does what one period asks, opened in place on 今日. */
export type DutyFormProps = { period: PeriodView; onDone: () => void; onCancel: () => void };

export type WebFace = {
  pages: readonly WebPage[];
  /**
   * How one does what a period asks, where this module's records settle it: an address to go to (`/study/new?for=…`),
   * or a small form for the spot; null leaves it to the drawer.
   */
  fulfil?: (period: PeriodView) => string | ComponentType<DutyFormProps> | null;
  /** What this module adds to the drawer of a period that comes from one of its records. */
  period?: ComponentType<{ period: PeriodView }>;
};

/** The page that fits an address, with its parameters; null where none does. Named parts never swallow a fixed word. */
export function findPage(
  pages: readonly WebPage[],
  pathname: string,
): { page: WebPage; params: Record<string, string> } | null {
  const parts = split(pathname);
  const fits = pages.flatMap((page) => {
    const params = match(split(page.path), parts);
    return params ? [{ page, params }] : [];
  });
  return fits.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0] ?? null;
}

const split = (path: string) => path.split('/').filter(Boolean);

function match(pattern: string[], parts: string[]) {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [i, p] of pattern.entries()) {
    const part = parts[i]!;
    if (p.startsWith(':')) params[p.slice(1)] = decodeURIComponent(part);
    else if (p !== part) return null;
  }
  return params;
}
