// Studies as venues hold them: some every other day, some seldom, most told at once, some late, some planned, some void.
import type { AGENDA } from '@anlan/modules/study/contract.ts';
import type { CityRecord, Deeds } from './deed.ts';
import { dayOf, instant } from './days.ts';
import type { Dice } from './dice.ts';
import type { Duties, Fact, Period } from './duties.ts';
import type { CityPerson, CityUnit } from './places.ts';
import { ABSENCES, ANALYSES, EXPLANATIONS, MATERIALS, PLACES, SAID, topic } from './words.ts';

type Kind = keyof typeof AGENDA;
type Own = {
  held_on: string;
  place: string;
  host: string;
  agenda: { title: string; kind: Kind }[];
  materials: { title: string; date: string | null }[];
  attendees: string[];
  absent: { name: string; reason: string; madeUpOn: string | null }[];
  minutes: string;
  joint: never[];
  recorded_for: null;
  makes_good_id: string | null;
  makes_good_label: string | null;
};
type Study = CityRecord & { own: Own };

/** What will be done with a study on a day, `at` seconds after midnight. */
type Step = { at: number; do(now: number, today: number): void };

/** A unit's habits: sittings a week, and how likely it is to let a week pass or to tell late. */
export type Habit = { unit: CityUnit; rate: number; lapse: number; late: number };

const FACTS: Record<Kind, string | null> = { study: 'study.held', analysis: 'meeting.held', other: null };
const LISTS = new Set(['attendees']);
const factsIn = (agenda: Own['agenda']) => [...new Set(agenda.flatMap((a) => FACTS[a.kind] ?? []))];
const wordsOf = (o: Own) =>
  [
    o.agenda.map((a) => a.title).join('；'),
    ...o.materials.map((m) => m.title),
    o.host,
    o.place,
    ...o.attendees,
    o.minutes,
  ].join(' ');

export class Studies {
  readonly #deeds: Deeds;
  readonly #duties: Duties;
  readonly #dice: Dice;
  readonly #office: CityPerson;
  readonly #agenda = new Map<number, Step[]>();
  /** Plans whose day has not come, or whose sitting was not told yet. */
  readonly #planned = new Set<Study>();

  /** `office` approves what is told too late. */
  constructor(deeds: Deeds, duties: Duties, dice: Dice, office: CityPerson) {
    [this.#deeds, this.#duties, this.#dice, this.#office] = [deeds, duties, dice, office];
  }

  /** A unit decides what it will do in the week that begins on `monday`. */
  week(monday: number, { unit, rate, lapse, late }: Habit) {
    const dice = this.#dice;
    if (dice.chance(lapse)) {
      if (dice.chance(0.3)) this.#makeUpLater(monday, unit);
      if (dice.chance(0.2)) this.#explainLater(monday, unit);
      return;
    }
    const n = Math.max(1, dice.count(rate));
    const taken = new Set<string>();
    for (let i = 0; i < n; i++) {
      const day = monday + dice.below(6);
      const title = topic(dice);
      const key = `${day} ${title}`;
      if (taken.has(key)) continue;
      taken.add(key);
      const lag = dice.chance(0.72) ? 0 : dice.chance(late) ? 7 + dice.below(30) : 1 + dice.below(4);
      const analysis = i === 0 ? dice.chance(0.93) : dice.chance(0.3);
      if (dice.chance(0.08)) this.#plan(unit, day, title, analysis, day - dice.below(5), lag);
      else
        this.#on(day + lag, lag ? 32_400 : 36_000, (now, today) =>
          this.#held(unit, day, title, analysis, now, today, null),
        );
    }
  }

  #on(day: number, from: number, step: Step['do']) {
    const steps = this.#agenda.get(day) ?? [];
    this.#agenda.set(day, steps);
    steps.push({ at: from + this.#dice.below(28_000) + this.#dice.share(), do: step });
  }

  /** Does what is to be done on a day, in the order of the clock; what the day itself brings up comes in its turn. */
  day(today: number, until: number) {
    const steps = (this.#agenda.get(today) ?? []).toSorted((a, b) => a.at - b.at);
    this.#agenda.set(today, []);
    for (let n = 0; n < steps.length; n++) {
      const now = Math.floor(instant(today, steps[n]!.at));
      if (now > until) break;
      steps[n]!.do(now, today);
      for (const more of this.#agenda.get(today)!.splice(0)) {
        const place = steps.findIndex((other, i) => i > n && other.at > more.at);
        steps.splice(place < 0 ? steps.length : place, 0, more);
      }
    }
    this.#agenda.delete(today);
  }

  #own(unit: CityUnit, day: number, title: string, analysis: boolean): Own {
    const dice = this.#dice;
    return {
      held_on: dayOf(day),
      place: dice.pick(PLACES),
      host: unit.desk!.name,
      agenda: [
        { title: `学习${title.slice(0, 12)}`, kind: 'study' },
        ...(analysis ? [{ title: dice.pick(ANALYSES), kind: 'analysis' as const }] : []),
      ],
      materials: dice.chance(0.6) ? [dice.pick(MATERIALS)] : [],
      attendees: [],
      absent: [],
      minutes: '',
      joint: [],
      recorded_for: null,
      makes_good_id: null,
      makes_good_label: null,
    };
  }

  /** The same with who came and what was said. */
  #told(unit: CityUnit, own: Own, missed: Period | null): Own {
    const dice = this.#dice;
    const names = unit.staff.map((p) => p.name);
    const away = names.length > 2 && dice.chance(0.15) ? names.at(-1)! : null;
    return {
      ...own,
      attendees: names.filter((name) => name !== away),
      absent: away ? [{ name: away, reason: dice.pick(ABSENCES), madeUpOn: null }] : [],
      minutes: dice.pick(SAID),
      makes_good_id: missed?.id ?? null,
      makes_good_label: missed?.span.label ?? null,
    };
  }

