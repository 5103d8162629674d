// The visit's own row: how it goes into the table and how readers get it back.
import type { Ctx } from '@anlan/kernel/ctx';
import type { ColumnType } from 'kysely';
import type { z } from 'zod';
import { type Danger, type Leader, MANNERS, type Place, type Told, type Visit } from '../contract.ts';

type Json<T> = ColumnType<T, string, string>;

export type VisitRow = {
  id: string;
  visited_on: string;
  manner: Told['manner'];
  leaders: Json<Leader[]>;
  post_ids: string[];
  places: Json<Place[]>;
  place_ids: string[];
  elsewhere: string;
  shown_to: string[];
  companions: string[];
  learnt: string;
  requirements: string;
  follow_up: string;
  dangers: Json<Danger[]>;
  makes_good_id: string | null;
  makes_good_person: string | null;
  makes_good_label: string | null;
};

/** Kysely with the visit table beside the kernel's. */
export const own = (ctx: Ctx) => ctx.db.withTables<{ visit: VisitRow }>();

/** The missed period a visit makes good, and the leader who owes it. */
export type MadeGood = { id: string; label: string; personId: string } | null;

/** What is told of a visit besides who, where and which dangers. */
export type Matter = Pick<
  Visit,
  'visitedOn' | 'manner' | 'elsewhere' | 'companions' | 'learnt' | 'requirements' | 'followUp'
>;

export const mattersIn = (m: Matter) => ({
  visited_on: m.visitedOn,
  manner: m.manner,
  elsewhere: m.elsewhere,
  companions: m.companions,
  learnt: m.learnt,
  requirements: m.requirements,
  follow_up: m.followUp,
});

/** Lists go in as JSON text, with the identities beside them for the index. */
export const leadersIn = (leaders: readonly Leader[]) => ({
  leaders: JSON.stringify(leaders),
  post_ids: leaders.map((l) => l.postId),
});
export const placesIn = (places: readonly Place[], shownTo: readonly string[]) => ({
  places: JSON.stringify(places),
  place_ids: places.map((p) => p.unitId),
  shown_to: [...shownTo],
});
export const dangersIn = (dangers: readonly Danger[]) => ({ dangers: JSON.stringify(dangers) });
export const makesGoodIn = (good: MadeGood) => ({
  makes_good_id: good?.id ?? null,
  makes_good_person: good?.personId ?? null,
  makes_good_label: good?.label ?? null,
});

type Change = Partial<
  ReturnType<typeof mattersIn> &
    ReturnType<typeof leadersIn> &
    ReturnType<typeof placesIn> &
    ReturnType<typeof dangersIn> &
    ReturnType<typeof makesGoodIn>
>;
export const update = (ctx: Ctx, id: string, change: Change) =>
  own(ctx).updateTable('visit').set(change).where('id', '=', id).execute();

/** 娘子关景区、上董寨村 */
export const placesText = (places: readonly Place[], elsewhere: string) =>
  [...places.map((p) => p.unitName), ...(elsewhere ? [elsewhere] : [])].join('、');

const TITLE = 100;

/** 康明远到娘子关景区调研 */
export function titleOf(v: Pick<Visit, 'leaders' | 'places' | 'elsewhere' | 'manner'>): string {
  const where = placesText(v.places.slice(0, 3), v.places.length > 3 ? '' : v.elsewhere);
  const who = v.leaders.map((l) => l.name).join('、');
  return `${who}到${where}${v.places.length > 3 ? `等${v.places.length}处` : ''}${MANNERS[v.manner]}`.slice(0, TITLE);
}

/** From the row, as JSON, to the body that readers get. */
export function present(row: Record<string, unknown>): z.input<typeof Visit> {
  const r = row as Omit<VisitRow, 'leaders' | 'places' | 'dangers'> & {
    leaders: Leader[];
    places: Place[];
    dangers: Danger[];
  };
  return {
    visitedOn: r.visited_on,
    manner: r.manner,
    leaders: r.leaders,
    places: r.places,
    elsewhere: r.elsewhere,
    shownTo: r.shown_to,
    companions: r.companions,
    learnt: r.learnt,
    requirements: r.requirements,
    followUp: r.follow_up,
    dangers: r.dangers,
    makesGoodId: r.makes_good_id,
    makesGoodLabel: r.makes_good_label,
    mannerText: MANNERS[r.manner],
    leadersText: r.leaders.map((l) => l.name).join('、'),
    placesText: placesText(r.places, r.elsewhere),
    waitingText: r.leaders
      .filter((l) => !l.confirmedOn)
      .map((l) => l.name)
      .join('、'),
  };
}
