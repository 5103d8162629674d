// The server face of people: every answer about who is where, and the writes that the directory's doors allow.
import { Problem } from '@anlan/contract';
import {
  changePassword,
  createAccount,
  disableAccount,
  endSession,
  ownSessions,
  resetPassword,
  unlockAccount,
} from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { peopleAs, tell } from '@anlan/kernel/notify';
import {
  closeUnit,
  endAbsence,
  endPost,
  givePost,
  giveRights,
  moveUnit,
  putGroup,
  putUnit,
  renameUnit,
  setAliases,
  setLeader,
} from '@anlan/kernel/org';
import { needKind, serve, show } from '@anlan/kernel/record';
import { people as contract } from './contract.ts';
import type { Handover } from './contract/handover.ts';
import type { RosterQuery } from './contract/person.ts';
import { listAbsences, noteLeave } from './server/absences.ts';
import { listAccounts } from './server/accounts.ts';
import { addItem, confirmedBy, finish, openHandover, present, tellTaker } from './server/handover.ts';
import { sheet } from './server/paper.ts';
import { createPerson, editPerson, personPage } from './server/people.ts';
import { roster, wholeRoster } from './server/roster.ts';
import { settleUnit } from './server/settle.ts';
import { peopleTable, unitsTable } from './server/tables.ts';
import { owingOf, tree, unitPage } from './server/units.ts';

const FILTERS = ['leaders', 'away', 'pending'] as const;

/** Whoever decides on what a closed unit still owes hears of it at once. */
async function tellOfClosing(ctx: Ctx, id: string, name: string) {
  await tell(ctx, {
    people: await peopleAs(ctx, ['safetyOffice']),
    title: `「${name}」已撤销，请决定其未完的任务`,
    body: `在「人员与单位」打开该单位，选择由承接单位继续完成，或者免除。`,
    cause: `unit:${id}:closed`,
  });
}

