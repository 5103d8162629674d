// My calendar on the phone: the secret address, shown once, and the way to take it back.
import { Loading, friendlyTime, sentenceOf, useCall, useSend, useToday } from '@anlan/ui';
import { App, Button, Drawer, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { calendar } from '../contract.ts';

export function FeedDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Drawer title="订阅到手机日历" open={open} onClose={onClose} size={440} destroyOnHidden>
      <Feed />
    </Drawer>
  );
}

function Feed() {
  const today = useToday();
  const { message } = App.useApp();
  const { data } = useCall(calendar.routes.feed, {});
  const make = useSend(calendar.routes.openFeed);
  const take = useSend(calendar.routes.closeFeed);
  const [path, setPath] = useState<string | null>(null);
  if (!data) return <Loading lines={4} />;
  const address = path ? location.origin + path : null;
  const run = (work: Promise<unknown>) => work.catch((error: unknown) => message.error(sentenceOf(error)));
  const create = () => run(make.mutateAsync({}).then((made) => setPath(made.path)));
  const copy = async () => {
    await navigator.clipboard.writeText(address!);
    void message.success('已复制');
  };
  return (
    <div className="cal__feed">
      <p>手机日历可以订阅您要完成的任务，到期前一天提醒。内容只有事项名称和期限，随办理情况自动更新。</p>
      {address ? (
        <>
          <Input.TextArea aria-label="订阅地址" value={address} readOnly autoSize />
          <Button type="primary" onClick={() => void run(copy())}>
            复制地址
          </Button>
          <p className="cal__warn">
            地址只显示这一次。知道地址的人都能看到您的日程，请不要转发；泄露了就停用，再生成新的。
          </p>
          <p className="al-quiet">
            苹果手机：设置 → 日历 → 账户 → 添加账户 → 其他 →
            添加已订阅的日历。安卓手机：在支持订阅的日历应用中添加网络日历。
          </p>
        </>
      ) : data.createdAt ? (
        <p>
          订阅已开通（{friendlyTime(data.createdAt, today)}），
          {data.fetchedAt ? `手机最近一次读取：${friendlyTime(data.fetchedAt, today)}。` : '手机还没有读取过。'}
        </p>
      ) : (
        <p>还没有开通。</p>
      )}
      <div className="cal__feed-acts">
        {data.createdAt && !path ? (
          <Popconfirm
            title="重新生成后，原来的地址立即失效。"
            onConfirm={() => void create()}
            okText="重新生成"
            cancelText="不了"
          >
            <Button loading={make.isPending}>忘了地址，重新生成</Button>
          </Popconfirm>
        ) : null}
        {data.createdAt ? null : (
          <Button type="primary" loading={make.isPending} onClick={() => void create()}>
            生成订阅地址
          </Button>
        )}
        {data.createdAt ? (
          <Popconfirm
            title="停用后，手机上的这份日历不再更新。"
            onConfirm={() => void run(take.mutateAsync({}).then(() => setPath(null)))}
            okText="停用"
            cancelText="不了"
          >
            <Button danger loading={take.isPending}>
              停用
            </Button>
          </Popconfirm>
        ) : null}
      </div>
    </div>
  );
}
