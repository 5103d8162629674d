// The drawer of a period with the way to do what it asks, in a piece of its own: loaded at the first click on a light.
import type { PeriodView } from '@anlan/contract';
import { PeriodDrawer, useMe } from '@anlan/ui';
import { Button } from 'antd';
import { useState } from 'react';
import Doing from '../pages/today-doing.tsx';
import { fulfilLabel } from '../pages/today-words.ts';

export default function Period() {
  return <PeriodDrawer action={fulfil} />;
}

const fulfil = (period: PeriodView) => <Fulfil period={period} />;

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
