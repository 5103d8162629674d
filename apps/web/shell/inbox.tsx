// Messages: how many are unread, and the drawer that holds them.
import { deskRoutes } from '@anlan/contract';
import { useCall } from '@anlan/ui';
import { Suspense, lazy, useState } from 'react';

const InboxDrawer = lazy(() => import('./inbox-drawer.tsx'));

/** Where the newest message stands is all the bell needs to know. */
const FIRST = { limit: 1 };

export function Inbox() {
  const [opened, setOpened] = useState(false);
  const [open, setOpen] = useState(false);
  const { data } = useCall(deskRoutes.inbox, FIRST);
  const unread = data?.unread ?? 0;
  const show = () => {
    setOpened(true);
    setOpen(true);
  };
  return (
    <>
      <button
        type="button"
        className="al-pop__button"
        onClick={show}
        aria-label={unread ? `消息，${unread} 条未读` : '消息'}
      >
        消息{unread ? <span className="an-unread">{unread > 99 ? '99+' : unread}</span> : null}
      </button>
      <Suspense fallback={null}>{opened ? <InboxDrawer open={open} onClose={() => setOpen(false)} /> : null}</Suspense>
    </>
  );
}
