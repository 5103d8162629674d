// 账号, for the system administrator: whose, in what state, and the few things that may be done to one.
import { Empty, Go, Loading, Trouble, friendlyTime, useCall, useToday, useUrlState } from '@anlan/ui';
import { Input } from 'antd';
import type { AccountRow } from '../contract/account.ts';
import { people } from '../contract.ts';
import { ResetPassword } from './account-forms.tsx';
import { Deed } from './deed.tsx';
import { personPath } from './words.ts';

const { accounts, disableAccount, enableAccount, unlockAccount } = people.routes;
const STATES = { open: '正常', locked: '已锁定', mustChange: '待改密码', disabled: '已停用' } as const;

export function Accounts() {
  const [url, set] = useUrlState();
  const { data, error, refetch } = useCall(accounts, url['q'] ? { q: url['q'] } : {}, { keep: true });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  return (
    <article className="al-record">
      <header className="al-record__head">
        <h1>账号</h1>
        <p className="al-quiet">
          系统管理员管账号，安全管理员按岗位授权，审计管理员查看记录，三者由不同的人担任。新建账号请从
          <Go to="/people">人员</Go>页打开本人，点「建立账号」。
          {data ? `在任人员中还有 ${data.without} 人没有账号，可以由别人代录。` : ''}
        </p>
      </header>
      <div className="al-record__bar">
        <Input.Search
          className="al-listbar__search"
          defaultValue={url['q'] ?? ''}
          placeholder="账号、姓名、单位"
          aria-label="查找账号"
          allowClear
          onSearch={(q) => set({ q: q.trim() })}
        />
      </div>
      {data ? (
        data.items.length ? (
          <Table rows={data.items} />
        ) : (
          <Empty title="没有符合条件的账号。" />
        )
      ) : (
        <Loading lines={8} />
      )}
    </article>
  );
}

const Table = ({ rows }: { rows: readonly AccountRow[] }) => (
  <div className="pe-scroll">
    <table className="pe-table">
      <thead>
        <tr>
          <th>账号</th>
          <th>姓名</th>
          <th>岗位</th>
          <th>状态</th>
          <th>最近使用</th>
          <th>办理</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((a) => (
          <Row key={a.login} a={a} />
        ))}
      </tbody>
    </table>
  </div>
);

function Row({ a }: { a: AccountRow }) {
  const today = useToday();
  const about = `${a.name}（${a.login}）`;
  return (
    <tr>
      <td>{a.login}</td>
      <td>
        <Go to={personPath(a.personId)}>{a.name}</Go>
      </td>
      <td>
        {a.unitName} {a.title}
      </td>
      <td>
        <span className={a.state === 'open' ? '' : 'pe-tag pe-tag--warn'}>{STATES[a.state]}</span>
        {a.why ? <span className="al-quiet"> {a.why}</span> : null}
      </td>
      <td>{a.lastSeen ? friendlyTime(a.lastSeen, today) : '—'}</td>
      <td className="pe-acts">
        {a.state === 'disabled' ? (
          <Deed
            route={enableAccount}
            link
            about={about}
            known={{ login: a.login }}
            only={[]}
            consequence="启用后，可用原密码登录。"
          />
        ) : (
          <>
            {a.state === 'locked' ? (
              <Deed
                route={unlockAccount}
                link
                about={about}
                known={{ login: a.login }}
                only={[]}
                consequence="多次输错密码的账号会锁定一刻钟，解除后可马上再试。"
              />
            ) : null}
            <ResetPassword login={a.login} name={about} />
            <Deed
              route={disableAccount}
              label="停用"
              link
              danger
              about={about}
              known={{ login: a.login }}
              only={['reason']}
              consequence="立即退出登录，不能再进入；此人以前办理的记录都保留。"
            />
          </>
        )}
      </td>
    </tr>
  );
}
