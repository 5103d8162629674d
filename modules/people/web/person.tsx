// One person: posts, leaves, handovers, account, and what became of it all.
import {
  Empty,
  Go,
  Loading,
  type PageProps,
  Section,
  Trouble,
  friendlyTime,
  useCall,
  useGo,
  useToday,
} from '@anlan/ui';
import type { PersonPage as Shown, PostView } from '../contract/person.ts';
import { people } from '../contract.ts';
import { Absences } from './absences.tsx';
import { CreateAccount } from './account-forms.tsx';
import { Deed } from './deed.tsx';
import { Rights } from './rights.tsx';
import { unitPath } from './words.ts';

const { routes } = people;

export function PersonPage({ params }: PageProps) {
  const { data, error, refetch } = useCall(routes.person, { id: params['id']! });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  return <Person p={data} />;
}

function Person({ p }: { p: Shown }) {
  const today = useToday();
  const now = p.posts.filter((x) => x.fromDay <= today && (x.toDay === null || x.toDay >= today));
  return (
    <article className="al-record">
      <header className="al-record__head">
        <div className="al-record__line">人员</div>
        <h1>{p.name}</h1>
        <div className="al-record__line">
          <span>{now.length ? now.map((x) => `${x.unitName}${x.title}`).join('；') : '现在没有在任岗位'}</span>
          {p.phone ? <span>{p.phone}</span> : null}
        </div>
        {p.note ? <p className="al-quiet">{p.note}</p> : null}
      </header>
      <Acts p={p} />
      <div className="al-record__cols">
        <div className="al-record__body">
          <Section title="岗位">
            <ul className="pe-rows">
              {p.posts.map((post) => (
                <Post key={post.id} post={post} name={p.name} rights={p.may.rights} />
              ))}
            </ul>
          </Section>
          <Section title="请假与代理">
            {p.absences.length ? <Absences rows={p.absences} /> : <Empty title="没有请假记录。" />}
          </Section>
          {p.handovers.length ? (
            <Section title="交接">
              <ul className="pe-rows">
                {p.handovers.map((h) => (
                  <li key={h.id}>
                    <Go to={`/people/handovers/${h.id}`}>{h.title}</Go>
                    <span className="al-quiet">{h.stateLabel}</span>
                  </li>
                ))}
              </ul>
            </Section>
          ) : null}
        </div>
        <div className="al-record__side">
          {p.may.accounts ? (
            <Section title="账号">
              {p.account ? (
                <p>
                  <Go to={`/people/accounts?q=${p.account.login}`}>{p.account.login}</Go>
                  {p.account.disabled ? '（已停用）' : ''}
                </p>
              ) : (
                <Empty title="还没有账号。">
                  <CreateAccount personId={p.id} name={p.name} />
                </Empty>
              )}
            </Section>
          ) : null}
          <Notes notes={p.notes} />
        </div>
      </div>
    </article>
  );
}

function Acts({ p }: { p: Shown }) {
  const today = useToday();
  if (!p.may.keep && !p.may.own) return null;
  return (
    <div className="al-record__bar">
      <div className="al-actions">
        {p.may.keep ? (
          <>
            <Deed
              route={routes.noteAbsence}
              main
              about={p.name}
              known={{ personId: p.id, kind: 'leave', fromDay: today }}
              only={['kind', 'reason', 'fromDay', 'toDay', 'standInPersonId']}
              consequence="有代理人的，期间的待办同时送达两人；领导整期不在岗的，系统会提请免除本期个人任务。"
              said={(a) => a.said}
            />
            <Deed
              route={routes.givePost}
              about={p.name}
              known={{ personId: p.id, fromDay: today }}
              only={['unitId', 'title', 'leader', 'fromDay']}
              consequence="一人可以有几个岗位，登录一次都能办。新岗位的权限由安全管理员另行授予。"
            />
          </>
        ) : null}
        {p.may.keep || p.may.own ? (
          <Deed
            route={routes.editPerson}
            about={p.name}
            known={{ id: p.id, name: p.name, phone: p.phone?.includes('*') ? '' : (p.phone ?? ''), note: p.note ?? '' }}
            only={p.may.keep ? ['name', 'phone', 'note'] : ['phone']}
          />
        ) : null}
      </div>
    </div>
  );
}

function Post({ post, name, rights }: { post: PostView; name: string; rights: boolean }) {
  const go = useGo();
  const today = useToday();
  const about = `${name}（${post.unitName}${post.title}）`;
  return (
    <li>
      <span>
        <Go to={unitPath(post.unitId)}>{post.unitName}</Go> {post.title}
        {post.leader ? <span className="pe-tag">班子</span> : null}
        {post.role === 'pending' ? <span className="pe-tag pe-tag--warn">待授权</span> : null}
        <span className="al-quiet">
          {' '}
          {post.fromDay} 至 {post.toDay ?? '今'}
          {post.role === 'pending' ? '' : ` · ${post.roleLabel}${post.anchorName ? `，管辖${post.anchorName}` : ''}`}
        </span>
      </span>
      <span className="pe-acts">
        {rights ? <Rights post={post} name={name} /> : null}
        {post.mayKeep ? (
          <>
            <Deed
              route={routes.openHandover}
              link
              about={about}
              known={{ postId: post.id, lastDay: today, succeeds: true }}
              only={['successorPersonId', 'lastDay', 'succeeds', 'note']}
              consequence="手上的待办和个人任务会自动列入交接单。双方确认，或由负责人确认后，这个岗位在最后任职日结束。"
              after={(made) => go(`/people/handovers/${made.id}`)}
            />
            <Deed
              route={routes.setLeader}
              link
              about={about}
              known={{ id: post.id, leader: post.leader }}
              only={['leader']}
              consequence="班子成员从下一期起承担「每名领导」的任务；不再是的，下一期起不再承担。"
            />
            <Deed
              route={routes.endPost}
              link
              danger
              about={about}
              known={{ id: post.id, toDay: today }}
              only={['toDay']}
              consequence="没有事项要交接时才用。过了这一天，此人看不到这个岗位的事项，也不再承担其任务；以前的记录不变。"
            />
          </>
        ) : null}
      </span>
    </li>
  );
}

/** The life of a unit or a person in sentences. */
export function Notes({ notes }: { notes: Shown['notes'] }) {
  const today = useToday();
  return (
    <Section title="变动记录">
      {notes.length ? (
        <ol className="pe-notes">
          {notes.map((n) => (
            <li key={n.id}>
              {n.text}
              <span className="al-quiet">
                {friendlyTime(n.at, today)} {n.byName}
              </span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="al-quiet">还没有变动。</p>
      )}
    </Section>
  );
}
