// The left menu: today, then the modules I may read under their headings, with the further pages of the one I am in.
import { deskRoutes } from '@anlan/contract';
import { Go, useCall, useMe, usePath } from '@anlan/ui';
import { useQuery } from '@tanstack/react-query';
import { faceOf } from '../faces.ts';
import type { MenuState } from './use-menu-state.ts';

type Item = ReturnType<typeof useMe>['menu'][number];

/** Modules under their headings, in the order in which the headings first come. */
export function groupsOf(menu: readonly Item[]): { group: string; items: Item[] }[] {
  const groups = new Map<string, Item[]>();
  for (const item of menu) groups.set(item.group, [...(groups.get(item.group) ?? []), item]);
  return [...groups].map(([group, items]) => ({ group, items }));
}

export function Menu({ state }: { state: MenuState }) {
  const { menu } = useMe();
  const { data } = useCall(deskRoutes.todo, {});
  const path = usePath();
  const module = path.split('/')[1] ?? '';
  const count = data ? data.waiting.length + data.more.waiting + data.owed.length + data.more.owed : 0;
  return (
    <>
      {state.narrow && state.open ? (
        <button type="button" className="an-veil" aria-label="收起菜单" onClick={state.close} />
      ) : null}
      <nav className="an-menu" aria-label="主菜单" hidden={!state.open}>
        <Go
          to="/"
          className={path === '/' ? 'an-menu__on' : undefined}
          aria-current={path === '/' ? 'page' : undefined}
        >
          今日{count ? <i>{count}</i> : null}
        </Go>
        {groupsOf(menu).map(({ group, items }) => (
          <div key={group}>
            {group ? <h2>{group}</h2> : null}
            {items.map((m) => (
              <Entry key={m.module} item={m} on={m.module === module} path={path} />
            ))}
          </div>
        ))}
      </nav>
    </>
  );
}

function Entry({ item, on, path }: { item: Item; on: boolean; path: string }) {
  const { may } = useMe();
  const { data: face } = useQuery({
    queryKey: ['face', item.module],
    queryFn: () => faceOf(item.module),
    staleTime: Infinity,
    enabled: on,
  });
  const main = `/${item.module}`;
  const further = on
    ? (face?.pages.filter((p) => p.menu && p.path !== main && (!p.may || may.includes(p.may))) ?? [])
    : [];
  const mainOn = on && !further.some((p) => p.path === path);
  return (
    <>
      <Go to={main} className={mainOn ? 'an-menu__on' : undefined} aria-current={mainOn ? 'page' : undefined}>
        {item.title}
      </Go>
      {further.map((p) => (
        <Go
          key={p.path}
          to={p.path}
          className={`an-menu__sub${p.path === path ? ' an-menu__on' : ''}`}
          aria-current={p.path === path ? 'page' : undefined}
        >
          {p.title}
        </Go>
      ))}
    </>
  );
}
