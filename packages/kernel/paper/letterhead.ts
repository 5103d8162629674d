// Letterheads: in whose name a unit's papers stand, and what is missing where nobody has said so yet.
import { Problem, missing } from '@anlan/contract';
import type { Kysely } from 'kysely';
import type { Ctx, KernelTables } from '../ctx/index.ts';
import { push } from '../audit/index.ts';
import { sqlState } from '../db/index.ts';
import type { PaperTables } from './tables.ts';

/** A section speaks in the name of the body it belongs to; every other unit is a body of its own. */
const SECTIONS = ['section', 'countySection'];

export type Letterhead = {
  /** The body in whose name the paper stands. */
  unitId: string;
  unitName: string;
  /** 发文机关标志 of a paper that goes down, 「阳泉市文化和旅游局文件」. */
  mark: string;
  /** 机关代字, 「阳文旅字」; null where the unit has no numbering rule. */
  code: string | null;
  /** 署名, as on the seal. */
  sealName: string;
  /** 印发机关. */
  printedBy: string;
  /** Address in the foot of a letter (函). */
  address: string | null;
};

/** What may be said of a letterhead; null takes the unit's own name or leaves the part out. */
export type LetterheadWords = {
  mark: string | null;
  code: string | null;
  sealName: string | null;
  printedBy: string | null;
  address: string | null;
};

const tables = (db: Kysely<KernelTables>) => db.withTables<PaperTables>();

/** The unit and what lies above it, nearest first, with what was said of each. */
const upwards = (ctx: Ctx, unitId: string) =>
  tables(ctx.db)
    .selectFrom('unit_closure')
    .innerJoin('unit', 'unit.id', 'unit_closure.ancestor')
    .leftJoin('letterhead', 'letterhead.unit_id', 'unit.id')
    .select(['unit.id', 'unit.name', 'unit.type', 'unit.parent_id'])
    .select([
      'letterhead.mark',
      'letterhead.code',
      'letterhead.seal_name',
      'letterhead.printed_by',
      'letterhead.address',
    ])
    .where('unit_closure.descendant', '=', unitId)
    .orderBy('unit_closure.depth')
    .execute();

/**
 * The letterhead of a unit: a section has its bureau's; a body without one has its own name and no numbering rule.
 * @throws 404 for a unit that does not exist or is out of sight
 */
export async function letterheadOf(ctx: Ctx, unitId: string): Promise<Letterhead> {
  const line = await upwards(ctx, unitId);
  const body = line.find((u) => !SECTIONS.includes(u.type)) ?? line[0];
  if (!body) throw missing();
  return {
    unitId: body.id,
    unitName: body.name,
    mark: body.mark ?? `${body.name}文件`,
    code: body.code,
    sealName: body.seal_name ?? body.name,
    printedBy: body.printed_by ?? body.name,
    address: body.address,
  };
}

/** What was said of a unit's letterhead itself, without what follows from its name. */
export async function letterheadWords(ctx: Ctx, unitId: string): Promise<LetterheadWords> {
  const said = await tables(ctx.db)
    .selectFrom('letterhead')
    .selectAll()
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return {
    mark: said?.mark ?? null,
    code: said?.code ?? null,
    sealName: said?.seal_name ?? null,
    printedBy: said?.printed_by ?? null,
    address: said?.address ?? null,
  };
}

/** Whether `unitId` belongs to the nearest bureau (city or county) of one of my units: its letterhead is kept there. */
export async function mayKeepLetterhead(ctx: Ctx, unitId: string): Promise<boolean> {
  for (const own of ctx.me.actor.own) {
    const bureau = (await upwards(ctx, own)).find((u) => u.type === 'bureau' || u.type === 'county');
    if (bureau && (await upwards(ctx, unitId)).some((u) => u.id === bureau.id)) return true;
  }
  return false;
}

/**
 * Says what a unit's papers carry. For whoever keeps the letterheads of the bureau that the unit belongs to.
 * @throws 404; 400 `letterhead-section` for a section, which has its bureau's; 409 `code-taken` when another unit numbers by this 机关代字
 */
export async function saveLetterhead(ctx: Ctx, unitId: string, words: LetterheadWords): Promise<Letterhead> {
  const [unit] = await upwards(ctx, unitId);
  if (!unit || !(await mayKeepLetterhead(ctx, unitId))) throw missing();
  if (SECTIONS.includes(unit.type))
    throw new Problem('letterhead-section', 400, `${unit.name}以所属局的名义发文，请设置所属局的文头。`);
  const said = {
    mark: words.mark,
    code: words.code,
    seal_name: words.sealName,
    printed_by: words.printedBy,
    address: words.address,
    updated_at: ctx.now,
    updated_by_name: ctx.me.name,
  };
  await tables(ctx.db)
    .insertInto('letterhead')
    .values({ unit_id: unitId, ...said })
    .onConflict((oc) => oc.column('unit_id').doUpdateSet(said))
    .execute()
    .catch((error: unknown) => {
      if (sqlState(error) !== '23505') throw error;
      throw new Problem('code-taken', 409, `机关代字「${words.code}」已由其他单位使用，请核对后填写本单位的代字。`, {
        fields: [{ path: 'code', message: '请填写本单位的代字' }],
      });
    });
  await push(ctx, 'letterhead.save', unitId, {});
  return letterheadOf(ctx, unitId);
}
