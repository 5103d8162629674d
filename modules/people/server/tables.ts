// Units and people from a table: what is there already is recognised, brought up to date, or left as it is.
import { Problem } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { type ImportSpec, dayIn, forgetUnits, namesIn, oneIn, unitNamed, yesIn } from '@anlan/kernel/ingest';
import { type UnitType, closeUnit, endPost, givePost, putPerson, putUnit } from '@anlan/kernel/org';
import { OBJECT_KINDS, UNIT_TYPES } from '../contract/words.ts';

const PHONE = /^[\d+()\- ]{5,20}$/;

/** People of that name with a post in the unit; former ones last, so that who comes again is known again. */
const namesakes = (ctx: Ctx, unitId: string, name: string) =>
  ctx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select([
      'person.id',
      'person.phone',
      'person.note',
      'post.id as post_id',
      'post.title',
      'post.leader',
      'post.to_day',
    ])
    .where('post.unit_id', '=', unitId)
    .where('person.name', '=', name)
    .orderBy('post.to_day', (order) => order.desc().nullsFirst())
    .execute();

type PersonMade = {
  personId: string;
  postId: string | null;
  phone: string | null;
  note: string | null;
  isNew: boolean;
};

export const peopleTable: ImportSpec = {
  title: '人员',
  access: 'org.people',
  about:
    '一行一个岗位。已有的人员按单位和姓名认出：手机、备注有变的更新，没有变的不动；新岗位等安全管理员授予权限后生效。',
  columns: [
    { key: 'name', label: '姓名', required: true, example: '康明远' },
    { key: 'unit', label: '单位', aliases: ['所在单位', '工作单位'], required: true, example: '平定县文旅局' },
    { key: 'title', label: '职务', aliases: ['岗位', '职务职称'], required: true, example: '局长' },
    { key: 'phone', label: '手机', aliases: ['电话', '联系电话', '手机号'], example: '13800000000' },
    { key: 'leader', label: '班子成员', example: '是', help: '填「是」或「否」；不填为否' },
    { key: 'from', label: '任职日期', aliases: ['任职时间'], example: '2026-01-01', help: '不填为本年一月一日' },
    { key: 'note', label: '备注', example: '' },
  ],
  async take(ctx, row, batch) {
    const unit = await unitNamed(ctx, '单位', row['unit']!, batch);
    const { name, title } = row as { name: string; title: string };
    if (name.length > 20) throw new Problem('cell', 400, '「姓名」超过 20 字，请核对是否填错了列。');
    if (row['phone'] && !PHONE.test(row['phone']))
      throw new Problem('cell', 400, `「手机」写的「${row['phone']}」不是电话号码。`);
    const leader = row['leader'] ? yesIn('班子成员', row['leader']) : false;
    const fromDay = row['from'] ? dayIn('任职日期', row['from']) : `${ctx.today.slice(0, 4)}-01-01`;
    const known = await namesakes(ctx, unit.id, name);
    const [person] = known;
    const post = known.find((p) => p.title === title && (!p.to_day || p.to_day >= ctx.today));
    const phone = row['phone'] || person?.phone || null;
    const note = row['note'] || person?.note || null;
    const changed = person && (phone !== person.phone || note !== person.note);
    const personId = !person || changed ? await putPerson(ctx, { id: person?.id, name, phone, note }) : person.id;
    const postId = post ? null : await givePost(ctx, { personId, unitId: unit.id, title, leader, fromDay });
    const made: PersonMade = {
      personId,
      postId,
      phone: person?.phone ?? null,
      note: person?.note ?? null,
      isNew: !person,
    };
    return {
      how: !person ? 'new' : postId || changed ? 'changed' : 'same',
      what: `${name}，${unit.shortName}${title}`,
      made: postId || changed ? made : null,
    };
  },
  /** A post given by the table ends with its first day, while nobody gave it rights; phone and note go back to what they were. */
  async undo(ctx, raw) {
    const made = raw as PersonMade;
    if (made.postId) {
      const post = await ctx.db.selectFrom('post').selectAll().where('id', '=', made.postId).executeTakeFirst();
      if (post && post.role !== 'pending')
        throw new Problem('built-on', 409, '这个岗位已经授予权限，不能撤销；请在「人员与单位」里办理离任。');
      if (post && !post.to_day) await endPost(ctx, post.id, post.from_day);
    }
    if (made.isNew) return;
    const person = await ctx.db.selectFrom('person').selectAll().where('id', '=', made.personId).executeTakeFirst();
    if (person) await putPerson(ctx, { id: person.id, name: person.name, phone: made.phone, note: made.note });
  },
};

export const unitsTable: ImportSpec = {
  title: '单位',
  access: 'org.units',
  about: '一行一个单位，上级单位写在前面。已有的单位按名称认出，不重复设立。',
  columns: [
    {
      key: 'name',
      label: '单位全称',
      aliases: ['单位名称', '单位', '名称'],
      required: true,
      example: '平定县冠山书院',
    },
    { key: 'short', label: '简称', example: '冠山书院' },
    { key: 'parent', label: '上级单位', aliases: ['主管单位'], required: true, example: '平定县文旅局' },
    { key: 'type', label: '类型', required: true, example: '场所、企业', help: Object.values(UNIT_TYPES).join('、') },
    { key: 'kind', label: '监管对象类型', aliases: ['对象类型'], example: '博物馆、纪念馆', help: '场所填写' },
    { key: 'aliases', label: '别名', aliases: ['曾用名'], example: '', help: '几个别名用顿号隔开' },
  ],
  async take(ctx, row, batch) {
    const name = row['name']!;
    const same = await unitNamed(ctx, '单位全称', name, batch).catch(() => null);
    if (same) return { how: 'same', what: same.name, made: null };
    const parent = await unitNamed(ctx, '上级单位', row['parent']!, batch);
    const type = oneIn<UnitType>('类型', row['type']!, UNIT_TYPES);
    const id = await putUnit(ctx, {
      parentId: parent.id,
      name,
      shortName: row['short'] || undefined,
      type,
      objectKind: row['kind'] ? oneIn('监管对象类型', row['kind'], OBJECT_KINDS) : null,
      aliases: namesIn(row['aliases'] ?? ''),
    });
    forgetUnits(batch);
    return { how: 'new', what: `${name}（${parent.shortName}）`, made: id };
  },
  async undo(ctx, made, reason) {
    const unit = await ctx.db
      .selectFrom('unit')
      .select('closed_on')
      .where('id', '=', made as string)
      .executeTakeFirst();
    if (unit && !unit.closed_on)
      await closeUnit(ctx, made as string, { on: ctx.today, successorId: null, why: `导入撤销：${reason}` });
  },
};
