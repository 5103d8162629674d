// From a parsed notice to the working paper: names matched, bindings proposed, everything doubtful put as a question. Pure.
import type { Day, FactKind, Repeat } from '@anlan/contract';
import type { Breakdown, Clause, Doubt, Named, Task } from '../breakdown.ts';
import type { Directory } from '../match.ts';
import type { Lint, Notice, NoticeDuty, NoticeTask } from '../notice/schema.ts';

export type Understanding = {
  directory: Directory;
  today: Day;
  /** Fact kinds of all modules, by key. */
  facts: Readonly<Record<string, FactKind>>;
  /** How often a task without a countable clause reports; `none` for never. */
  progress: 'quarter' | 'half-year' | 'none';
  newId(): string;
};

/** Who a clause asks when it asks the leaders themselves. */
const LEADERS = /领导干部|班子成员|负责同志|每位领导/;

export function understand(text: string, notice: Notice, u: Understanding): Breakdown {
  const recipients = notice.recipients.map((n) => named(n, u));
  const tasks = notice.tasks.map((t) => taskOf(t, u));
  // Where an item names nobody, those addressed stand in; the doubt `no-unit` asks a person.
  const answerable = (no: string | null) => {
    const task = tasks.find((t) => t.no === no);
    return task?.responsible.length ? task.responsible : recipients;
  };
  const clauses = notice.duties.map((d) => clauseOf(d, answerable(d.task), u));
  const uncounted = tasks.filter((t) => !clauses.some((c) => c.taskNo === t.no && c.repeat !== 'standing'));
  const { progress } = u;
  const watches = progress === 'none' ? [] : uncounted.map((t) => progressOf(text, t, answerable(t.no), progress, u));
  const breakdown: Breakdown = {
    head: {
      title: notice.title ?? '',
      docNumber: notice.docNumber,
      issuer: notice.issuer,
      recipients,
      date: notice.date,
    },
    year: null,
    window: windowOf(notice, u.today),
    openEarlier: false,
    tasks,
    clauses: [...clauses, ...watches].sort((a, b) => a.source[0] - b.source[0]),
    doubts: [],
  };
  return { ...breakdown, doubts: doubtsOf(breakdown, notice, u) };
}

/** The notice's own years, else from its date to the end of that year. */
function windowOf(notice: Notice, today: Day) {
  if (notice.window) return { from: notice.window[0], to: notice.window[1] };
  const from = notice.date ?? today;
  return { from, to: `${from.slice(0, 4)}-12-31` };
}

function named(name: string, u: Understanding): Named {
  return { name, unitId: null, groupId: null, dropped: false, ...u.directory.match(name) };
}

function taskOf(t: NoticeTask, u: Understanding): Task {
  return {
    no: t.no,
    title: t.title,
    text: t.text,
    source: t.source,
    responsible: t.responsible.map((n) => named(n, u)),
    lead: t.lead,
    deadlineText: t.deadlineText,
    recurrence: t.recurrence,
    due: t.due,
  };
}

function clauseOf(d: NoticeDuty, inherited: readonly Named[], u: Understanding): Clause {
  const leaders = d.who.some((w) => LEADERS.test(w));
  const standing = d.period === 'standing';
  return {
    id: u.newId(),
    taskNo: d.task,
    text: d.text,
    source: d.source,
    who: leaders || !d.who.length ? [...inherited] : d.who.map((n) => named(n, u)),
    about: leaders ? 'person' : 'unit',
    repeat: d.period,
    count: d.count ?? 1,
    due: d.due,
    binding: standing ? 'none' : wantsMaterial(d, leaders) ? 'return' : bindingFor(d.text, leaders, u.facts),
    progress: false,
    accepted: standing,
  };
}

/** What is to be sent in by a date: 于5月15日前将工作要点报送…. */
const wantsMaterial = (d: NoticeDuty, leaders: boolean) =>
  d.period === 'once' && !leaders && /报送|上报|报至|报(?![告警备名考])[^，。；]{1,16}(?:局|科|处|办公室)/.test(d.text);

/** The kind whose hints the clause speaks of, when exactly one does; else a report. */
function bindingFor(text: string, leaders: boolean, facts: Understanding['facts']): string {
  const fits = Object.entries(facts).filter(([, f]) => f.hints?.test(text) && (f.about === 'person') === leaders);
  return fits.length === 1 ? fits[0]![0] : 'report';
}

