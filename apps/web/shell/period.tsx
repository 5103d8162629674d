// The drawer of a period with the way to do what it asks, in a piece of its own: loaded at the first click on a light.
import type { PeriodView } from '@anlan/contract';
import { PeriodDrawer, useMe } from '@anlan/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { faceOf } from '../faces.ts';
import Doing from '../pages/today-doing.tsx';
import { fulfilLabel } from '../pages/today-words.ts';

export default function Period() {
  return <PeriodDrawer action={fulfil} more={more} />;
}

const fulfil = (period: PeriodView) => <Fulfil period={period} />;
const more = (period: PeriodView) =>
  period.source ? <FromSource module={period.source.module} period={period} /> : null;

/** What the module that the duty comes from adds to it. */
function FromSource({ module, period }: { module: string; period: PeriodView }) {
  const { data: face } = useQuery({ queryKey: ['face', module], queryFn: () => faceOf(module), staleTime: Infinity });
  const More = face?.period;
  return More ? <More period={period} /> : null;
}

/** For what my unit still owes, where I have the module that settles it. */
function Fulfil({ period }: { period: PeriodView }) {
  const me = useMe();
  const [doing, setDoing] = useState(false);
  const owed = period.light !== 'done' && period.light !== 'none';
  const mine = me.units.some((u) => u.id === period.unitId);
  if (!owed || !mine || !me.menu.some((m) => m.module === period.module)) return null;
  return (
    <div>
      <Button type="primary" onClick={() => setDoing(true)}>
        {fulfilLabel(period, me.menu)}
      </Button>
      {doing ? <Doing deed={{ type: 'fulfil', period }} onClose={() => setDoing(false)} /> : null}
    </div>
  );
}
