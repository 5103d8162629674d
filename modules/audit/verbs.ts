// What a verb of the audit is called: deeds by the contracts' own words, the kernel's verbs by a list.
import { allContracts } from '@anlan/kernel/record';

const KERNEL: Readonly<Record<string, string>> = {
  'session.open': '登录',
  'session.close': '退出登录',
  'session.refused': '登录被拒',
  'access.refused': '越权被拒',
  'account.create': '建立账号',
  'account.reset': '重置密码',
  'account.enable': '启用账号',
  'account.disable': '停用账号',
  'account.unlock': '解除登录限制',
  'account.password': '修改自己的密码',
  'role.change': '调整角色权限',
  'setting.change': '修改设置',
  'gateway.save': '设置消息网关',
  'gateway.retry': '重发消息',
  'group.save': '保存单位组',
  'file.upload': '上传附件',
  'file.attach': '附件入档',
  'file.take': '下载附件',
  'file.export': '导出',
  'file.quarantine': '隔离附件',
  'paper.make': '制作文书',
  'paper.scan': '扫描件归档',
  'letterhead.save': '保存文头',
  'document.number': '编发文字号',
  'document.series': '调整发文字号',
  'duty.settle': '任务认定',
  'duty.explain': '说明未完成原因',
  'duty.approveLate': '批准认定补录',
  'duty.rebind': '调整认定方式',
  'calendar.save': '保存节假日安排',
  'calendar.feed.open': '生成日历订阅地址',
  'calendar.feed.close': '停用日历订阅',
  'audit.read': '查阅审计',
  'audit.check': '核验审计',
  'people.read': '查阅人员电话',
  'store.init': '建立本局',
  'store.seal': '封存起点',
};

/** Every verb with its words: the kernel's, and those of every action of every kind of record. */
export function verbLabels(): ReadonlyMap<string, string> {
  const deeds = allContracts().flatMap((c) =>
    Object.entries(c.records).flatMap(([kind, { title, life }]) => [
      [`${kind}.create`, `登记（${title}）`] as const,
      [`${kind}.save`, `保存（${title}）`] as const,
      [`${kind}.paper`, `制作文书（${title}）`] as const,
      [`${kind}.scan`, `扫描件归档（${title}）`] as const,
      ...Object.entries(life.actions).map(
        ([name, action]) => [`${kind}.${name}`, `${action.label}（${title}）`] as const,
      ),
    ]),
  );
  return new Map([...Object.entries(KERNEL), ...deeds]);
}
