// 会签 of a draft: whom it was sent to, what each said, and the answer to each objection; done right here.
import { chineseDay } from '@anlan/contract';
import { ActionBar, Deadline, Loading, Section, StateTag, Trouble, useCall } from '@anlan/ui';
import { directives } from '../../contract.ts';
import { cosignKind } from '../directive-kind.ts';

export function Cosigns({ id }: { id: string }) {
  const { data, error, refetch } = useCall(directives.routes.cosigned, { id });
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={2} />;
  if (!data.items.length) return null;
  return (
    <Section title="会签">
      <ul className="dr-cosigns">
        {data.items.map((c) => (
          <li key={c.id}>
            <div className="dr-cosigns__who">
              <b>{c.unitName}</b>
              <StateTag life={cosignKind.type.life} state={c.state} />
              {c.body.answeredByName && c.body.answeredOn ? (
                <span>
                  {c.body.answeredByName}　{chineseDay(c.body.answeredOn)}
                </span>
              ) : c.state === 'asked' && c.deadline ? (
                <Deadline day={c.deadline} />
              ) : null}
            </div>
            {c.body.ask && c.state === 'asked' ? <p>{c.body.ask}</p> : null}
            {c.body.opinion ? <p>{c.body.opinion}</p> : null}
            {c.body.reply ? (
              <p>
                答复：{c.body.reply}（{c.body.repliedByName}）
              </p>
            ) : null}
            <ActionBar kind={cosignKind} record={c} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
