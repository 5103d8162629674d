// Making an account and a new password: made here, shown once to hand over, never sent back by the server.
import { call } from '@anlan/contract';
import { AutoForm } from '@anlan/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { people } from '../contract.ts';
import { Opener, useRefresh } from './deed.tsx';

const { createAccount, resetAccount } = people.routes;

/** Letters and digits that cannot be taken for one another: twelve of them are 59 bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 12;

export const oneTimePassword = () =>
  [...crypto.getRandomValues(new Uint32Array(LENGTH))].map((n) => ALPHABET[n % ALPHABET.length]).join('');

/** The slip that is handed over; printable, and gone when the dialog closes. */
function Slip({ login, password, close }: { login: string; password: string; close: () => void }) {
  return (
    <div className="pe-slip">
      <dl className="al-fields">
        <div>
          <dt>账号</dt>
          <dd>{login}</dd>
        </div>
        <div>
          <dt>一次性密码</dt>
          <dd className="pe-slip__word">{password}</dd>
        </div>
      </dl>
      <p>只显示这一次，请当面交给本人。本人首次登录须先修改密码，改好之前不能办理任何事项。</p>
      <div className="al-actions">
        <Button onClick={() => window.print()}>打印</Button>
        <Button type="primary" onClick={close}>
          已交给本人
        </Button>
      </div>
    </div>
  );
}

export function CreateAccount({ personId, name }: { personId: string; name: string }) {
  const [password] = useState(oneTimePassword);
  const [made, setMade] = useState<string | null>(null);
  const renew = useRefresh();
  return (
    <Opener label="建立账号" title={`建立账号 · ${name}`}>
      {(close) =>
        made ? (
          <Slip
            login={made}
            password={password}
            close={() => {
              close();
              void renew();
            }}
          />
        ) : (
          <AutoForm
            schema={createAccount.input}
            known={{ personId, password }}
            only={['login']}
            button="建立账号"
            consequence="账号只用来登录；能看什么、办什么，由安全管理员按岗位授权。"
            onCancel={close}
            send={async (input, key) => setMade((await call(createAccount, input, { key })).login)}
          />
        )
      }
    </Opener>
  );
}

export function ResetPassword({ login, name }: { login: string; name: string }) {
  const [password, setPassword] = useState(oneTimePassword);
  const [done, setDone] = useState(false);
  const renew = useRefresh();
  return (
    <Opener label="重置密码" title={`重置密码 · ${name}`} link>
      {(close) =>
        done ? (
          <Slip
            login={login}
            password={password}
            close={() => {
              close();
              setDone(false);
              setPassword(oneTimePassword());
              void renew();
            }}
          />
        ) : (
          <AutoForm
            schema={resetAccount.input}
            known={{ login, password }}
            only={[]}
            button="重置密码"
            consequence="原密码立即失效，已登录的会退出。请先核实是本人要求。"
            onCancel={close}
            send={async (input, key) => {
              await call(resetAccount, input, { key });
              setDone(true);
            }}
          />
        )
      }
    </Opener>
  );
}
