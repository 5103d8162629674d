// Moving about the desk: links that keep the shell, and the query part of the address as state.
import { useRouter, useRouterState } from '@tanstack/react-router';
import { type AnchorHTMLAttributes, type MouseEvent, useCallback, useMemo } from 'react';

/** Goes to an address of the desk, `/study/018f…?tab=files`. */
export function useGo() {
  const { history } = useRouter();
  return useCallback(
    (href: string, how: { replace?: boolean } = {}) => (how.replace ? history.replace(href) : history.push(href)),
    [history],
  );
}

/** A link within the desk. A real address, so that it can be copied and opened beside. */
export function Go({
  to,
  onClick,
  children,
  ...rest
}: { to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const go = useGo();
  const follow = (e: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(e);
    if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
    e.preventDefault();
    go(to);
  };
  return (
    <a href={to} onClick={follow} {...rest}>
      {children}
    </a>
  );
}

export const usePath = () => useRouterState({ select: (s) => s.location.pathname });

/** What changes in the query of an address; an empty value takes the key away. */
export type SearchPatch = Record<string, string | null | undefined>;

/** `patchSearch('?q=灯&state=a', { q: '', open: '1' })` → `?state=a&open=1`. */
export function patchSearch(search: string, patch: SearchPatch): string {
  const params = new URLSearchParams(search);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined || value === '') params.delete(key);
    else params.set(key, value);
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

/**
 * State that lives in the address: it survives a reload and travels with a link.
 * `set` replaces the entry of the history; with `{ push: true }` the back button returns to the state before.
 */
export function useUrlState() {
  const search = useRouterState({ select: (s) => s.location.searchStr });
  const { history } = useRouter();
  const url = useMemo(
    () => Object.fromEntries(new URLSearchParams(search)) as Readonly<Record<string, string>>,
    [search],
  );
  const set = useCallback(
    (patch: SearchPatch, how: { push?: boolean } = {}) => {
      const { pathname, search: now, hash } = history.location;
      const href = pathname + patchSearch(now, patch) + hash;
      if (how.push) history.push(href);
      else history.replace(href);
    },
    [history],
  );
  return [url, set] as const;
}
