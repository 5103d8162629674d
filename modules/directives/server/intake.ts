// Two doors in: a document issued elsewhere, or a draft of our own. Read, understood, and put down as a working paper.
import { createHash } from 'node:crypto';
import { Problem } from '@anlan/contract';
import { meanwhile } from '@anlan/kernel/apart';
import type { Ctx } from '@anlan/kernel/ctx';
import { fileBytes } from '@anlan/kernel/file';
import { listGroups, listUnits } from '@anlan/kernel/org';
import { type HeadPatch, create, needKind, newId, reindex, show, touch } from '@anlan/kernel/record';
import { settings } from '@anlan/kernel/setting';
import { type Breakdown, openDoubts, ready } from '../breakdown.ts';
import type { Directive } from '../contract.ts';
import { correctable } from '../contract/reading.ts';
import { type Directory, type Entry, directoryOf } from '../match.ts';
import {
  type Notice,
  NoticeError,
  type NoticeDocument,
  parseBrought,
  readDocument,
  readUploaded,
} from '../notice/index.ts';
import { factKinds } from './facts.ts';
import { keepConfirmed, movedPlaces, movedStarts } from './reread.ts';
import { resume } from './reading-ask.ts';
import { own, paperOf } from './tables.ts';
import { understand } from './understand.ts';

type Register = {
  id?: string | undefined;
  fileId?: string | undefined;
  text?: string | undefined;
  title?: string | undefined;
  door: 'received' | 'own';
};

export const directory = async (ctx: Ctx): Promise<Directory> => directoryOf(await entriesOf(ctx));

async function entriesOf(ctx: Ctx): Promise<Entry[]> {
  const [units, groups, aliases] = await Promise.all([
    listUnits(ctx, { limit: 5000 }),
    listGroups(ctx),
    ctx.db.selectFrom('unit_alias').selectAll().execute(),
  ]);
  const names = new Map<string, string[]>();
  for (const a of aliases) names.set(a.unit_id, [...(names.get(a.unit_id) ?? []), a.name]);
  return [
    ...groups.map((g): Entry => ({ type: 'group', id: g.id, name: g.name, names: g.aliases })),
    ...units.map((u): Entry => ({
      type: 'unit',
      id: u.id,
      name: u.name,
      names: [u.shortName, ...(names.get(u.id) ?? [])],
    })),
  ];
}

type Given = { bytes: Uint8Array; name: string; sha256: string };