/** A task that nobody can count is watched by a sentence per period, quoted by its title. */
function progressOf(text: string, t: Task, who: readonly Named[], repeat: Repeat, u: Understanding): Clause {
  const at = text.indexOf(t.title, t.source[0]);
  const source: Clause['source'] =
    at >= 0 && at < t.source[1] ? [at, at + t.title.length] : [t.source[0], Math.min(t.source[1], t.source[0] + 40)];
  const quoted = text.slice(...source).slice(0, 120);
  return {
    id: u.newId(),
    taskNo: t.no,
    text: quoted,
    source: [source[0], source[0] + quoted.length],
    who: [...who],
    about: 'unit',
    repeat: t.due && t.recurrence === 'once' ? 'once' : repeat,
    count: 1,
    due: t.recurrence === 'once' ? t.due : null,
    binding: 'report',
    progress: true,
    accepted: false,
  };
}

function doubtsOf(b: Breakdown, notice: Notice, u: Understanding): Doubt[] {
  const doubts: Doubt[] = [];
  const ask = (code: string, message: string, target: Doubt['target'], more: Partial<Doubt> = {}) =>
    doubts.push({
      id: `d${doubts.length + 1}`,
      code,
      message,
      target,
      a: null,
      b: null,
      places: [],
      answer: null,
      answeredByName: null,
      ...more,
    });
  if (!b.head.title) ask('head', '没有认出标题，请补上。', { type: 'head', id: 'title' });
  if (!b.head.date) ask('head', '没有认出成文日期，请补上。', { type: 'head', id: 'date' });
  if (b.window.to < u.today)
    ask('year', `这是 ${b.window.to.slice(0, 4)} 年的通知。各期任务是作为历史期次打开，还是按今年执行？`, {
      type: 'head',
      id: 'year',
    });
  // The same reason said of a task and of its clauses is asked once.
  const asked = new Set<string>();
  const fresh = (task: string | null, reason: string) => {
    const key = `${task}：${reason.split('：').at(-1)!.replace(/。$/, '')}`;
    return !asked.has(key) && asked.add(key);
  };
  // A date that cannot be is asked once, where the missing day is to be filled in.
  const whyUndated = new Map<string, string>();
  for (const c of b.clauses) {
    if (c.repeat !== 'once' || c.due) continue;
    const [why] = notice.duties.find((d) => d.source[0] === c.source[0] && d.text === c.text)?.doubts ?? [];
    if (why === undefined) continue;
    whyUndated.set(c.id, why);
    asked.add(`${c.taskNo}：${why}`);
  }
  for (const l of notice.lint)
    if (l.code !== 'unit-unknown' && (l.code !== 'date-doubtful' || fresh(l.task, l.message))) lintDoubt(l, ask);
  for (const t of b.tasks)
    for (const r of t.responsible)
      if (!r.unitId && !r.groupId)
        ask(
          'units',
          `「${r.name}」不在单位名录里，请指明是哪个单位，或不计入。`,
          { type: 'task', id: t.no },
          about(r.name),
        );
  for (const c of b.clauses) {
    if (c.repeat === 'standing') continue;
    const task = b.tasks.find((t) => t.no === c.taskNo);
    for (const w of c.who)
      if (!w.unitId && !w.groupId && !task?.responsible.some((r) => r.name === w.name))
        ask(
          'units',
          `「${w.name}」不在单位名录里，请指明是哪个单位，或不计入。`,
          { type: 'clause', id: c.id },
          about(w.name),
        );
    if (!c.who.length) ask('units', '没有写明由谁完成，请指定责任单位。', { type: 'clause', id: c.id });
    if (c.repeat === 'once' && !c.due)
      ask('no-deadline', undatedSays(whyUndated.get(c.id)), { type: 'clause', id: c.id });
  }
  for (const [i, d] of notice.duties.entries()) {
    const clause = b.clauses.find((c) => c.source[0] === d.source[0] && c.text === d.text);
    if (clause && clause.repeat !== 'standing')
      for (const why of notice.duties[i]!.doubts)
        if (fresh(clause.taskNo, why)) ask('parse', why, { type: 'clause', id: clause.id });
  }
  return doubts;
}

const about = (name: string) => ({ a: { text: name, source: null } });

const undatedSays = (why: string | undefined): string =>
  why === undefined ? '这项要求没有写明完成日期，请补上，或改为只列出、不计期。' : `${why}。`;

function lintDoubt(
  l: Lint,
  ask: (code: string, message: string, target: Doubt['target'], more?: Partial<Doubt>) => void,
) {
  if (l.code === 'leftover-markup' || l.code === 'no-deadline') return;
  const side = (text: string | undefined, source: Lint['aSource']) =>
    text === undefined ? null : { text, source: source ?? null };
  ask(l.code, l.message, l.task === null ? { type: 'head', id: l.code } : { type: 'task', id: l.task }, {
    a: side(l.a, l.aSource),
    b: side(l.b, l.bSource),
    places: (l.differences ?? []).map((d) => ({
      a: { text: d.a, source: d.aSource },
      b: { text: d.b, source: d.bSource },
    })),
  });
}
