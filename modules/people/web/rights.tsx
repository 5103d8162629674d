// What a post may see and do, given by the security administrator: role, the place it is anchored at, kinds of objects.
import { call } from '@anlan/contract';
import { AutoField, Field, FormFrame, useCall, useForm } from '@anlan/ui';
import { App, Select } from 'antd';
import type { PostView } from '../contract/person.ts';
import { OBJECT_KINDS } from '../contract/words.ts';
import { people } from '../contract.ts';
import { Opener, useRefresh } from './deed.tsx';

const { giveRights, roles } = people.routes;
const kinds = Object.entries(OBJECT_KINDS).map(([value, label]) => ({
  value: value as keyof typeof OBJECT_KINDS,
  label,
}));

export function Rights({ post, name }: { post: PostView; name: string }) {
  return (
    <Opener label="授权" title={`授权 · ${name}（${post.unitName}${post.title}）`} link>
      {(close) => <RightsForm post={post} close={close} />}
    </Opener>
  );
}

function RightsForm({ post, close }: { post: PostView; close: () => void }) {
  const { message } = App.useApp();
  const renew = useRefresh();
  const { data } = useCall(roles, {});
  const form = useForm({
    schema: giveRights.input,
    known: {
      id: post.id,
      ...(post.role === 'pending' ? {} : { role: post.role }),
      anchorUnitId: post.anchorUnitId,
      objectKinds: post.objectKinds.filter((k): k is keyof typeof OBJECT_KINDS => k in OBJECT_KINDS),
    },
    send: async (input, key) => {
      await call(giveRights, input, { key });
      void message.success('已授权，立即生效');
      close();
      await renew();
    },
  });
  return (
    <FormFrame form={form} button="授权" onCancel={close} consequence="立即生效。授权前后的内容都记入审计。">
      <Field form={form} name="role">
        {(bind) => (
          <Select
            {...bind}
            className="al-full"
            value={form.values.role ?? null}
            onChange={(role) => form.put('role', role)}
            options={(data?.items ?? []).map((r) => ({ value: r.key, label: r.label }))}
            placeholder="选择角色"
          />
        )}
      </Field>
      <AutoField form={form} name="anchorUnitId" help="看得到这个单位及其下属的全部事项；不选只看本单位" />
      <Field form={form} name="objectKinds" wide help="科室按分管类别看全市的监管对象；县区、场所不用选">
        {(bind) => (
          <Select
            {...bind}
            className="al-full"
            mode="multiple"
            value={form.values.objectKinds ?? []}
            onChange={(v) => form.put('objectKinds', v)}
            options={kinds}
            optionFilterProp="label"
          />
        )}
      </Field>
    </FormFrame>
  );
}
