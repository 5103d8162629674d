// Roles and what each may do: one table to read, one drawer to change, with the consequence said before.
import { Loading, Tabs, Trouble, sentenceOf, useCall, useMay, useSend } from '@anlan/ui';
import { App, Button, Checkbox, Drawer, Input } from 'antd';
import { useState } from 'react';
import { type RoleView, settings } from '../contract.ts';
import { TABS } from './tabs.ts';

type Modules = readonly { title: string; permissions: readonly { key: string; label: string; admins: boolean }[] }[];

export function RolesPage() {
  const { data, error, refetch } = useCall(settings.routes.roles, {});
  const may = useMay('settings.roles');
  const [doing, setDoing] = useState<RoleView | null>(null);
  return (
    <div className="set set--wide">
      <h1>设置</h1>
      <Tabs tabs={TABS} label="设置" title="角色与权限" />
      <p className="al-quiet">
        一个人能做什么，由他的岗位的角色决定；能看到哪些单位，由岗位所在单位决定。
        {may ? '点角色名称修改。' : '由安全管理员修改。'}
      </p>
      {error && !data ? <Trouble error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <div className="set__scroll">
          <table className="set__matrix">
            <thead>
              <tr>
                <th scope="col">权限</th>
                {data.roles.map((r) => (
                  <th key={r.key} scope="col">
                    {may ? (
                      <button type="button" className="al-link" onClick={() => setDoing(r)}>
                        {r.label}
                      </button>
                    ) : (
                      r.label
                    )}
                    <div className="al-quiet">{r.holders} 人</div>
                  </th>
                ))}
              </tr>
            </thead>
            {data.modules.map((m) => (
              <tbody key={m.title}>
                <tr>
                  <th scope="rowgroup" colSpan={data.roles.length + 1} className="set__module">
                    {m.title}
                  </th>
                </tr>
                {m.permissions.map((p) => (
                  <tr key={p.key}>
                    <th scope="row">{p.label}</th>
                    {data.roles.map((r) => {
                      const has = r.permissions.includes(p.key);
                      return (
                        <td key={r.key} className={has ? 'set__has' : undefined}>
                          <span aria-hidden="true">{has ? '●' : ''}</span>
                          <span className="al-hidden">{has ? '有' : '没有'}</span>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            ))}
          </table>
        </div>
      ) : error ? null : (
        <Loading lines={12} />
      )}
      <Drawer
        open={doing !== null}
        title={doing ? `${doing.label}的权限` : ''}
        size={520}
        onClose={() => setDoing(null)}
        destroyOnHidden
      >
        {doing && data ? <Edit role={doing} modules={data.modules} onClose={() => setDoing(null)} /> : null}
      </Drawer>
    </div>
  );
}

function Edit({ role, modules, onClose }: { role: RoleView; modules: Modules; onClose: () => void }) {
  const { message } = App.useApp();
  const send = useSend(settings.routes.changeRole);
  const [held, setHeld] = useState<readonly string[]>(role.permissions);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const gave = held.filter((p) => !role.permissions.includes(p)).length;
  const took = role.permissions.filter((p) => !held.includes(p)).length;
  const toggle = (key: string, on: boolean) => setHeld(on ? [...held, key] : held.filter((p) => p !== key));
  const save = async () => {
    if (reason.trim().length < 2) return setFault('请写明修改原因。');
    try {
      await send.mutateAsync({ key: role.key, permissions: [...held], reason: reason.trim() });
      void message.success(`${role.label}的权限已修改`);
      onClose();
    } catch (error) {
      setFault(sentenceOf(error));
    }
  };
  return (
    <div className="set__form">
      <p className="al-quiet">
        {role.holders ? `${role.holders} 人担任这个角色，保存后立即生效。` : '现在没有人担任这个角色。'}
        {role.admin ? '管理员不办理业务，业务权限不能授予。' : ''}
      </p>
      {modules.map((m) => (
        <fieldset key={m.title} className="set__fieldset">
          <legend>{m.title}</legend>
          {m.permissions.map((p) => (
            <Checkbox
              key={p.key}
              checked={held.includes(p.key)}
              disabled={role.admin && !p.admins && !held.includes(p.key)}
              onChange={(e) => toggle(p.key, e.target.checked)}
            >
              {p.label}
            </Checkbox>
          ))}
        </fieldset>
      ))}
      <label htmlFor="set-role-reason">修改原因</label>
      <Input.TextArea
        id="set-role-reason"
        rows={2}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
        maxLength={500}
      />
      {fault ? (
        <p className="al-field__error" role="alert">
          {fault}
        </p>
      ) : null}
      <div className="set__foot">
        <Button type="primary" disabled={!gave && !took} loading={send.isPending} onClick={() => void save()}>
          {gave || took ? `保存：授予 ${gave} 项，收回 ${took} 项` : '保存'}
        </Button>
        <Button onClick={onClose}>不改了</Button>
      </div>
    </div>
  );
}
