// Two doors in: a document issued elsewhere, or a draft of our own. Read, understood, and put down as a working paper.
import { createHash } from 'node:crypto';
import { Problem } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { listGroups, listUnits } from '@anlan/kernel/org';
import { create, needKind, newId, reindex, show, touch } from '@anlan/kernel/record';
import { settings } from '@anlan/kernel/setting';
import { type Breakdown, openDoubts, ready } from '../breakdown.ts';
import type { Directive } from '../contract.ts';
import { type Directory, type Entry, directoryOf } from '../match.ts';
import { NoticeError, parse, readDocument } from '../notice/index.ts';
import { factKinds } from './facts.ts';
import { own, paperOf } from './tables.ts';
import { understand } from './understand.ts';

type Register = {
  id?: string | undefined;
  fileId?: string | undefined;
  text?: string | undefined;
  title?: string | undefined;
  door: 'received' | 'own';
};

export async function directory(ctx: Ctx): Promise<Directory> {
  const [units, groups, aliases] = await Promise.all([
    listUnits(ctx, { limit: 5000 }),
    listGroups(ctx),
    ctx.db.selectFrom('unit_alias').selectAll().execute(),
  ]);
  const names = new Map<string, string[]>();
  for (const a of aliases) names.set(a.unit_id, [...(names.get(a.unit_id) ?? []), a.name]);
  const entries: Entry[] = [
    ...groups.map((g): Entry => ({ type: 'group', id: g.id, name: g.name, names: g.aliases })),
    ...units.map((u): Entry => ({
      type: 'unit',
      id: u.id,
      name: u.name,
      names: [u.shortName, ...(names.get(u.id) ?? [])],
    })),
  ];
  return directoryOf(entries);
}

async function bytesOf(ctx: Ctx, input: Register): Promise<{ bytes: Uint8Array; name: string }> {
  if (input.fileId) {
    const file = await ctx.db
      .selectFrom('file')
      .select(['sha256', 'name'])
      .where('id', '=', input.fileId)
      .executeTakeFirst();
    if (!file) throw new Problem('no-file', 400, '没有找到刚才上传的文件，请重新上传。');
    const chunks: Buffer[] = [];
    for await (const chunk of ctx.store.read(file.sha256)) chunks.push(chunk as Buffer);
    return { bytes: Buffer.concat(chunks), name: file.name };
  }
  const text = input.text?.trim();
  if (!text) throw new Problem('empty', 400, '请选择文件，或粘贴公文正文。');
  const whole = input.title && !text.includes(input.title) ? `${input.title}\n\n${text}` : text;
  return { bytes: new TextEncoder().encode(whole), name: '正文.txt' };
}

async function readParsed(ctx: Ctx, input: Register) {
  const { bytes, name } = await bytesOf(ctx, input);
  const doc = await readDocument(bytes, name).catch((error: unknown) => {
    if (error instanceof NoticeError) throw new Problem(error.code, 400, error.message);
    throw error;
  });
  const dir = await directory(ctx);
  const notice = parse(doc, dir);
  const { 'duty.progress': progress } = await settings(ctx.db);
  const breakdown = understand(doc.text, notice, {
    directory: dir,
    today: ctx.today,
    facts: factKinds(),
    progress,
    newId: () => newId(ctx.now),
  });
  return { bytes, doc, notice, breakdown };
}

const blocksOf = (notice: ReturnType<typeof parse>) =>
  notice.paragraphs.map((b) => ({
    kind: b.kind,
    source: b.source,
    level: b.level,
    taskNo: notice.tasks.find((t) => t.source[0] >= b.source[0] && t.source[0] < b.source[1])?.no ?? null,
  }));

/** What a list row and the action bar need, kept beside the paper it is computed from. */
const summary = (b: Breakdown) => {
  const verdict = ready(b);
  return {
    doc_number: b.head.docNumber,
    issuer: b.head.issuer,
    issue_date: b.head.date,
    task_count: b.tasks.length,
    duty_count: b.clauses.filter((c) => c.repeat !== 'standing').length,
    doubt_count: openDoubts(b).length,
    not_ready: verdict === true ? null : verdict,
  };
};

/**
 * Registers a document issued elsewhere, or begins a draft.
 * @throws 400 with one sentence for a file that cannot be read or holds no task or two notices; 409 `same-file` naming the record.
 */
export async function register(ctx: Ctx, input: Register) {
  const { bytes, doc, notice, breakdown } = await readParsed(ctx, input);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await refuseTwice(ctx, sha256);
  if (notice.lint.some((l) => l.code === 'two-notices'))
    throw new Problem('two-notices', 400, '这份文件里有两份通知，请拆成两个文件，分别上传。');
  if (!notice.tasks.length && input.door === 'received')
    throw new Problem(
      'no-tasks',
      400,
      '这份文件里没有认出任务。通报、放假安排等不产生任务的文件不用在这里登记；如确有任务，请检查文件是否完整。',
    );
  const bureau = await ctx.db.selectFrom('unit').select('id').where('type', '=', 'bureau').executeTakeFirstOrThrow();
  const title = breakdown.head.title || input.title || '未命名公文';
  const id = await create(
    ctx,
    'directives',
    {
      id: input.id,
      unitId: bureau.id,
      title,
      occurredOn: breakdown.head.date ?? ctx.today,
      files: input.fileId ? [input.fileId] : [],
    },
    {
      door: input.door,
      format: doc.format,
      file_id: input.fileId ?? null,
      ...summary(breakdown),
      ...(input.door === 'own' ? { doc_number: null } : {}),
    },
  );
  await own(ctx)
    .insertInto('directive_paper')
    .values({
      id,
      sha256,
      text: doc.text,
      blocks: JSON.stringify(blocksOf(notice)),
      breakdown: JSON.stringify(breakdown),
    })
    .execute();
  await reindex(ctx, 'directives', id);
  return show<Directive>(ctx, needKind('directives'), id);
}

