// Who went: the leaders by their posts, and for each how he confirmed to whoever records for him.
import { deskRoutes } from '@anlan/contract';
import { type AnyForm, type Bind, Field, useCall, useMe } from '@anlan/ui';
import { Select } from 'antd';
import { useState } from 'react';
import { HOW } from '../contract.ts';
import { type Offered, leadersAmong } from './known.ts';

type Row = { postId: string; how?: keyof typeof HOW | null };
type How = keyof typeof HOW | 'self';

const rowsOf = (value: unknown) => (Array.isArray(value) ? (value as Row[]) : []);
const CHOICES = [
  { value: 'self', label: '待本人确认' },
  ...Object.entries(HOW).map(([value, label]) => ({ value, label })),
];

export type LeaderFieldProps = {
  form: AnyForm;
  /** Leaders of the unit at hand, offered at one click. */
  near: readonly Offered[];
  /** Leaders named already, where they are of other units. */
  named?: readonly Offered[];
  /** Nobody confirms what is only arranged, and corrections leave confirming to the record. */
  unasked?: boolean;
};

export function LeaderField({ form, near, named = [], unasked }: LeaderFieldProps) {
  const me = useMe();
  const rows = rowsOf(form.values['leaders']);
  const [found, setFound] = useState<readonly Offered[]>([]);
  const known = new Map([...found, ...near, ...named].map((l) => [l.postId, l]));
  const put = (next: Row[]) => form.put('leaders', next);
  const add = (l: Offered) => put([...rows, { postId: l.postId, how: null }]);
  const left = near.filter(
    (l) => !rows.some((r) => r.postId === l.postId || known.get(r.postId)?.personId === l.personId),
  );
  const theirs = rows.some((r) => known.get(r.postId)?.personId !== me.personId);
  return (
    <Field
      form={form}
      name="leaders"
      wide
      help={!unasked && theirs ? '「待本人确认」的，领导会收到消息，确认后才计入他的任务。' : undefined}
    >
      {(bind) => (
        <div id={bind.id} className="vs-rows">
          <ul>
            {rows.map((row, i) => (
              <li key={row.postId}>
                <LeaderName leader={known.get(row.postId)} />
                {unasked ? null : known.get(row.postId)?.personId === me.personId ? (
                  <span className="al-quiet">本人</span>
                ) : (
                  <Select<How>
                    className="vs-rows__how"
                    value={row.how ?? 'self'}
                    options={CHOICES}
                    aria-label={`${known.get(row.postId)?.name ?? '领导'}怎样确认`}
                    onChange={(how) => put(rows.with(i, { ...row, how: how === 'self' ? null : how }))}
                  />
                )}
                <button type="button" className="al-link" onClick={() => put(rows.filter((_, n) => n !== i))}>
                  去掉
                </button>
              </li>
            ))}
          </ul>
          <div className="al-quick">
            {left.map((l) => (
              <button key={l.postId} type="button" className="al-chip" onClick={() => add(l)}>
                {l.name} {l.title}
              </button>
            ))}
          </div>
          <OtherLeader
            bind={bind}
            onPick={(l) => {
              setFound((all) => [...all, l]);
              if (!rows.some((r) => r.postId === l.postId)) add(l);
            }}
          />
        </div>
      )}
    </Field>
  );
}

const LeaderName = ({ leader }: { leader: Offered | undefined }) => (
  <span className="vs-rows__name">
    {leader ? (
      <>
        {leader.name}
        <span className="al-quiet">
          {leader.unitName} {leader.title}
        </span>
      </>
    ) : (
      '已选的领导'
    )}
  </span>
);

/** A leader of another unit, found by name; asked only when there is one. */
function OtherLeader({ bind, onPick }: { bind: Bind; onPick: (l: Offered) => void }) {
  const [open, setOpen] = useState(false);
  const [q, setQ] = useState('');
  const text = q.trim();
  const { data, isFetching } = useCall(
    deskRoutes.people,
    { q: text, limit: 100 },
    { enabled: open && text.length > 0, keep: true, staleTime: 60_000 },
  );
  if (!open)
    return (
      <div className="al-quick">
        <button type="button" className="al-chip" onClick={() => setOpen(true)}>
          其他单位的领导
        </button>
      </div>
    );
  const found = text ? leadersAmong(data?.items ?? []) : [];
  return (
    <Select<string | null>
      className="al-full"
      status={bind.status}
      aria-label="查找其他单位的领导"
      showSearch={{ onSearch: setQ, filterOption: false }}
      value={null}
      options={found.map((l) => ({ value: l.postId, label: `${l.name}（${l.unitName} ${l.title}）` }))}
      placeholder="输入姓名查找班子成员"
      notFoundContent={isFetching ? '正在查找……' : text ? '没有找到这位班子成员。' : '输入姓名查找'}
      onChange={(id) => {
        const l = found.find((x) => x.postId === id);
        if (l) onPick(l);
        setQ('');
      }}
    />
  );
}
