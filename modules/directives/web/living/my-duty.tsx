// What I myself owe under this clause, with the one thing to do about it, right where the clause is read.
import { Go, useMe } from '@anlan/ui';
import { Button } from 'antd';
import { useState } from 'react';
import type { Clause } from './data.ts';
import { SubmitForm } from '../returns/submit-form.tsx';
import { ReportForm } from './report-form.tsx';
import { type Strip, type StripPeriod, current, open } from './strips.ts';

type Mine = { strip: Strip; period: StripPeriod };

/** Open periods of my units, and of me where leaders owe: the present one first, then those missed before. */
function owedByMe(strips: readonly Strip[], me: { name: string; units: readonly { id: string }[] }): Mine[] {
  const own = strips.filter(
    (s) => me.units.some((u) => u.id === s.unitId) && (s.leaderName === null || s.leaderName === me.name),
  );
  const due = own.flatMap((strip) =>
    strip.periods.filter((p) => open(p) && p.sign !== '✕→补').map((period) => ({ strip, period })),
  );
  return due.toSorted(
    (a, b) =>
      Number(b.period === current(b.strip)) - Number(a.period === current(a.strip)) ||
      b.period.key.localeCompare(a.period.key),
  );
}

export function MyDuty({ clause, strips }: { clause: Clause; strips: readonly Strip[] }) {
  const me = useMe();
  const [reporting, setReporting] = useState<string | null>(null);
  const [first, ...others] = owedByMe(strips, me);
  if (!first) return null;
  const material = clause.binding === 'return';
  const Form = material ? SubmitForm : ReportForm;
  if (reporting)
    return (
      <section className="ln-part ln-mine">
        <Form periodId={reporting} onDone={() => setReporting(null)} onCancel={() => setReporting(null)} />
      </section>
    );
  const to = workAddress(clause.binding, me.menu);
  const does = (m: Mine, main: boolean) =>
    to ? (
      <Go key={m.period.id} to={addressFor(to.path, m)} className={main ? 'ln-mine__main' : 'al-link'}>
        {main ? to.label : `补办${m.period.label}`}
      </Go>
    ) : main ? (
      <Button key={m.period.id} type="primary" onClick={() => setReporting(m.period.id)}>
        {material ? '报送材料' : '报告进展'}
      </Button>
    ) : (
      <button key={m.period.id} type="button" className="al-link" onClick={() => setReporting(m.period.id)}>
        补办{m.period.label}
      </button>
    );
  return (
    <section className="ln-part ln-mine">
      <p>
        <b>
          {first.strip.unitName}
          {first.period.label}
        </b>
        <span className={`al-light--${first.period.light}`}> {first.period.sign} </span>
        {first.period.why}
      </p>
      <div className="ln-mine__do">
        {does(first, true)}
        {others.slice(0, 3).map((m) => does(m, false))}
      </div>
    </section>
  );
}

/** Module pages for new records take the unit, and the missed period that is made good. */
const addressFor = (path: string, { strip, period }: Mine) =>
  `${path}?unitId=${strip.unitId}${period.light === 'missed' ? `&makesGood=${period.id}` : ''}`;

/** Where the work that settles a clause is recorded; null for what is reported in a sentence. A kind of fact begins with its module. */
function workAddress(binding: string, menu: readonly { module: string; title: string }[]) {
  const module = menu.find((m) => m.module === binding.split('.')[0]);
  return binding.includes('.') && module ? { path: `/${module.module}/new`, label: `登记${module.title}` } : null;
}
