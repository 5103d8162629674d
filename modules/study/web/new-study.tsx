// Recording a study: few fields, what is known filled in, and afterwards what it settled.
import { call, deskRoutes } from '@anlan/contract';
import {
  AutoField,
  Field,
  FormFrame,
  Go,
  JointField,
  Loading,
  MakesGood,
  UnitSelect,
  deskPath,
  madeGood,
  refresh,
  useForm,
  useGo,
  useIsMine,
  useMe,
  useToday,
  useUrlState,
} from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect } from 'react';
import { study } from '../contract.ts';
import { GOOD, type Shown, kind } from './kind.ts';
import { useKnown } from './known.ts';
import { MatterFields, PresenceFields } from './sitting-fields.tsx';

/** `/study/new`, also with `?unitId=` and `?makesGood=` from a missed quarter. */
export function NewStudy() {
  const me = useMe();
  const [url] = useUrlState();
  const unitId = url['unitId'] ?? me.unit?.id ?? null;
  const known = useKnown(unitId);
  return (
    <article className="al-record al-form-page">
      <header className="al-record__head">
        <h1>登记学习</h1>
        <p className="al-quiet">
          已经学过的在这里登记；将要举行的，先<Go to="/study/plan">安排学习</Go>，可打印签到表。
        </p>
      </header>
      {known.ready ? (
        <RecordForm unitId={unitId} makesGoodId={url['makesGood'] ?? null} host={known.host} place={known.place} />
      ) : (
        <Loading lines={8} />
      )}
    </article>
  );
}

type Start = { unitId: string | null; makesGoodId: string | null; host: string | undefined; place: string | undefined };

function RecordForm({ unitId, makesGoodId, host, place }: Start) {
  const today = useToday();
  const saved = useSaved();
  const isMine = useIsMine();
  const form = useForm({
    schema: study.routes.record.input,
    draft: 'study.record',
    known: {
      heldOn: today,
      makesGoodId,
      ...(unitId ? { unitId } : {}),
      ...(host ? { host } : {}),
      ...(place ? { place } : {}),
    },
    send: async (input, key) => {
      const good = madeGood(known.missed, input.makesGoodId, input.heldOn);
      await saved(await call(study.routes.record, { ...input, makesGoodId: good }, { key }));
    },
  });
  const unit = form.values.unitId ?? null;
  const known = useKnown(unit);
  const change = (id: string | null) => {
    form.put('unitId', id);
    form.put('host', undefined);
    form.put('place', undefined);
    form.put('makesGoodId', null);
    form.put('recordedFor', id && !isMine(id) ? { saidBy: '', how: 'phone' } : null);
  };
  const { host: usualHost, place: lastPlace, ready } = known;
  useEffect(() => {
    if (!ready) return;
    if (form.values.host === undefined && usualHost) form.put('host', usualHost);
    if (form.values.place === undefined && lastPlace) form.put('place', lastPlace);
    // Only when another unit's knowledge has come: what the writer emptied stays empty.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [unit, ready]);
  return (
    <FormFrame form={form} button="登记学习">
      <Field form={form} name="unitId">
        {(bind) => <UnitSelect {...bind} value={unit} onChange={change} allowClear={false} />}
      </Field>
      <MatterFields form={form} late />
      <MakesGood form={form} missed={known.missed} day={form.values.heldOn} {...GOOD} />
      <PresenceFields form={form} unitId={unit} roster={known.roster} />
      <JointField form={form} invite="与其他单位联合学习" />
      <AutoField form={form} name="files" />
      {unit && !isMine(unit) ? (
        <AutoField form={form} name="recordedFor" help="为其他单位登记，须写明由谁、怎样告知。" />
      ) : null}
    </FormFrame>
  );
}

/** After saving: says which duties it settled and opens the record. */
function useSaved() {
  const { message } = App.useApp();
  const client = useQueryClient();
  const go = useGo();
  return async (made: Shown) => {
    const settled = await call(deskRoutes.settles, { id: made.id }).catch(() => null);
    const done = settled?.items.filter((p) => p.light === 'done').map((p) => `${p.label}「${p.title}」`) ?? [];
    const waiting = settled?.items.filter((p) => p.light === 'missed').map((p) => p.label) ?? [];
    const said = [
      `已登记 ${made.number ?? ''}`,
      ...(done.length ? [`完成了${done.join('、')}`] : []),
      ...(waiting.length && !made.body.makesGoodId ? [`${waiting.join('、')}的任务等待批准认定`] : []),
      ...(made.body.makesGoodLabel ? [`补办了${made.body.makesGoodLabel}的缺期`] : []),
    ];
    void message.success(said.join('，'), 6);
    void refresh(client, kind.module);
    go(deskPath(kind, made.id), { replace: true });
  };
}