async function given(ctx: Ctx, input: Register): Promise<Given> {
  if (input.fileId) return fileBytes(ctx, input.fileId);
  const text = input.text?.trim();
  if (!text) throw new Problem('empty', 400, '请选择文件，或粘贴公文正文。');
  const whole = input.title && !text.includes(input.title) ? `${input.title}\n\n${text}` : text;
  const bytes = new TextEncoder().encode(whole);
  return { bytes, name: '正文.txt', sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** What a file was found to be: words, pictures of pages still to be read, or neither. */
type Found =
  | { as: 'words'; document: NoticeDocument }
  | { as: 'pages'; pages: number }
  | { as: 'nothing'; why: NoticeError };

/** What is understood while everybody else waits must be short; the longest plan of a province has a third of this. */
const MOST_WORDS = 150_000;

/** Looks into what was given. Pasted words that cannot be read are refused; a file is kept whatever it is. */
async function lookInto({ bytes, name }: Given, input: Register): Promise<Found> {
  const unread = (error: unknown): Found => {
    if (!(error instanceof NoticeError)) throw error;
    if (!input.fileId) throw new Problem(error.code, 400, error.message);
    return { as: 'nothing', why: error };
  };
  try {
    const document = await (input.fileId ? readUploaded : readDocument)(bytes, name);
    if (document.text.length > MOST_WORDS) throw new NoticeError('too-long');
    return { as: 'words', document };
  } catch (error) {
    const scan = error instanceof NoticeError && error.code === 'scan' && input.fileId;
    return scan ? { as: 'pages', pages: error.pages } : unread(error);
  }
}

/** The yearly plan of a province asks for some three hundred things. */
const MOST_DUTIES = 2000;

function refused(error: unknown): never {
  throw error instanceof NoticeError ? new Problem(error.code, 400, error.message) : error;
}

async function understood(ctx: Ctx, document: NoticeDocument) {
  const entries = await entriesOf(ctx);
  const dir = directoryOf(entries);
  const notice = await meanwhile(ctx, parseBrought(document, entries)).catch(refused);
  if (notice.tasks.length + notice.duties.length > MOST_DUTIES) refused(new NoticeError('too-long'));
  const { 'duty.progress': progress } = await settings(ctx.db);
  const breakdown = understand(document.text, notice, {
    directory: dir,
    today: ctx.today,
    facts: factKinds(),
    progress,
    newId: () => newId(ctx.now),
  });
  return { notice, breakdown };
}

const blocksOf = (notice: Notice) =>
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

const NOTHING: NoticeDocument = { text: '', format: 'unread', leftovers: [] };

/**
 * Registers a document issued elsewhere, or begins a draft. A scan begins by being read; a file that cannot be read is
 * kept beside an empty text, to be typed.
 * @throws 400 with one sentence for words that hold no task, or two notices; 409 `same-file` naming the record.
 */
export async function register(ctx: Ctx, input: Register) {
  const source = await given(ctx, input);
  await refuseTwice(ctx, source.sha256);
  const found = await meanwhile(ctx, lookInto(source, input));
  const document = found.as === 'words' ? found.document : NOTHING;
  const { notice, breakdown } = await understood(ctx, document);
  if (found.as === 'words') refuseTaskless(notice, input);
  const bureau = await ctx.db.selectFrom('unit').select('id').where('type', '=', 'bureau').executeTakeFirstOrThrow();
  const plain = source.name.replace(/\.[^.]{1,8}$/, '').slice(0, 200);
  const titles = [breakdown.head.title, input.title, found.as === 'words' ? undefined : plain, '未命名公文'];
  // A working paper always has a title to be corrected; that none was recognised stands among its doubts.
  const title = titles.find((each) => each && each.length > 1)!;
  breakdown.head.title = title;
  if (found.as === 'nothing') breakdown.doubts.unshift(unreadDoubt(found.why));
  const id = await create(
    ctx,
    'directives',
    {
      id: input.id,
      unitId: bureau.id,
      title,
      occurredOn: breakdown.head.date ?? ctx.today,
      files: input.fileId ? [input.fileId] : [],
      ...(found.as === 'pages' ? { state: 'reading' } : {}),
    },
    {
      door: input.door,
      format: found.as === 'pages' ? 'scan' : document.format,
      file_id: input.fileId ?? null,
      scan_pages: found.as === 'pages' ? found.pages : null,
      ...summary(breakdown),
      ...(input.door === 'own' ? { doc_number: null } : {}),
    },
  );
  await own(ctx)
    .insertInto('directive_paper')
    .values({ id, sha256: source.sha256, ...paperRow(document, notice, breakdown) })
    .execute();
  if (found.as === 'pages') await resume(ctx);
  await reindex(ctx, 'directives', id);
  return show<Directive>(ctx, needKind('directives'), id);
}

const paperRow = (document: NoticeDocument, notice: Notice, breakdown: Breakdown) => ({
  text: document.text,
  blocks: JSON.stringify(blocksOf(notice)),
  breakdown: JSON.stringify(breakdown),
  doubtful: JSON.stringify(document.doubtful ?? []),
  pages: JSON.stringify(document.pages ?? []),
});

/** Why nothing was read, put as the first thing to look at. */
const unreadDoubt = (why: NoticeError): Breakdown['doubts'][number] => ({
  id: 'd0',
  code: 'unread',
  message: `原文件已经保存，但没有读出文字：${why.message.split('，')[0]}。请用「修改正文」照原件录入或粘贴全文。`,
  target: { type: 'head', id: 'unread' },
  a: null,
  b: null,
  places: [],
  answer: null,
  answeredByName: null,
});

function refuseTaskless(notice: Notice, { door }: Register) {
  if (notice.lint.some((l) => l.code === 'two-notices'))
    throw new Problem('two-notices', 400, '这份文件里有两份通知，请拆成两个文件，分别上传。');
  if (!notice.tasks.length && door === 'received')
    throw new Problem(
      'no-tasks',
      400,
      '这份文件里没有认出任务。通报、放假安排等不产生任务的文件不用在这里登记；如确有任务，请检查文件是否完整。',
    );
}

/** Puts words down as the text of a directive, in place of what was there, and what they ask for; gives the head's changes. */
export async function putWords(ctx: Ctx, id: string, document: NoticeDocument): Promise<HeadPatch> {
  const { notice, breakdown } = await understood(ctx, document);
  const before = await paperOf(ctx, id);
  const merged = keepConfirmed(before.breakdown, breakdown);
  if (merged.head.title.length < 2) merged.head.title = before.breakdown.head.title;
  await own(ctx)
    .updateTable('directive_paper')
    .set(paperRow(document, notice, merged))
    .where('id', '=', id)
    .execute();
  await own(ctx).updateTable('directive').set(summary(merged)).where('id', '=', id).execute();
  return {
    ...(merged.head.title ? { title: merged.head.title } : {}),
    ...(merged.head.date ? { occurredOn: merged.head.date } : {}),
  };
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
    doubtful: paper.doubtful,
    pages: paper.pages,
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

/** Words without the ends of lines that a page put between them. */
const unbroken = (words: string) => words.replace(/[\n\u2028]/g, '');

/** Saves the working paper. Quotations must be the notice's own words. @throws 409 for an older version or outside the draft */
export async function save(
  ctx: Ctx,
  { id, version, breakdown }: { id: string; version: number; breakdown: Breakdown },
) {
  const { body } = await show<Directive>(ctx, needKind('directives'), id);
  const { text } = await paperOf(ctx, id);
  const invented = breakdown.clauses.find((c) => unbroken(text.slice(...c.source)) !== unbroken(c.text));
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

/**
 * New words for a draft of our own, or for a document whose words were recognised or typed: read again; what was
 * confirmed and still stands in the text stays confirmed. @throws 409 `not-own` for a document that was read from its file
 */
export async function rewrite(ctx: Ctx, { id, version, text }: { id: string; version: number; text: string }) {
  const { body } = await show<Directive>(ctx, needKind('directives'), id);
  if (!correctable(body)) throw new Problem('not-own', 409, '这份收文的文字取自原文件，不能修改。');
  const before = await paperOf(ctx, id);
  const source = await given(ctx, { text, door: body.door });
  const found = await lookInto(source, { text, door: body.door });
  if (found.as !== 'words') throw new Problem('empty', 400, '请填写正文。');
  const document: NoticeDocument = {
    ...found.document,
    doubtful: movedPlaces(before.text, found.document.text, before.doubtful),
    pages: movedStarts(before.text, found.document.text, before.pages),
  };
  // A version that is not the latest undoes it all.
  await touch(ctx, needKind('directives'), id, version, EDITABLE, await putWords(ctx, id, document));
  if (body.door === 'own') {
    await own(ctx).updateTable('directive').set({ doc_number: null }).where('id', '=', id).execute();
    await own(ctx).updateTable('directive_paper').set({ sha256: source.sha256 }).where('id', '=', id).execute();
  }
  await reindex(ctx, 'directives', id);
  return show<Directive>(ctx, needKind('directives'), id);
}
