// The desk around every page: who I am is asked first; without an answer one is led to the door and back.
import { type Me, Problem } from '@anlan/contract';
import { Loading, Trouble, WhyLayer, useGo, useLive, useMe, useMeQuery, usePath } from '@anlan/ui';
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import { doorFrom } from './back.ts';
import { Menu } from './menu.tsx';
import { ProofDialog } from './proof.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';
import { useMenuState } from './use-menu-state.ts';

const PeriodDrawer = lazy(() => import('./period.tsx'));

/** Where one goes before anything else: a password that somebody else made is changed, then a second factor enrolled. */
const firstOf = (me: Me) => (me.mustChange ? '/people/password' : me.mustEnrol ? '/people/security' : null);

function Lead({ to }: { to: string }) {
  const go = useGo();
  useEffect(() => go(to, { replace: true }), [go, to]);
  return null;
}

export function Desk() {
  const { data: me, error, refetch } = useMeQuery();
  const path = usePath();
  if (error instanceof Problem && error.status === 401) return <ToDoor />;
  const first = me ? firstOf(me) : null;
  if (first && path !== first) return <Lead to={first} />;
  if (me) return <SignedIn />;
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <div className="an-desk">
      <header className="an-top" />
      <nav className="an-menu" />
      <main className="an-main">
        <Loading lines={8} />
      </main>
    </div>
  );
}

/** To the door, remembering where one was; once, since the address changes before this page is gone. */
function ToDoor() {
  const go = useGo();
  const here = useRouterState({ select: (s) => s.location.href });
  const [back] = useState(here);
  useEffect(() => {
    go(doorFrom(back), { replace: true });
  }, [go, back]);
  return null;
}

function SignedIn() {
  const me = useMe();
  useLive();
  const menu = useMenuState();
  const main = useRef<HTMLElement>(null);
  const hasPeriod = useRouterState({ select: (s) => new URLSearchParams(s.location.searchStr).has('period') });
  const [drawer, setDrawer] = useState(false);
  if (hasPeriod && !drawer) setDrawer(true);
  const router = useRouter();
  useEffect(
    () => router.subscribe('onResolved', ({ pathChanged }) => pathChanged && main.current?.scrollTo(0, 0)),
    [router],
  );
  return (
    <div className={`an-desk${menu.open ? '' : ' an-desk--nomenu'}${me.demo ? ' an-desk--demo' : ''}`}>
      <a className="an-skip" href="#main">
        跳到正文
      </a>
      {me.demo ? <p className="an-demo">演示数据：单位、人员均为虚构</p> : null}
      <TopBar onMenu={menu.toggle} menuOpen={menu.open} />
      <Menu state={menu} />
      <main id="main" ref={main} className="an-main" tabIndex={-1}>
        <Offline />
        <Suspense fallback={<Loading lines={8} />}>
          <Outlet />
        </Suspense>
      </main>
      <Suspense fallback={null}>{drawer ? <PeriodDrawer /> : null}</Suspense>
      <Shortcuts />
      <ProofDialog />
      <WhyLayer />
    </div>
  );
}

/** Says so while the computer has no network. */
function Offline() {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online ? null : <output className="an-offline">没有网络。正在填写的内容会留在本机，恢复后再提交。</output>;
}
