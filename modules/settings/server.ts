// The server face of settings: numbers with their bounds, roles, and the duties that stand by law.
import type { allPermissions } from '@anlan/kernel/access';
import { changeRole, kernelPermissions, listRoles } from '@anlan/kernel/access';
import { type Ctx, localIso } from '@anlan/kernel/ctx';
import { closeRules } from '@anlan/kernel/duty';
import { allContracts, serve } from '@anlan/kernel/record';
import { GROUPS, SETTINGS, changeSetting, listSettings } from '@anlan/kernel/setting';
import { settings as contract } from './contract.ts';
import { bindings, draftStanding, startStanding } from './server/standing.ts';

type Row = Record<string, never>;
const ADMINS = ['systemAdmin', 'securityAdmin', 'auditAdmin'];

async function items(ctx: Ctx) {
  return (await listSettings(ctx)).map(({ key, value, changed }) => {
    const s = SETTINGS[key];
    const choices = 'choices' in s && s.choices ? Object.entries(s.choices as Record<string, string>) : null;
    return {
      key,
      label: s.label,
      value: value as number | string,
      standard: s.value,
      unit: s.unit ?? null,
      source: s.source,
      group: s.group,
      choices: choices?.map(([v, label]) => ({ value: v, label })) ?? null,
      changed: changed ? { ...changed, at: localIso(changed.at) } : null,
    };
  });
}

/** Permissions by the module that asks for them; the kernel's own first. */
function permissionGroups() {
  const shown = (permissions: ReturnType<typeof allPermissions>) =>
    Object.entries(permissions).map(([key, p]) => ({
      key,
      label: p.label,
      admins: p.roles.some((r) => ADMINS.includes(r)),
    }));
  return [
    { title: '通用', permissions: shown(kernelPermissions) },
    ...allContracts().map((c) => ({ title: c.title, permissions: shown(c.permissions) })),
  ].filter((m) => m.permissions.length);
}

export const server = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [{ table: 'standing', shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] }],
  records: {
    standings: {
      table: 'standing',
      present: (r: Row) => ({
        basis: r.basis!,
        text: r.text!,
        repeat: r.repeat!,
        need: r.need!,
        due: r.due!,
        about: r.about!,
        binding: r.binding!,
        bindingLabel: r.binding_label!,
        unitIds: r.unit_ids!,
        groupIds: r.group_ids!,
        whoText: r.who_text!,
        fromDay: r.from_day!,
      }),
      words: (s) => [s.basis, s.whoText].join(' '),
      on: {
        start: (ctx, s) => startStanding(ctx, s),
        end: (ctx, s) => closeRules(ctx, s.id),
      },
    },
  },
  routes: {
    list: async (ctx) => ({
      groups: Object.entries(GROUPS).map(([key, label]) => ({ key, label })),
      items: await items(ctx),
    }),
    async change(ctx, { key, value, reason }) {
      await changeSetting(ctx, key, value, reason);
      return { items: await items(ctx) };
    },
    roles: async (ctx) => ({ roles: await listRoles(ctx), modules: permissionGroups() }),
    async changeRole(ctx, input) {
      await changeRole(ctx, allContracts(), input);
      return { roles: await listRoles(ctx) };
    },
    bindings: async () => ({ items: bindings() }),
    draftStanding: (ctx, input) => draftStanding(ctx, input),
  },
});
