// The messages themselves, newest first; opening one marks it as read and leads to its record.
import { type InboxItem, call, deskRoutes } from '@anlan/contract';
import { Empty, Loading, Trouble, callKey, friendlyTime, useGo, useSend, useToday } from '@anlan/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { Suspense, lazy, useState } from 'react';
import { messagePath } from './message-path.ts';

const InboxSettings = lazy(() => import('./inbox-settings.tsx'));

const MOST = 100;

export default function InboxDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const go = useGo();
  const [setting, setSetting] = useState(false);
  const read = useSend(deskRoutes.readInbox);
  const inbox = useInfiniteQuery({
    queryKey: callKey(deskRoutes.inbox.path, 'all'),
    queryFn: ({ pageParam, signal }) => call(deskRoutes.inbox, pageParam ? { cursor: pageParam } : {}, { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: open,
  });
  const items = inbox.data?.pages.flatMap((p) => p.items) ?? [];
  const unread = items.filter((m) => !m.read).map((m) => m.id);
  const pick = (m: InboxItem) => {
    if (!m.read) read.mutate({ ids: [m.id] });
    const to = messagePath(m);
    if (!to) return;
    onClose();
    go(to);
  };
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title="消息"
      size="min(440px, 100vw)"
      extra={
        <>
          {unread.length && !setting ? (
            <button type="button" className="al-link" onClick={() => read.mutate({ ids: unread.slice(0, MOST) })}>
              全部标为已读
            </button>
          ) : null}
          <button type="button" className="al-link" onClick={() => setSetting(!setting)}>
            {setting ? '回到消息' : '接收设置'}
          </button>
        </>
      }
    >
      {setting ? (
        <Suspense fallback={<Loading lines={5} />}>
          <InboxSettings />
        </Suspense>
      ) : inbox.error ? (
        <Trouble error={inbox.error} onRetry={() => void inbox.refetch()} />
      ) : !inbox.data ? (
        <Loading lines={6} />
      ) : items.length ? (
        <ul>
          {items.map((m) => (
            <Message key={m.id} message={m} onPick={() => pick(m)} />
          ))}
        </ul>
      ) : (
        <Empty title="没有消息。" />
      )}
      {inbox.hasNextPage && !setting ? (
        <button type="button" className="al-link" onClick={() => void inbox.fetchNextPage()}>
          {inbox.isFetchingNextPage ? '正在载入……' : '更早的消息'}
        </button>
      ) : null}
    </Drawer>
  );
}

function Message({ message, onPick }: { message: InboxItem; onPick: () => void }) {
  const today = useToday();
  return (
    <li>
      <button type="button" className={`an-message${message.read ? '' : ' an-message--new'}`} onClick={onPick}>
        <b>{message.title}</b>
        <span>{message.body}</span>
        <time dateTime={message.at}>
          {friendlyTime(message.at, today)}
          {message.read ? '' : ' · 未读'}
        </time>
      </button>
    </li>
  );
}
