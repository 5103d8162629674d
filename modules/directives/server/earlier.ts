// Which earlier notice this one repeats: the same issuer and a title that differs by little more than its year.
import type { Ctx } from '@anlan/kernel/ctx';
import { needKind, show } from '@anlan/kernel/record';
import type { Directive } from '../contract.ts';
import { likeness } from '../match.ts';
import { own } from './tables.ts';

/** From here on a title is taken for that of the same notice of another year. */
const SAME = 0.8;
/** So many are offered to choose from by hand. */
const OFFERED = 30;
/** So many are looked at, the latest first. */
const CONSIDERED = 500;

/** A title without its year, its issuer and the words that every notice has. */
const bare = (title: string, issuer: string | null) =>
  title
    .replaceAll(/[〔[（(]?\d{4}[〕\]）)]?年?(?:度)?/g, '')
    .replace(issuer ?? '\0', '')
    .replace(/^.{2,20}?(?:局|委员会|办公室|政府)关于/, '关于')
    .replace(/^关于|(?:的)?通知$/g, '');

/** Notices issued before, those most like this one first. @throws 404 */
export async function earlier(ctx: Ctx, { id }: { id: string }) {
  const view = await show<Directive>(ctx, needKind('directives'), id);
  const rows = await own(ctx)
    .selectFrom('directive')
    .innerJoin('record', 'record.id', 'directive.id')
    .select(['record.id', 'record.title', 'directive.issuer', 'directive.issue_date', 'directive.task_count'])
    .where('record.state', 'in', ['issued', 'closed'])
    .where('record.id', '<>', id)
    .orderBy('record.created_at', 'desc')
    .limit(CONSIDERED)
    .execute();
  const title = bare(view.title, view.body.issuer);
  const sameIssuer = (issuer: string | null) =>
    !issuer || !view.body.issuer || likeness(issuer, view.body.issuer) > SAME;
  const items = rows
    .map((r) => ({
      id: r.id,
      title: r.title,
      issueDate: r.issue_date,
      taskCount: r.task_count,
      likeness: sameIssuer(r.issuer) ? likeness(title, bare(r.title, r.issuer)) : 0,
    }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, OFFERED);
  const [best] = items;
  return { items, likely: best && best.likeness >= SAME ? best.id : null };
}