  #record(unit: CityUnit, day: number, title: string, own: Own, state: string, now: number, today: number): Study {
    return {
      id: this.#dice.idAt(now),
      module: 'study',
      kind: 'study',
      table: 'study',
      number: this.#deeds.number('XX', today),
      title,
      state,
      version: 1,
      unit,
      day,
      by: unit.desk!,
      createdAt: now,
      updatedAt: now,
      own,
    };
  }

  #held(
    unit: CityUnit,
    day: number,
    title: string,
    analysis: boolean,
    now: number,
    today: number,
    missed: Period | null,
  ) {
    const own = this.#told(unit, this.#own(unit, day, title, analysis), missed);
    const study = this.#record(unit, day, title, own, 'held', now, today);
    const { held_on, place, host, agenda, materials, attendees, absent, minutes } = own;
    const sitting = {
      title,
      heldOn: held_on,
      place,
      host,
      agenda,
      materials,
      attendees,
      absent,
      minutes,
      jointUnitIds: [],
    };
    this.#deeds.happens(study, 'create', null, study.by, now, {
      sitting,
      recordedFor: null,
      makesGoodLabel: missed?.span.label ?? null,
    });
    this.#true(study, now, today, missed);
    this.#after(study, today);
  }

  #true(study: Study, now: number, today: number, missed: Period | null) {
    for (const kind of factsIn(study.own.agenda)) {
      const fact: Fact = {
        id: this.#dice.idAt(now),
        kind,
        recordId: study.id,
        day: study.day,
        toldOn: today,
        at: now,
        makesGood: kind === 'study.held' ? missed : null,
        withdrawnAt: null,
      };
      for (const p of this.#duties.tell(study.unit, fact, study.by))
        if (p.got < 1 && this.#dice.chance(0.5))
          this.#on(today + 2 + this.#dice.below(9), 34_000, (later) =>
            this.#duties.approve(p, this.#office, '事情在期内办结，资料齐全，同意认定。', later),
          );
    }
  }

  /** A few are found to be wrong and made void; the rest stand. */
  #after(study: Study, today: number) {
    if (!this.#dice.chance(0.006)) return this.#write(study);
    this.#on(today + 1 + this.#dice.below(9), 33_000, (now) => {
      this.#duties.withdraw(study.unit, study.id, study.by, now);
      this.#move(study, 'void', 'void', now, { reason: '同一次学习重复登记，作废这一条。' });
      this.#write(study);
    });
    this.#planned.add(study);
  }

  #move(study: Study, action: string, to: string, now: number, said: object) {
    const from = study.state;
    Object.assign(study, { state: to, version: study.version + 1, updatedAt: now });
    this.#deeds.happens(study, action, from, study.by, now, said);
  }

  #write(study: Study) {
    this.#planned.delete(study);
    this.#deeds.write(study, LISTS, wordsOf(study.own));
  }

  #plan(unit: CityUnit, day: number, title: string, analysis: boolean, on: number, lag: number) {
    this.#on(on, 28_800, (now, today) => {
      const own = this.#own(unit, day, title, analysis);
      const study = this.#record(unit, day, title, own, 'planned', now, today);
      const { held_on, place, host, agenda, materials } = own;
      const plan = { title, heldOn: held_on, place, host, agenda, materials, jointUnitIds: [] };
      this.#deeds.happens(study, 'create', null, study.by, now, { plan });
      this.#duties.mark(unit, factsIn(agenda), day, true);
      this.#planned.add(study);
      this.#on(day + lag, 57_000, (later, then) => this.#hold(study, later, then));
    });
  }

  #hold(study: Study, now: number, today: number) {
    this.#planned.delete(study);
    study.own = this.#told(study.unit, study.own, null);
    const { attendees, absent, minutes } = study.own;
    this.#endBegun(study);
    const said = { attendees, absent, minutes, materials: [], jointUnitIds: [], files: [] };
    this.#true(study, now, today, null);
    this.#move(study, 'hold', 'held', now, { ...said, recordedFor: null, makesGoodId: null });
    this.#after(study, today);
  }

  /** Its periods are no longer under way, unless another plan of the unit keeps them so. */
  #endBegun(study: Study) {
    this.#duties.mark(study.unit, factsIn(study.own.agenda), study.day, false);
    for (const other of this.#planned)
      if (other.unit === study.unit && other.state === 'planned')
        this.#duties.mark(other.unit, factsIn(other.own.agenda), other.day, true);
  }

  /** What was missed is made good some weeks afterwards; the period stays missed. */
  #makeUpLater(monday: number, unit: CityUnit) {
    this.#on(monday + 9 + this.#dice.below(25), 36_000, (now, today) => {
      const missed = this.#missed(monday, unit);
      if (missed && !missed.settlements.length)
        this.#held(unit, today, `补学：${topic(this.#dice)}`, false, now, today, missed);
    });
  }

  #explainLater(monday: number, unit: CityUnit) {
    this.#on(monday + 8 + this.#dice.below(20), 35_000, (now) => {
      const missed = this.#missed(monday, unit);
      if (missed) this.#duties.explain(missed, unit.desk!, this.#dice.pick(EXPLANATIONS), now);
    });
  }

  #missed = (monday: number, unit: CityUnit): Period | undefined =>
    this.#duties
      .periodsOf(unit)
      .find((p) => p.got < 1 && p.rule.repeat === 'week' && p.rule.factKind === 'study.held' && p.from === monday);

  /** What is still planned, or waits to be made void, stands as it is. */
  close() {
    for (const study of this.#planned) this.#write(study);
  }
}
