// The door: account, password, and kind words when they do not fit.
import { PROOF_WANTED, Problem, call, deskRoutes } from '@anlan/contract';
import { callKey, sentenceOf, useGo, useUrlState } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, type InputRef } from 'antd';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { backTo } from '../shell/back.ts';

const REMEMBERED = 'anlan:account';

/** The same function at every drawing, so that the focus is taken once. */
const focusOnSight = (box: InputRef | null) => box?.focus();

export function SignIn() {
  const go = useGo();
  const client = useQueryClient();
  const [url] = useUrlState();
  const [account, setAccount] = useState(() => localStorage.getItem(REMEMBERED) ?? '');
  const [remember, setRemember] = useState(account !== '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [caps, setCaps] = useState(false);
  const [busy, setBusy] = useState(false);
  const [say, setSay] = useState<string | null>(null);
  const first = useRef<InputRef>(null);
  const second = useRef<InputRef>(null);
  useEffect(() => {
    document.title = '登录 · 安澜';
    (localStorage.getItem(REMEMBERED) ? second : first).current?.focus();
  }, []);

  const submit = async (e: FormEvent) => {
    e.preventDefault();
    const missing = !account.trim() ? '请输入账号。' : !password ? '请输入密码。' : null;
    setSay(missing);
    if (missing) return;
    setBusy(true);
    try {
      const me = await call(deskRoutes.signIn, { account, password, ...(code ? { code } : {}) });
      if (remember) localStorage.setItem(REMEMBERED, account.trim());
      else localStorage.removeItem(REMEMBERED);
      client.clear();
      client.setQueryData(callKey(deskRoutes.me.path), me);
      go(backTo(url['back']), { replace: true });
    } catch (error) {
      if (error instanceof Problem && (error.code === PROOF_WANTED || error.code === 'resting'))
        setCode((c) => c ?? '');
      setSay(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const watchCaps = (e: KeyboardEvent) => setCaps(e.getModifierState('CapsLock'));
  return (
    <main className="an-door">
      <form className="an-door__card" onSubmit={(e) => void submit(e)} aria-labelledby="door-title" noValidate>
        <h1 id="door-title" className="an-door__brand">
          安澜
        </h1>
        <p className="an-door__sub">文旅文博安全监管</p>
        <label className="al-field__label" htmlFor="account">
          账号
        </label>
        <Input
          id="account"
          size="large"
          ref={first}
          autoComplete="username"
          value={account}
          onChange={(e) => setAccount(e.target.value)}
        />
        <label className="al-field__label" htmlFor="password">
          密码
        </label>
        <Input.Password
          id="password"
          size="large"
          ref={second}
          autoComplete="current-password"
          value={password}
          onChange={(e) => setPassword(e.target.value)}
          onKeyDown={watchCaps}
          onKeyUp={watchCaps}
          aria-describedby="door-say"
        />
        {caps ? <p className="an-door__caps">大写锁定已打开</p> : null}
        {code === null ? null : (
          <>
            <label className="al-field__label" htmlFor="code">
              动态口令或恢复码
            </label>
            <Input
              id="code"
              size="large"
              ref={focusOnSight}
              autoComplete="one-time-code"
              value={code}
              onChange={(e) => setCode(e.target.value)}
            />
          </>
        )}
        <div id="door-say" className="an-door__say" role="alert">
          {say}
        </div>
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          登录
        </Button>
        <Checkbox className="an-door__remember" checked={remember} onChange={(e) => setRemember(e.target.checked)}>
          在这台电脑上记住账号
        </Checkbox>
        {say ? null : <p className="al-quiet">忘记密码，请联系系统管理员重置。</p>}
      </form>
    </main>
  );
}
