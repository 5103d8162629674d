// Units over periods as a table of lights: the name stays in sight, what nobody owed is one column, many units are gathered by county.
import { useMe, DutyLight, useUnits } from '@anlan/ui';
import { type ReactNode, useState } from 'react';
import {
  type Column,
  type Group,
  MANY,
  type Strip,
  byCounty,
  columnsOf,
  inDirectory,
  periodAt,
  sumOf,
} from './strips.ts';

/** Of the shares that a unit handed down for one period, how many are done. */
export type Below = { unitId: string; key: string; done: number; total: number };

export function StripTable(given: { strips: readonly Strip[]; below?: readonly Below[] }) {
  const { data } = useUnits();
  const strips = inDirectory(given.strips, data?.items ?? []);
  const columns = columnsOf(strips);
  return (
    <div className="ln-strips" ref={toLatest}>
      <table>
        <thead>
          <tr>
            <th scope="col">单位</th>
            {columns.map((c) => (
              <th scope="col" key={c.key}>
                {c.label}
              </th>
            ))}
          </tr>
        </thead>
        {strips.length > MANY ? (
          <Grouped strips={strips} columns={columns} below={given.below} />
        ) : (
          <Plain strips={strips} columns={columns} below={given.below} />
        )}
        {strips.length > 1 ? (
          <tfoot>
            <SumRow name="合计" strips={strips} columns={columns} />
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

/** The latest periods are what one came for; earlier ones are a scroll away. */
function toLatest(frame: HTMLDivElement | null) {
  if (frame) frame.scrollLeft = frame.scrollWidth;
}

type Part = { strips: readonly Strip[]; columns: readonly Column[]; below?: readonly Below[] | undefined };

function Plain({ strips, columns, below }: Part) {
  return (
    <tbody>
      {strips.map((s) => (
        <StripRow key={`${s.unitId} ${s.leaderName ?? ''}`} strip={s} columns={columns} below={below} />
      ))}
    </tbody>
  );
}

function Grouped({ strips, columns, below }: Part) {
  const { data } = useUnits();
  const groups = byCounty(strips, data?.items ?? []);
  return groups.map((g) => (
    <GroupRows key={g.id} group={g} columns={columns} below={below} alone={groups.length === 1} />
  ));
}

type GroupProps = Omit<Part, 'strips'> & { group: Group; alone: boolean };

function GroupRows({ group, columns, below, alone }: GroupProps) {
  const [open, setOpen] = useState(alone);
  const name = (
    <button type="button" className="ln-strips__fold" aria-expanded={open} onClick={() => setOpen(!open)}>
      {group.name}
      <small>{group.strips.length}</small>
    </button>
  );
  return (
    <tbody>
      <SumRow name={name} strips={group.strips} columns={columns} />
      {open
        ? group.strips.map((s) => (
            <StripRow key={`${s.unitId} ${s.leaderName ?? ''}`} strip={s} columns={columns} below={below} inner />
          ))
        : null}
    </tbody>
  );
}

type RowProps = Omit<Part, 'strips'> & { strip: Strip; inner?: boolean };

function StripRow({ strip, columns, below, inner = false }: RowProps) {
  const { units } = useMe();
  const mine = units.some((u) => u.id === strip.unitId);
  return (
    <tr className={`${mine ? 'ln-strips__mine' : ''}${inner ? ' ln-strips__inner' : ''}`}>
      <th scope="row" title={strip.leaderName ? `${strip.unitName} ${strip.leaderName}` : strip.unitName}>
        {strip.leaderName ? (
          <>
            {strip.leaderName}
            <small>{strip.unitName}</small>
          </>
        ) : (
          strip.unitName
        )}
      </th>
      {columns.map((c) => {
        const p = periodAt(strip, c);
        const shares = below?.find((b) => b.unitId === strip.unitId && b.key === c.key);
        return (
          <td key={c.key}>
            {!p ? null : c.skipped ? (
              <span className="ln-strips__skipped" data-why={p.why}>
                不计
              </span>
            ) : (
              <>
                <DutyLight
                  light={p.light}
                  sign={p.sign}
                  why={p.why}
                  periodId={p.id}
                  of={`${strip.unitName}${strip.leaderName ?? ''}，${p.label}`}
                />
                {shares ? (
                  <small className="ln-strips__below">
                    下级 {shares.done}/{shares.total}
                  </small>
                ) : null}
              </>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Of some strips, how many have done each period. */
function SumRow({ name, strips, columns }: Part & { name: ReactNode }) {
  return (
    <tr className="ln-strips__sum">
      <th scope="row">{name}</th>
      {columns.map((c) => {
        const sum = c.skipped ? null : sumOf(strips, c);
        return (
          <td key={c.key}>
            {sum?.total ? (
              <span className={sum.light === 'missed' ? 'al-light--missed' : undefined}>
                {sum.done}/{sum.total}
              </span>
            ) : null}
          </td>
        );
      })}
    </tr>
  );
}