async function refuseTwice(ctx: Ctx, sha256: string) {
  const same = await own(ctx)
    .selectFrom('directive_paper')
    .innerJoin('record', 'record.id', 'directive_paper.id')
    .select(['record.id', 'record.title', 'record.state'])
    .where('sha256', '=', sha256)
    .where('record.state', '<>', 'void')
    .executeTakeFirst();
  if (same)
    throw new Problem('same-file', 409, `这份文件已经登记过：「${same.title}」。请直接打开那一份。`, {
      current: { id: same.id },
    });
}

const EDITABLE = ['draft'];

/** The working paper with suggestions for every name not yet matched, and what clauses may be bound to. */
export async function draft(ctx: Ctx, id: string) {
  const view = await show(ctx, needKind('directives'), id);
  const paper = await paperOf(ctx, id);
  const dir = await directory(ctx);
  const names = new Set(
    [
      ...paper.breakdown.tasks.flatMap((t) => t.responsible),
      ...paper.breakdown.clauses.flatMap((c) => c.who),
      ...paper.breakdown.head.recipients,
    ].map((n) => n.name),
  );
  return {
    text: paper.text,
    blocks: paper.blocks,
    breakdown: paper.breakdown,
    version: view.version,
    editable: EDITABLE.includes(view.state) && ctx.me.may.has('directives.draft'),
    suggestions: Object.fromEntries([...names].map((n) => [n, dir.suggest(n)])),
    bindings: [
      ...Object.entries(factKinds()).map(([kind, f]) => ({
        kind,
        label: f.label,
        from: `由「${f.from}」记录自动认定`,
      })),
      { kind: 'return', label: '报送材料', from: '由单位报送文件，接收科室收到或退回' },
      { kind: 'report', label: '填报进展', from: '由单位填报一句话进展，可附文件' },
      { kind: 'none', label: '只列出，不计期', from: '长期要求，不产生期次' },
    ],
  };
}

/** Saves the working paper. Quotations must be the notice's own words. @throws 409 for an older version or outside the draft */
export async function save(
  ctx: Ctx,
  { id, version, breakdown }: { id: string; version: number; breakdown: Breakdown },
) {
  const { body } = await show<Directive>(ctx, needKind('directives'), id);
  const { text } = await paperOf(ctx, id);
  const invented = breakdown.clauses.find((c) => text.slice(...c.source) !== c.text);
  if (invented)
    throw new Problem('not-in-text', 400, `「${invented.text.slice(0, 20)}」与原文不一致，请从原文中重新选取。`);
  const answered: Breakdown = {
    ...breakdown,
    doubts: breakdown.doubts.map((d) =>
      d.answer !== null && d.answeredByName === null ? { ...d, answeredByName: ctx.me.name } : d,
    ),
  };
  const next = await touch(ctx, needKind('directives'), id, version, EDITABLE, {
    title: breakdown.head.title,
    ...(breakdown.head.date ? { occurredOn: breakdown.head.date } : {}),
  });
  await own(ctx)
    .updateTable('directive_paper')
    .set({ breakdown: JSON.stringify(answered) })
    .where('id', '=', id)
    .execute();
  await own(ctx)
    .updateTable('directive')
    // Our own get their number after the signature, whatever the draft says.
    .set({ ...summary(answered), ...(body.door === 'own' ? { doc_number: body.docNumber } : {}) })
    .where('id', '=', id)
    .execute();
  await reindex(ctx, 'directives', id);
  return { version: next, notReady: summary(answered).not_ready, breakdown: answered };
}

/** New words for a draft of our own: read again; what was confirmed and still stands in the text stays confirmed. */
export async function rewrite(ctx: Ctx, { id, version, text }: { id: string; version: number; text: string }) {
  const view = await show<Directive>(ctx, needKind('directives'), id);
  if (view.body.door !== 'own') throw new Problem('not-own', 409, '收文的正文不能修改。');
  const before = (await paperOf(ctx, id)).breakdown;
  const { bytes, doc, notice, breakdown } = await readParsed(ctx, { text, door: 'own' });
  const kept = breakdown.clauses.map((c) => {
    const old = before.clauses.find((o) => o.text === c.text && o.taskNo === c.taskNo);
    return old ? { ...old, source: c.source } : c;
  });
  const merged: Breakdown = { ...breakdown, clauses: kept };
  await touch(
    ctx,
    needKind('directives'),
    id,
    version,
    EDITABLE,
    merged.head.title ? { title: merged.head.title } : {},
  );
  await own(ctx)
    .updateTable('directive_paper')
    .set({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      text: doc.text,
      blocks: JSON.stringify(blocksOf(notice)),
      breakdown: JSON.stringify(merged),
    })
    .where('id', '=', id)
    .execute();
  await own(ctx)
    .updateTable('directive')
    .set({ ...summary(merged), doc_number: null })
    .where('id', '=', id)
    .execute();
  await reindex(ctx, 'directives', id);
  return show<Directive>(ctx, needKind('directives'), id);
}
