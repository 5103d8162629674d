// 登录安全: one's own second factor, and where one is signed in; for administrators, the help for a lost telephone.
import { factorRoutes } from '@anlan/contract';
import { Go, Loading, Section, Trouble, friendlyTime, useCall, useMay, useMe, useToday } from '@anlan/ui';
import { people } from '../contract.ts';
import { Deed } from './deed.tsx';
import { Enrol, Recovery } from './enrol.tsx';

const { sessions, endSession } = people.routes;

export function SecurityPage() {
  const me = useMe();
  const mayReset = useMay('access.resetFactor');
  return (
    <article className="al-record pe-narrow">
      <header className="al-record__head">
        <h1>登录安全</h1>
        {me.mustEnrol ? (
          <p>管理员登录要两样东西：密码和手机上的动态口令。请先用手机开通，开通之前不能办理任何事项。</p>
        ) : null}
      </header>
      <Factor />
      {me.mustEnrol ? null : <Sessions />}
      {mayReset ? <Help /> : null}
    </article>
  );
}

function Factor() {
  const today = useToday();
  const { data, error, refetch } = useCall(factorRoutes.state, {});
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  if (!data.enrolled)
    return (
      <Section title="动态口令">
        <p>开通后，只知道密码的人登录不了；有人在外面不停试您的密码，也挡不住您自己登录。</p>
        <Enrol first onDone={() => void refetch()} />
      </Section>
    );
  return (
    <Section title="动态口令">
      <p>
        已开通（{data.since ? friendlyTime(data.since, today) : ''}），还有 {data.recoveryLeft} 个恢复码可用。
        {data.recoveryLeft < 4 ? '恢复码不多了，请重新生成。' : ''}
      </p>
      <div className="al-actions">
        <Enrol first={false} onDone={() => void refetch()} />
        <Recovery onDone={() => void refetch()} />
        {data.must ? null : (
          <Deed
            route={factorRoutes.drop}
            label="停用动态口令"
            danger
            only={[]}
            consequence="停用后，登录只核对密码；成批导出个人信息前要重新开通。"
            after={() => void refetch()}
          />
        )}
      </div>
    </Section>
  );
}

/** 「Windows」「手机」 out of what the browser says of itself. */
const deviceOf = (agent: string) =>
  /Android|iPhone|Mobile/.test(agent)
    ? '手机'
    : /Windows/.test(agent)
      ? 'Windows 电脑'
      : /Mac/.test(agent)
        ? 'Mac 电脑'
        : '电脑';

function Sessions() {
  const today = useToday();
  const { data } = useCall(sessions, {});
  if (!data?.items.length) return null;
  return (
    <Section title="我的登录">
      <ul className="pe-rows">
        {data.items.map((s) => (
          <li key={s.id}>
            {deviceOf(s.agent)}
            <span className="al-quiet">
              {friendlyTime(s.since, today)} 登录，最近使用 {friendlyTime(s.seen, today)}
            </span>
            {s.here ? (
              <span className="pe-tag">本机</span>
            ) : (
              <Deed
                route={endSession}
                label="退出这一处"
                link
                known={{ id: s.id }}
                only={[]}
                consequence="那里打开的页面马上失效，没有提交的内容不会上传。"
              />
            )}
          </li>
        ))}
      </ul>
      <p className="al-quiet">
        有不认识的，请退出那一处，并马上<Go to="/people/password">修改密码</Go>。
      </p>
    </Section>
  );
}

/** Another's telephone is lost: his second factor is taken away, and he enrols anew. */
function Help() {
  return (
    <Section title="帮他人解除动态口令">
      <p>
        本人手机丢失、恢复码也没有时办理。请先当面或打电话核实。管理员的，由另一类管理员解除；解除后本人和您都会收到消息。
      </p>
      <Deed
        route={factorRoutes.reset}
        label="解除他人的动态口令"
        danger
        only={['login', 'reason']}
        consequence="此人已登录的地方全部退出，下次用密码登录后重新开通。"
      />
    </Section>
  );
}
