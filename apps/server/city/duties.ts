// Rules, duties and periods of the city, settled by facts in the order in which these were told, exactly as the kernel settles.
import { type Day, type Repeat, type Span, addDays, spanOf, spansFrom } from '@anlan/contract';
import type { Copy } from '@anlan/kernel/db';
import { dayOf, iso, numberOf } from './days.ts';
import type { Dice } from './dice.ts';
import { type Deeds, seal } from './deed.ts';
import { epoch } from './jsonb.ts';
import type { CityPerson, CityUnit } from './places.ts';

export type Rule = { id: string; sourceId: string; title: string; factKind: string; repeat: Exclude<Repeat, 'once'> };

type Settlement = {
  id: string;
  fact: Fact;
  how: 'counted' | 'late' | 'pending' | 'madeGood';
  at: number;
  approved: Approval | null;
};
type Approval = { byName: string; reason: string };

/** One span of one duty, with what settled it so far. */
export type Period = {
  id: string;
  dutyId: string;
  rule: Rule;
  span: Span;
  from: number;
  due: number;
  got: number;
  begun: boolean;
  openedAt: number;
  explained: { text: string; byName: string; at: number } | null;
  settlements: Settlement[];
};

/** What a deed made true for one unit. */
export type Fact = {
  id: string;
  kind: string;
  recordId: string;
  day: number;
  toldOn: number;
  at: number;
  makesGood: Period | null;
  withdrawnAt: number | null;
};

type Debtor = { unit: CityUnit; duties: { id: string; rule: Rule }[]; periods: Period[]; facts: Fact[] };

const holds = (p: Period, f: Fact) => p.from <= f.day && f.day <= p.due && f.kind === p.rule.factKind;

const has = (p: Period, how: Settlement['how']) => p.settlements.some((s) => s.how === how);

/** Days after which nothing is told about a day any more: what is older is written and forgotten. */
const QUIET = 75;

export class Duties {
  readonly #copy: Copy;
  readonly #deeds: Deeds;
  readonly #dice: Dice;
  readonly #grace: number;
  readonly #debtors = new Map<CityUnit, Debtor>();
  /** Of each way of repeating, the span that was opened last. */
  readonly #opened = new Map<Rule, Day>();

