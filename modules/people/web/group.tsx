// A named group of units: whole types, and single units beside them.
import { type GroupView, call } from '@anlan/contract';
import { AutoField, Field, FormFrame, UnitSelect, useForm } from '@anlan/ui';
import { App, Checkbox } from 'antd';
import { UNIT_TYPES, type UnitType } from '../contract/words.ts';
import { people } from '../contract.ts';
import { Opener, useRefresh } from './deed.tsx';
import { TagsInput } from './tags.tsx';

const { saveGroup } = people.routes;
const types = Object.entries(UNIT_TYPES).map(([value, label]) => ({ value: value as UnitType, label }));

export const GroupDialog = ({ group }: { group: GroupView | null }) => (
  <Opener label={group ? '修改' : '新建分组'} title={group ? `修改分组 · ${group.name}` : '新建分组'} link>
    {(close) => <GroupForm group={group} close={close} />}
  </Opener>
);

function GroupForm({ group, close }: { group: GroupView | null; close: () => void }) {
  const { message } = App.useApp();
  const renew = useRefresh();
  const form = useForm({
    schema: saveGroup.input,
    known: group
      ? {
          id: group.id,
          name: group.name,
          aliases: [...group.aliases],
          types: [...group.types] as UnitType[],
          unitIds: [...group.named],
        }
      : {},
    send: async (input, key) => {
      await call(saveGroup, input, { key });
      void message.success('已保存');
      close();
      await renew();
    },
  });
  return (
    <FormFrame
      form={form}
      button="保存分组"
      onCancel={close}
      consequence="以后下发的任务按新的成员；已经下发的任务，新成员从下一个完整期次起承担。"
    >
      <AutoField form={form} name="name" />
      <Field form={form} name="types" label="包括的单位类型" wide>
        {(bind) => (
          <fieldset id={bind.id} className="pe-plain" aria-label="包括的单位类型">
            <Checkbox.Group options={types} value={form.values.types ?? []} onChange={(v) => form.put('types', v)} />
          </fieldset>
        )}
      </Field>
      <Field form={form} name="unitIds" label="另外包括的单位" wide>
        {(bind) => (
          <UnitSelect {...bind} many value={form.values.unitIds ?? []} onChange={(v) => form.put('unitIds', v)} />
        )}
      </Field>
      <Field form={form} name="aliases" wide help="通知里可能出现的其他写法">
        {(bind) => <TagsInput bind={bind} value={form.values.aliases ?? []} onChange={(v) => form.put('aliases', v)} />}
      </Field>
    </FormFrame>
  );
}
