// The bar above: brand, search, day and unit, messages, myself.
import { call, deskRoutes } from '@anlan/contract';
import { Go, Pop, dayWithWeek, sentenceOf, useMe } from '@anlan/ui';
import { App } from 'antd';
import { doorFrom } from './back.ts';
import { Inbox } from './inbox.tsx';
import { SearchBox } from './search-box.tsx';
import { askForShortcuts } from './shortcuts.tsx';

export function TopBar({ onMenu, menuOpen }: { onMenu: () => void; menuOpen: boolean }) {
  const me = useMe();
  return (
    <header className="an-top">
      <button
        type="button"
        className="an-top__menu"
        aria-label={menuOpen ? '收起菜单' : '展开菜单'}
        aria-expanded={menuOpen}
        onClick={onMenu}
      >
        ☰
      </button>
      <Go to="/" className="an-brand">
        安澜<small>文旅文博安全监管</small>
      </Go>
      <SearchBox />
      <div className="an-top__me">
        <span className="an-top__day">{dayWithWeek(me.today)}</span>
        <Inbox />
        <Pop
          label={
            <>
              {me.mustEnrol || me.mustChange ? null : <b>{me.unit?.shortName ?? '未分配单位'}</b>} {me.name}
            </>
          }
        >
          {(close) => <Myself close={close} />}
        </Pop>
      </div>
    </header>
  );
}

function Myself({ close }: { close: () => void }) {
  const me = useMe();
  const { message } = App.useApp();
  const leave = async () => {
    try {
      await call(deskRoutes.signOut, {});
      // A fresh page: nothing that was read stays in memory.
      location.assign(doorFrom(location.pathname + location.search));
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  return (
    <div className="an-me">
      <b>{me.name}</b>
      <span className="al-quiet">账号 {me.account}</span>
      <ul>
        {me.posts.map((p) => (
          <li key={`${p.unitName}${p.title}`}>
            {p.unitName} {p.title}
            {p.standInFor ? `（代${p.standInFor}）` : ''}
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="al-link"
        onClick={() => {
          close();
          askForShortcuts();
        }}
      >
        键盘快捷键
      </button>
      <Go to="/people/security" onClick={close}>
        登录安全
      </Go>
      <Go to="/people/password" onClick={close}>
        修改密码
      </Go>
      <button type="button" className="al-link" onClick={() => void leave()}>
        退出登录
      </button>
    </div>
  );
}
