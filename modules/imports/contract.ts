// 导入：单位、人员、启用以前的学习会议调研，从表格成批进来；先试再导，错的行退回去，导错了能撤销。
import { DESK_ROLES, Id, Reason, contract, lifecycle, recordView, route } from '@anlan/contract';
import { z } from 'zod';

/** 一行的结果：新增、已有且相同、已有且更新、有错。 */
export const HOW = { new: '新增', same: '已有，不变', changed: '已有，更新', bad: '有错' } as const;
export const RowView = z.object({
  at: z.int(),
  how: z.enum(['new', 'same', 'changed', 'bad']),
  what: z.string(),
  cells: z.record(z.string(), z.string()),
});
export type RowView = z.infer<typeof RowView>;

export const Import = z.object({
  spec: z.string(),
  specTitle: z.string().describe('内容'),
  source: z.string().describe('来源'),
  total: z.int().describe('行数'),
  fresh: z.int().describe('新增'),
  changed: z.int().describe('更新'),
  same: z.int().describe('不变'),
  bad: z.int().describe('有错'),
});
export type Import = z.infer<typeof Import>;

export const importLife = lifecycle({
  tried: { label: '待导入', tone: 'warn' },
  taken: { label: '已导入', tone: 'ok' },
  undone: { label: '已撤销', final: true },
  dropped: { label: '已放弃', final: true },
}).of<Import>()('tried', {
  take: {
    label: '导入没有问题的行',
    from: 'tried',
    to: 'taken',
    by: 'imports.make',
    main: true,
    own: true,
    input: z.object({}),
    when: (i) => i.fresh + i.changed > 0 || '没有可以导入的行：请下载标注问题的表，改好后重新上传。',
  },
  drop: { label: '放弃', from: 'tried', to: 'dropped', by: 'imports.make', own: true, input: z.object({}) },
  undo: {
    label: '撤销导入',
    from: 'taken',
    to: 'undone',
    by: 'imports.make',
    own: true,
    input: Reason,
    confirm: '这次导入的内容会全部撤回：记录作废、岗位结束、单位撤销。有一条已被使用，就一条也不撤。',
  },
});

export const imports = contract({
  id: 'imports',
  title: '导入',
  group: '系统',
  permissions: {
    'imports.make': { label: '从表格导入', roles: [...DESK_ROLES, 'bureauLeader', 'systemAdmin'] },
  },
  records: {
    imports: {
      title: '导入',
      schema: Import,
      life: importLife,
      read: 'imports.make',
      numbered: 'DR',
      columns: ['specTitle', 'source', 'total', 'fresh', 'changed', 'same', 'bad'],
      words: { occurredOn: '日期' },
    },
  },
  routes: {
    specs: route({
      method: 'GET',
      path: '/api/imports/specs',
      access: 'imports.make',
      summary: '可以导入的内容',
      input: z.object({}),
      output: z.object({
        items: z.array(
          z.object({
            key: z.string(),
            title: z.string(),
            about: z.string(),
            columns: z.array(
              z.object({
                key: z.string(),
                label: z.string(),
                required: z.boolean(),
                help: z.string().nullable(),
                example: z.string(),
              }),
            ),
          }),
        ),
      }),
    }),
    attempt: route({
      method: 'POST',
      path: '/api/imports',
      access: 'imports.make',
      summary: '试导入',
      input: z.object({
        id: Id.optional(),
        spec: z.string().min(1, '请选择要导入的内容').describe('导入什么'),
        fileId: Id.optional().describe('文件'),
        text: z.string().max(4_000_000, '粘贴的内容太多，请存成文件后上传').optional().describe('粘贴的表格'),
      }),
      output: recordView(Import),
    }),
    rows: route({
      method: 'GET',
      path: '/api/imports/:id/rows',
      access: 'imports.make',
      summary: '导入的每一行',
      input: z.object({
        id: Id,
        how: z.enum(['all', 'bad', 'new', 'changed', 'same']).default('all'),
        after: z.coerce.number().int().min(0).default(0),
        limit: z.coerce.number().int().min(1).max(500).default(200),
      }),
      output: z.object({ items: z.array(RowView), next: z.int().nullable() }),
    }),
  },
  facts: {},
});
