// Recording a visit: on a phone, with myself and today filled in, and afterwards what it settled.
import { type PeriodView, call, deskRoutes } from '@anlan/contract';
import {
  AutoField,
  FormFrame,
  Go,
  Loading,
  deskPath,
  madeGood,
  refresh,
  useForm,
  useGo,
  useMe,
  useToday,
  useUrlState,
} from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { visits } from '../contract.ts';
import { DangerField } from './danger-rows.tsx';
import { type Shown, kind } from './kind.ts';
import { type Offered, useHomeUnit, useKnown } from './known.ts';
import { LeaderField } from './leader-rows.tsx';
import { GoodField, HowField, OutcomeFields, missedBy } from './matter-fields.tsx';
import { PlaceField } from './place-field.tsx';

/** `/visits/new`, also with `?unitId=`, `?leader=` (a name) and `?makesGood=` from a light. */
export function NewVisit() {
  const [url] = useUrlState();
  const home = useHomeUnit();
  const { ready, leaders, missed } = useKnown(url['unitId'] ?? home);
  return (
    <article className="al-record al-form-page">
      <header className="al-record__head">
        <h1>登记调研检查</h1>
        <p className="al-quiet">
          去过的在这里登记；将要去的，先<Go to="/visits/plan">安排调研检查</Go>。不记录行踪，照片可以不附。
        </p>
      </header>
      {ready ? <RecordForm leaders={leaders} missed={missed} /> : <Loading lines={8} />}
    </article>
  );
}

/** Of a leader with several posts in sight the one in this unit; myself where nobody else is meant. */
function useFirstLeader(leaders: readonly Offered[]) {
  const me = useMe();
  const [url] = useUrlState();
  const meant = leaders.find((l) => (url['leader'] ? l.name === url['leader'] : l.personId === me.personId));
  return meant ? [{ postId: meant.postId, how: null }] : undefined;
}

function RecordForm({ leaders, missed }: { leaders: readonly Offered[]; missed: readonly PeriodView[] }) {
  const today = useToday();
  const saved = useSaved();
  const [url] = useUrlState();
  const first = useFirstLeader(leaders);
  const form = useForm({
    schema: visits.routes.record.input,
    draft: 'visits.record',
    known: {
      visitedOn: today,
      manner: 'research',
      makesGoodId: url['makesGood'] ?? null,
      ...(first ? { leaders: first } : {}),
    },
    send: async (input, key) => {
      const good = madeGood(missedBy(missed, names), input.makesGoodId, input.visitedOn);
      await saved(await call(visits.routes.record, { ...input, makesGoodId: good }, { key }));
    },
  });
  const names = leaders.filter((l) => form.values.leaders?.some((r) => r.postId === l.postId)).map((l) => l.name);
  return (
    <FormFrame form={form} button="登记调研检查">
      <HowField form={form} late />
      <LeaderField form={form} near={leaders} />
      <PlaceField form={form} />
      <OutcomeFields form={form} />
      <DangerField form={form} />
      <GoodField form={form} missed={missed} names={names} />
      <AutoField form={form} name="files" />
    </FormFrame>
  );
}

/** After saving: says what it settled and who still has to confirm, and opens the record. */
function useSaved() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  return async (made: Shown) => {
    const settled = await call(deskRoutes.settles, { id: made.id }).catch(() => null);
    const done = settled?.items.filter((p) => p.light === 'done') ?? [];
    const said = [
      `已登记 ${made.number ?? ''}`,
      ...(done.length ? [`完成了${done.map((p) => `${p.leaderName ?? p.unitName}${p.label}`).join('、')}的任务`] : []),
      ...(made.body.waitingText ? [`待${made.body.waitingText}确认后计入`] : []),
      ...(made.body.makesGoodLabel ? [`补办了${made.body.makesGoodLabel}的缺期`] : []),
    ];
    void message.success(said.join('，'), 6);
    void refresh(client, kind.module);
    go(deskPath(kind, made.id), { replace: true });
  };
}
