// Requests and breakdowns in one line each, wherever a period or a clause tells what happened to it.
import { shortDay, stateLabel } from '@anlan/contract';
import { Go, useToday } from '@anlan/ui';
import type { z } from 'zod';
import type { After } from '../../contract/after.ts';
import { assignmentLife } from '../../contract/assignment.ts';
import { RELIEF, reliefLife } from '../../contract/relief.ts';

type Shown = z.output<typeof After>;

export function ReliefLines({ items }: { items: Shown['reliefs'] }) {
  const today = useToday();
  return (
    <ul className="du-lines">
      {items.map((r) => (
        <li key={r.id}>
          <Go to={`/directives/reliefs/${r.id}`}>
            {RELIEF[r.sort]}
            {r.due ? `至 ${shortDay(r.due, today)}` : ''}
          </Go>
          <b>{stateLabel(reliefLife.states[r.state as keyof typeof reliefLife.states])}</b>
          <span className="al-quiet">
            {[r.who, r.periodLabel, r.reason, r.decidedByName && `${r.decidedByName}审批`].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function AssignmentLines({ items }: { items: Shown['assignments'] }) {
  return (
    <ul className="du-lines">
      {items.map((a) => (
        <li key={a.id}>
          <Go to={`/directives/assignments/${a.id}`}>{a.wanted}</Go>
          <b>{stateLabel(assignmentLife.states[a.state as keyof typeof assignmentLife.states])}</b>
          <span className="al-quiet">
            {[a.units, a.dueWords, a.total ? `签收 ${a.signed}/${a.total}` : ''].filter(Boolean).join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