export const server = serve<typeof contract>({
  contract,
  imports: { people: peopleTable, units: unitsTable },
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [{ table: 'handover', shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] }],
  routes: {
    tree: (ctx, { closed }) => tree(ctx, closed),
    unit: (ctx, { id }) => unitPage(ctx, id),
    async createUnit(ctx, { parentUnitId, ...unit }) {
      return { id: await putUnit(ctx, { ...unit, parentId: parentUnitId }) };
    },
    async renameUnit(ctx, { id, ...to }) {
      await renameUnit(ctx, id, to);
      return { id };
    },
    async moveUnit(ctx, { id, parentUnitId }) {
      await moveUnit(ctx, id, parentUnitId);
      return { id };
    },
    async setAliases(ctx, { id, aliases }) {
      await setAliases(ctx, id, aliases);
      return { id };
    },
    async closeUnit(ctx, { id, on, successorUnitId, reason }) {
      const { posts } = await closeUnit(ctx, id, { on, successorId: successorUnitId, why: reason });
      const { name } = await unitPage(ctx, id);
      await tellOfClosing(ctx, id, name);
      return { id, posts, owing: (await owingOf(ctx, id)).length };
    },
    async settleUnit(ctx, input) {
      return { id: input.id, settled: await settleUnit(ctx, input) };
    },
    async saveGroup(ctx, group) {
      if (!group.types.length && !group.unitIds.length)
        throw new Problem('group-empty', 400, '请至少选择一类单位或一个单位作为成员。', {
          fields: [{ path: 'unitIds', message: '请选择成员' }],
        });
      return { id: await putGroup(ctx, group) };
    },

    roster: (ctx, query) => roster(ctx, query),
    person: (ctx, { id }) => personPage(ctx, id),
    async createPerson(ctx, input) {
      return { id: await createPerson(ctx, input) };
    },
    async editPerson(ctx, input) {
      return { id: await editPerson(ctx, input) };
    },
    async givePost(ctx, input) {
      return { id: await givePost(ctx, input) };
    },
    async endPost(ctx, { id, toDay }) {
      await endPost(ctx, id, toDay);
      return { id };
    },
    async setLeader(ctx, { id, leader }) {
      await setLeader(ctx, id, leader);
      return { id };
    },
    async roles(ctx) {
      const rows = await ctx.db.selectFrom('role').selectAll().orderBy('sort').execute();
      return { items: rows.map((r) => ({ key: r.key, label: r.label, permissions: r.permissions.length })) };
    },
    async giveRights(ctx, { id, ...rights }) {
      await giveRights(ctx, id, rights);
      return { id };
    },

    async absences(ctx, query) {
      return { items: await listAbsences(ctx, query) };
    },
    noteAbsence: (ctx, input) => noteLeave(ctx, input),
    async endAbsence(ctx, { id, lastDay }) {
      await endAbsence(ctx, id, lastDay);
      return { id };
    },

    async openHandover(ctx, input) {
      return show<Handover>(ctx, needKind('handovers'), await openHandover(ctx, input));
    },

    accounts: (ctx, { q }) => listAccounts(ctx, q),
    async createAccount(ctx, input) {
      await createAccount(ctx, input);
      return { login: input.login };
    },
    async resetAccount(ctx, { login, password }) {
      await resetPassword(ctx, login, password);
      return { login };
    },
    async disableAccount(ctx, { login, reason }) {
      await disableAccount(ctx, login, reason);
      return { login };
    },
    async enableAccount(ctx, { login }) {
      await disableAccount(ctx, login, null);
      return { login };
    },
    async unlockAccount(ctx, { login }) {
      await unlockAccount(ctx, login);
      return { login };
    },
    async changePassword(ctx, input) {
      await changePassword(ctx, input);
      return {};
    },
    async sessions(ctx) {
      return { items: await ownSessions(ctx) };
    },
    async endSession(ctx, { id }) {
      await endSession(ctx, id);
      return { id };
    },
  },
  records: {
    handovers: {
      table: 'handover',
      present,
      words: (h) => [h.personName, h.successorName, h.postTitle, h.note, ...h.items.map((i) => i.title)].join(' '),
      on: {
        give: (ctx, h) => tellTaker(ctx, h),
        async take(ctx, h) {
          await confirmedBy(ctx, h.id);
        },
        async confirm(ctx, h) {
          await confirmedBy(ctx, h.id);
        },
        add: (ctx, h, { text }) => addItem(ctx, h.id, h.items, text),
      },
    },
  },
  // The post ends under the system's hand: who receives it need not be one who keeps the unit's people.
  reacts: {
    'people.take': (ctx, { recordId }) => finish(ctx, recordId),
    'people.confirm': (ctx, { recordId }) => finish(ctx, recordId),
  },
  papers: { handovers: { sheet: async (_ctx, h) => sheet(h) } },
  sheets: {
    roster: {
      path: '/api/people/roster.xlsx',
      personal: true,
      access: 'people.read',
      summary: '导出人员清单',
      async run(ctx, { q, under, only }) {
        const query: Omit<RosterQuery, 'limit' | 'cursor'> = {
          ...(q ? { q } : {}),
          ...(under ? { under } : {}),
          only: FILTERS.find((f) => f === only),
        };
        const rows = async function* () {
          for await (const p of wholeRoster(ctx, query))
            yield {
              name: p.name,
              unit: p.unitName,
              title: p.title,
              leader: p.leader ? '是' : '',
              role: p.roleLabel,
              phone: p.phone,
              from: p.fromDay,
              away: p.away
                ? `${p.away.reason}至${p.away.toDay}${p.away.standInName ? `，${p.away.standInName}代` : ''}`
                : '',
            };
        };
        return {
          title: '人员清单',
          columns: [
            { header: '姓名', key: 'name', width: 12 },
            { header: '单位', key: 'unit', width: 24 },
            { header: '职务', key: 'title', width: 28 },
            { header: '班子成员', key: 'leader', width: 10 },
            { header: '角色', key: 'role', width: 16 },
            { header: '电话', key: 'phone', width: 16 },
            { header: '任职日期', key: 'from', width: 12 },
            { header: '不在岗', key: 'away', width: 30 },
          ],
          rows: rows(),
        };
      },
    },
  },
});
