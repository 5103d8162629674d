// 修改密码: for everybody, and the first thing after a password that somebody else made.
import { Problem, call } from '@anlan/contract';
import { Field, FormFrame, useForm, useMe } from '@anlan/ui';
import { App, Input } from 'antd';
import { useState } from 'react';
import { people } from '../contract.ts';

const { changePassword } = people.routes;

export function PasswordPage() {
  const me = useMe();
  return (
    <article className="al-record pe-narrow">
      <header className="al-record__head">
        <h1>修改密码</h1>
        <p className="al-quiet">
          {me.mustChange
            ? '现在用的是别人代设的一次性密码。请先换成只有您自己知道的密码，再用新密码登录办理。'
            : '改好以后，所有已登录的地方都会退出，请用新密码重新登录。'}
        </p>
      </header>
      <PasswordForm />
    </article>
  );
}

function PasswordForm() {
  const { message } = App.useApp();
  const [again, setAgain] = useState('');
  const form = useForm({
    schema: changePassword.input,
    send: async (input, key) => {
      if (again !== input.next) throw new Problem('again', 400, '两次输入的新密码不一样，请重新输入。');
      await call(changePassword, input, { key });
      void message.success('密码已修改，请用新密码登录');
      // A fresh page: the session is gone, and nothing that was read stays in memory.
      location.assign('/signin');
    },
  });
  const differs = again !== '' && again !== form.values.next;
  return (
    <FormFrame form={form} button="修改密码">
      <Field form={form} name="current">
        {(bind) => (
          <Input.Password
            {...bind}
            value={form.values.current ?? ''}
            autoComplete="current-password"
            onChange={(e) => form.put('current', e.target.value)}
          />
        )}
      </Field>
      <Field form={form} name="next">
        {(bind) => (
          <Input.Password
            {...bind}
            value={form.values.next ?? ''}
            autoComplete="new-password"
            onChange={(e) => form.put('next', e.target.value)}
          />
        )}
      </Field>
      <div className="al-field">
        <label className="al-field__label" htmlFor="password-again">
          再输入一次
        </label>
        <Input.Password
          id="password-again"
          value={again}
          status={differs ? 'error' : ''}
          autoComplete="new-password"
          onChange={(e) => setAgain(e.target.value)}
        />
        {differs ? <p className="al-field__error">两次输入不一样，请核对。</p> : null}
      </div>
    </FormFrame>
  );
}
