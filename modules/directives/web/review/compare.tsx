// Body and annex side by side, what differs marked in both; a click leads to the place on the page.
import { useMemo } from 'react';
import type { Doubt } from '../../breakdown.ts';
import { type Hunk, diff } from '../../notice/parse/diff.ts';
import { useTools } from './bench.tsx';

export function Compare({ doubt }: { doubt: Doubt }) {
  const places = doubt.places.length ? doubt.places : doubt.a && doubt.b ? [{ a: doubt.a, b: doubt.b }] : [];
  if (!places.length) return null;
  return (
    <table className="dr-compare">
      <thead>
        <tr>
          <th>正文</th>
          <th>附表</th>
        </tr>
      </thead>
      <tbody>
        {places.map((p, i) => (
          <Pair key={i} {...p} />
        ))}
      </tbody>
    </table>
  );
}

type Place = Doubt['places'][number];
function Pair({ a, b }: Place) {
  const hunks = useMemo(() => diff(a.text, b.text), [a.text, b.text]);
  return (
    <tr>
      <td>
        <Wording said={a} cuts={hunks.map((h: Hunk) => [h.aFrom, h.aTo])} />
      </td>
      <td>
        <Wording said={b} cuts={hunks.map((h: Hunk) => [h.bFrom, h.bTo])} />
      </td>
    </tr>
  );
}

/** An omission is marked by a caret where the other side has more. */
function Wording({ said, cuts }: { said: Place['a']; cuts: [number, number][] }) {
  const { show } = useTools();
  const parts = cuts.map(([from, to], i) => ({
    before: said.text.slice(cuts[i - 1]?.[1] ?? 0, from),
    differs: said.text.slice(from, to),
  }));
  return (
    <button type="button" className="dr-wording" onClick={() => said.source && show(said.source[0])}>
      {parts.map((p, i) => (
        <span key={i}>
          {p.before}
          {p.differs ? <mark>{p.differs}</mark> : <mark className="dr-wording__less" aria-label="此处缺字" />}
        </span>
      ))}
      {said.text.slice(cuts.at(-1)?.[1] ?? 0)}
    </button>
  );
}
