// What a verb of the audit is called: deeds by the contracts' own words, the kernel's verbs by a list.
import { stateLabel } from '@anlan/contract';
import { allContracts } from '@anlan/kernel/record';

const KERNEL: Readonly<Record<string, string>> = {
  'session.open': '登录',
  'session.close': '退出登录',
  'session.refused': '登录被拒',
  'access.refused': '越权被拒',
  'account.create': '建立账号',
  'account.reset': '重置密码',
  'account.resetAtServer': '在服务器上重置密码',
  'account.enable': '启用账号',
  'account.disable': '停用账号',
  'account.unlock': '解除登录限制',
  'account.password': '修改自己的密码',
  'factor.enrol': '开通动态口令',
  'factor.recovery': '换发恢复码',
  'factor.drop': '停用动态口令',
  'factor.reset': '解除他人的动态口令',
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
  'health.backup': '立即备份',
  'health.retry': '重做后台任务',
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

const WORDS: Readonly<Record<string, string>> = {
  login: '账号',
  route: '接口',
  method: '方式',
  status: '应答',
  key: '项目',
  paper: '文书',
  n: '数量',
};

/** The state of a kind of record that a deed led to, as its people call it. */
function stateOf(verb: string, state: string): string {
  const [kind = ''] = verb.split('.');
  const life = allContracts().flatMap((c) => c.records[kind] ?? [])[0]?.life;
  const found = life?.states[state];
  return found ? stateLabel(found) : state;
}

/** What a line says beside its verb. Hashes are for verifying: of what they seal only the number is told. */
export function detailInWords(verb: string, detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .flatMap(([key, value]) => {
      if (key === 'line' || key === 'file') return [];
      if (key === 'to') return [`状态「${stateOf(verb, String(value))}」`];
      if (key === 'version') return [`第 ${String(value)} 版`];
      if (key === 'periods') return [`${Object.keys(value as object).length} 个期次`];
      if (key === 'files') return [`${Object.keys(value as object).length} 个附件`];
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return [`${WORDS[key] ?? key}：${text}`];
    })
    .join('，');
}
