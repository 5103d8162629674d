// What may be done to a unit: people come in; it gets other names, another place, or an end.
import { call } from '@anlan/contract';
import { Field, FormFrame, useForm, useGo, useToday } from '@anlan/ui';
import { App } from 'antd';
import type { UnitPage as Shown } from '../contract/unit.ts';
import { people } from '../contract.ts';
import { Deed, Opener, useRefresh } from './deed.tsx';
import { TagsInput } from './tags.tsx';
import { personPath } from './words.ts';

const { routes } = people;

export function UnitActs({ u }: { u: Shown }) {
  const today = useToday();
  const go = useGo();
  if (!u.may.keepUnit && !u.may.keepPeople) return null;
  const about = u.shortName;
  return (
    <div className="al-record__bar">
      <div className="al-actions">
        {u.may.keepPeople ? (
          <Deed
            route={routes.createPerson}
            main
            about={about}
            known={{ unitId: u.id, fromDay: today }}
            only={['name', 'title', 'leader', 'fromDay', 'phone', 'note']}
            consequence="登记后即列入本单位人员；能看什么、办什么，由安全管理员另行授权。"
            after={({ id }) => go(personPath(id))}
          />
        ) : null}
        {u.may.keepUnit ? (
          <>
            <Deed
              route={routes.renameUnit}
              about={about}
              known={{ id: u.id, name: u.name, shortName: u.shortName }}
              only={['name', 'shortName']}
              consequence="原来的名称留作别名，以前的文件和记录照样能找到它。"
            />
            <Aliases u={u} />
            <Deed
              route={routes.moveUnit}
              about={about}
              known={{ id: u.id }}
              only={['parentUnitId']}
              consequence="连同下属单位、人员和全部记录一起移交，新的上级马上能看到，原上级不再看到。"
            />
            <Deed
              route={routes.closeUnit}
              danger
              about={about}
              known={{ id: u.id, on: today }}
              only={['on', 'successorUnitId', 'reason']}
              consequence="所有岗位同日结束，以后不再承担任务；未完的任务由安全监管科决定移交或免除。历史记录全部保留。"
              said={(a) => `已撤销，${a.posts} 个岗位同日结束${a.owing ? `，${a.owing} 项任务待决定` : ''}`}
            />
          </>
        ) : null}
      </div>
    </div>
  );
}

const Aliases = ({ u }: { u: Shown }) => (
  <Opener label="别名" title={`别名 · ${u.shortName}`}>
    {(close) => <AliasForm u={u} close={close} />}
  </Opener>
);

function AliasForm({ u, close }: { u: Shown; close: () => void }) {
  const { message } = App.useApp();
  const renew = useRefresh();
  const form = useForm({
    schema: routes.setAliases.input,
    known: { id: u.id, aliases: u.aliases },
    send: async (input, key) => {
      await call(routes.setAliases, input, { key });
      void message.success('已保存别名');
      close();
      await renew();
    },
  });
  return (
    <FormFrame form={form} button="保存别名" onCancel={close} consequence="读通知时，这些写法都指这个单位。">
      <Field form={form} name="aliases" wide>
        {(bind) => <TagsInput bind={bind} value={form.values.aliases ?? []} onChange={(v) => form.put('aliases', v)} />}
      </Field>
    </FormFrame>
  );
}