  constructor(copy: Copy, deeds: Deeds, dice: Dice, graceDays: number) {
    [this.#copy, this.#deeds, this.#dice, this.#grace] = [copy, deeds, dice, graceDays];
  }

  /** A rule comes into force: a duty for each unit, and the first period. */
  open(rule: Rule, task: string | null, debtors: object, units: readonly CityUnit[], today: number, at: number) {
    this.#copy.row('rule', {
      id: rule.id,
      source_id: rule.sourceId,
      task,
      title: rule.title,
      fact_kind: rule.factKind,
      repeat: rule.repeat,
      need: 1,
      about: 'unit',
      from_day: dayOf(today),
      debtors: JSON.stringify(debtors),
    });
    const first = spanOf(rule.repeat, dayOf(today));
    for (const unit of units) {
      const id = this.#dice.id();
      const debtor = this.#debtors.get(unit) ?? { unit, duties: [], periods: [], facts: [] };
      this.#debtors.set(unit, debtor);
      debtor.duties.push({ id, rule });
      this.#copy.row('duty', { id, rule_id: rule.id, unit_id: unit.id, ...unit.scope, from_day: first.from });
      this.#add(debtor, { id, rule }, first, at);
    }
    this.#opened.set(rule, first.to);
  }

  #add(debtor: Debtor, { id, rule }: { id: string; rule: Rule }, span: Span, at: number) {
    debtor.periods.push({
      id: this.#dice.id(),
      dutyId: id,
      rule,
      span,
      from: numberOf(span.from),
      due: numberOf(span.to),
      got: 0,
      begun: false,
      openedAt: at,
      explained: null,
      settlements: [],
    });
  }

  /** The nightly pass: every span that has begun opens. */
  night(today: number, at: number) {
    const day = dayOf(today);
    const begun = new Map<Rule, Span>();
    for (const [rule, last] of this.#opened)
      if (last < day) for (const span of spansFrom(rule.repeat, addDays(last, 1), day)) begun.set(rule, span);
    for (const [rule, span] of begun) this.#opened.set(rule, span.to);
    if (begun.size)
      for (const debtor of this.#debtors.values())
        for (const duty of debtor.duties) {
          const span = begun.get(duty.rule);
          if (span) this.#add(debtor, duty, span, at);
        }
  }

  periodsOf = (unit: CityUnit): readonly Period[] => this.#debtors.get(unit)?.periods ?? [];

  /** Whether something is under way that will make `kinds` true on a day. */
  mark(unit: CityUnit, kinds: readonly string[], day: number, begun: boolean) {
    for (const p of this.periodsOf(unit))
      if (kinds.includes(p.rule.factKind) && p.from <= day && day <= p.due) p.begun = begun;
  }

  /** A deed makes something true: it settles what the unit owes of that kind, what was due first before the rest. */
  tell(unit: CityUnit, fact: Fact, by: CityPerson): Period[] {
    const debtor = this.#debtors.get(unit) ?? { unit, duties: [], periods: [], facts: [] };
    this.#debtors.set(unit, debtor);
    debtor.facts.push(fact);
    const open = debtor.periods.filter((p) => p.got < 1 && holds(p, fact));
    const settled = open.length ? this.#settle(debtor, open, [fact], fact.at) : [];
    this.#counted(settled, by, fact.at);
    const missed = fact.makesGood;
    if (missed && missed.got < 1) {
      missed.settlements.push({ ...this.#settlement(fact, fact.at), how: 'madeGood' });
      this.#counted([missed], by, fact.at);
    }
    return settled;
  }

  /** Facts of a record are withdrawn: what they had settled looks for others. */
  withdraw(unit: CityUnit, recordId: string, by: CityPerson, at: number) {
    const debtor = this.#debtors.get(unit)!;
    for (const fact of debtor.facts) if (fact.recordId === recordId) fact.withdrawnAt = at;
    const lost = debtor.periods.filter((p) => p.settlements.some((s) => s.fact.recordId === recordId));
    for (const p of lost) {
      p.settlements = p.settlements.filter((s) => s.fact.recordId !== recordId);
      p.got = p.settlements.filter((s) => s.how === 'counted' || s.how === 'late').length;
    }
    this.#counted(lost, by, at);
    const order = debtor.facts.toSorted((a, b) => a.day - b.day || a.at - b.at);
    this.#counted(this.#settle(debtor, lost, order, at), by, at);
  }

  /** @returns the periods that were settled. */
  #settle(debtor: Debtor, periods: readonly Period[], facts: readonly Fact[], at: number): Period[] {
    const settled = new Set<Period>();
    for (const p of periods.toSorted((a, b) => a.due - b.due))
      for (const fact of facts) {
        if (p.got >= 1 || !holds(p, fact) || fact.withdrawnAt !== null || fact.makesGood?.rule === p.rule) continue;
        if (debtor.periods.some((q) => q.dutyId === p.dutyId && q.settlements.some((s) => s.fact === fact))) continue;
        const after = fact.toldOn - p.due;
        const how = after <= 0 ? 'counted' : after <= this.#grace ? 'late' : 'pending';
        p.settlements.push({ ...this.#settlement(fact, at), how });
        settled.add(p);
        if (how !== 'pending') p.got++;
      }
    return [...settled];
  }

  /** What periods amount to is sealed into the audit. */
  #counted(periods: readonly Period[], by: CityPerson, at: number) {
    if (!periods.length) return;
    const seals = periods.map((p) => {
      const rows = p.settlements
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((s) => [s.id, s.fact.id, s.how, epoch(s.at), s.approved?.byName ?? null, s.approved?.reason ?? null]);
      return [
        p.id,
        seal([p.id, p.got, has(p, 'late'), has(p, 'pending'), has(p, 'madeGood'), rows.length ? rows : null]),
      ];
    });
    this.#deeds.audit(by, 'duty.settle', null, at, { periods: Object.fromEntries(seals) });
  }

  #settlement = (fact: Fact, at: number) => ({ id: this.#dice.idAt(at), fact, at, approved: null });

  /** What waits for approval counts as late from now on. */
  approve(p: Period, by: CityPerson, reason: string, at: number) {
    const waiting = p.settlements.filter((each) => each.how === 'pending');
    if (!waiting.length) return;
    for (const s of waiting) Object.assign(s, { how: 'late', approved: { byName: by.name, reason } });
    p.got += waiting.length;
    this.#counted([p], by, at);
    this.#deeds.audit(by, 'duty.approveLate', p.id, at, {});
  }

  /** The unit says why it missed a period. */
  explain(p: Period, by: CityPerson, text: string, at: number) {
    if (p.got >= 1) return;
    p.explained = { text, byName: by.name, at };
    this.#deeds.audit(by, 'duty.explain', p.id, at, {});
  }

  /** Writes what nothing is told about any more; everything, at the end. */
  flush(today: number) {
    const quiet = today - QUIET;
    for (const debtor of this.#debtors.values()) {
      if (debtor.facts.length && debtor.facts[0]!.day < quiet - 14) {
        for (const fact of debtor.facts) if (fact.day < quiet) this.#writeFact(debtor.unit, fact);
        debtor.facts = debtor.facts.filter((f) => f.day >= quiet);
      }
      if (debtor.periods.length && debtor.periods[0]!.due < quiet) {
        for (const p of debtor.periods) if (p.due < quiet) this.#writePeriod(debtor.unit, p);
        debtor.periods = debtor.periods.filter((p) => p.due >= quiet);
      }
    }
  }

  #writeFact(unit: CityUnit, f: Fact) {
    this.#copy.row('fact', {
      id: f.id,
      kind: f.kind,
      record_id: f.recordId,
      occurred_on: dayOf(f.day),
      recorded_on: dayOf(f.toldOn),
      recorded_at: iso(f.at),
      count: 1,
      makes_good_id: f.makesGood?.id ?? null,
      withdrawn_at: f.withdrawnAt === null ? null : iso(f.withdrawnAt),
    });
    this.#copy.row('fact_party', { fact_id: f.id, kind: f.kind, occurred_on: dayOf(f.day), unit_id: unit.id });
  }

  #writePeriod(unit: CityUnit, p: Period) {
    this.#copy.row('period', {
      id: p.id,
      duty_id: p.dutyId,
      rule_id: p.rule.id,
      source_id: p.rule.sourceId,
      unit_id: unit.id,
      ...unit.scope,
      key: p.span.key,
      label: p.span.label,
      from_day: p.span.from,
      due: p.span.to,
      need: 1,
      got: p.got,
      begun: p.begun,
      late: has(p, 'late'),
      pending: has(p, 'pending'),
      made_good: has(p, 'madeGood'),
      explanation: p.explained?.text ?? null,
      explained_by_name: p.explained?.byName ?? null,
      explained_at: p.explained ? iso(p.explained.at) : null,
      fact_kind: p.rule.factKind,
      rule_version: 1,
      opened_at: iso(p.openedAt),
    });
    for (const s of p.settlements)
      this.#copy.row('settlement', {
        id: s.id,
        period_id: p.id,
        fact_id: s.fact.id,
        how: s.how,
        at: iso(s.at),
        approved_by_name: s.approved?.byName ?? null,
        approved_reason: s.approved?.reason ?? null,
      });
  }
}
