// What units below owe of a period: how many have done their share, and each with its light.
import type { PeriodView } from '@anlan/contract';
import { shortDay } from '@anlan/contract';
import { useToday } from '../data/me.ts';
import { Section } from '../record/section.tsx';
import { PeriodLight } from '../sign/light.tsx';

export function Children({ periods }: { periods: readonly PeriodView[] }) {
  const today = useToday();
  const counted = periods.filter((p) => p.light !== 'none');
  if (!periods.length) return null;
  return (
    <Section title={`下级 ${counted.filter((p) => p.light === 'done').length}/${counted.length}`}>
      <ul className="al-below">
        {periods.map((p) => (
          <li key={p.id}>
            <PeriodLight period={p} />
            <span>{p.unitName}</span>
            <span className="al-quiet">{shortDay(p.due, today)}前</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
