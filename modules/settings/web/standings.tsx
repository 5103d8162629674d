// Duties that stand by law: the list, and the form of a new one.
import { call, deskRoutes } from '@anlan/contract';
import {
  AutoField,
  Empty,
  Field,
  FormFrame,
  Go,
  RecordList,
  Tabs,
  UnitSelect,
  deskPath,
  kindOf,
  refresh,
  useCall,
  useForm,
  useGo,
  useMay,
} from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { settings } from '../contract.ts';
import { TABS } from './tabs.ts';

const kind = kindOf(settings, 'standings');
const views = [
  { label: '执行中', filters: { state: 'inForce' } },
  { label: '拟定中', filters: { state: 'draft' } },
];

export function StandingsPage() {
  const way = useMay('settings.draftStanding') ? <Go to="/settings/standings/new">拟定长期规定</Go> : null;
  return (
    <div className="set set--list">
      <Tabs tabs={TABS} label="设置" title="长期规定" />
      <RecordList
        kind={kind}
        views={views}
        actions={way}
        empty={<Empty title="还没有长期规定。法律法规直接要求、不随通知而来的任务，在这里拟定。">{way}</Empty>}
      />
    </div>
  );
}

export function NewStandingPage() {
  return (
    <article className="al-record set set--form">
      <header className="al-record__head">
        <h1>拟定长期规定</h1>
        <p className="al-quiet">
          写明法规名称和条款。经局领导批准后，责任单位从起算日期所在的一期开始承担，直到停止执行。
        </p>
      </header>
      <NewStanding />
    </article>
  );
}

function NewStanding() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  const bindings = useCall(settings.routes.bindings, {});
  const groups = useCall(deskRoutes.groups, {});
  const form = useForm({
    schema: settings.routes.draftStanding.input,
    draft: 'settings.standing',
    known: { repeat: 'year', about: 'unit', binding: 'report', unitIds: [], groupIds: [], need: 1, due: null },
    send: async (input, key) => {
      const made = await call(settings.routes.draftStanding, input, { key });
      void message.success('已拟定，等待局领导批准执行');
      void refresh(client, kind.module);
      go(deskPath(kind, made.id), { replace: true });
    },
  });
  const once = form.values.repeat === 'once';
  return (
    <FormFrame form={form} button="拟定">
      <AutoField form={form} name="basis" />
      <AutoField form={form} name="text" />
      <AutoField form={form} name="repeat" />
      {once ? <AutoField form={form} name="due" /> : <AutoField form={form} name="need" />}
      <AutoField form={form} name="about" />
      <Field form={form} name="binding" help="有业务记录可以认定的，不用另外填报。">
        {({ status, ...bind }) => (
          <Select
            {...bind}
            {...(status ? { status } : {})}
            value={form.values.binding}
            onChange={(v) => form.put('binding', v)}
            options={(bindings.data?.items ?? [])
              .filter((b) => b.kind === 'report' || b.about === form.values.about)
              .map((b) => ({ value: b.kind, label: `${b.label}（${b.from}）` }))}
          />
        )}
      </Field>
      <Field form={form} name="groupIds">
        {({ status, ...bind }) => (
          <Select
            {...bind}
            {...(status ? { status } : {})}
            mode="multiple"
            optionFilterProp="label"
            value={form.values.groupIds ?? []}
            onChange={(v) => form.put('groupIds', v)}
            options={(groups.data?.items ?? []).map((g) => ({ value: g.id, label: g.name }))}
          />
        )}
      </Field>
      <Field form={form} name="unitIds" help="在单位组之外另加的单位。">
        {(bind) => (
          <UnitSelect {...bind} many value={form.values.unitIds ?? []} onChange={(ids) => form.put('unitIds', ids)} />
        )}
      </Field>
      <AutoField form={form} name="fromDay" />
    </FormFrame>
  );
}
