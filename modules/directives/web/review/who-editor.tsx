// Who owes a clause: each name as printed and what it was matched to; suggestions for those that were not.
/* oxlint-disable jsx-a11y/no-autofocus -- opened by the person who is about to type in it */
import type { Clause, Named } from '../../breakdown.ts';
import { editClause, isMatched } from '../../review-ops.ts';
import { type Suggestion, leaveOut, meaning, toMatch } from './answers.ts';
import { useTools } from './bench.tsx';
import { UnitOrGroup } from './unit-or-group.tsx';
import { matchWords } from './words.ts';

export function WhoEditor({ clause, focus }: { clause: Clause; focus: boolean }) {
  const { change } = useTools();
  return (
    <Names names={clause.who} focus={focus} onChange={(who) => change((b) => editClause(b, clause.id, { who }))} />
  );
}

/** Names with what they were matched to, and a place to add one. */
export function Names({
  names,
  onChange,
  focus = false,
}: {
  names: readonly Named[];
  onChange: (names: Named[]) => void;
  focus?: boolean;
}) {
  const add = (s: Suggestion) => onChange([...names, { name: s.name, ...toMatch(s) }]);
  return (
    <div className="dr-who">
      {names.map((n, i) => (
        <Name
          key={`${n.name}-${i}`}
          named={n}
          onToggle={() => onChange(names.map((x, at) => (at === i ? { ...x, dropped: !x.dropped } : x)))}
          onRemove={() => onChange(names.filter((_, at) => at !== i))}
        />
      ))}
      <UnitOrGroup
        placeholder={names.length ? '再加一个单位或分组' : '指定单位或分组'}
        onPick={add}
        autoFocus={focus}
      />
    </div>
  );
}

function Name({ named: n, onToggle, onRemove }: { named: Named; onToggle: () => void; onRemove: () => void }) {
  const { change, suggestions, directory } = useTools();
  const to = matchWords(n, directory);
  const open = !n.dropped && !isMatched(n);
  return (
    <div className={`dr-name${open ? ' dr-name--open' : ''}${n.dropped ? ' dr-name--dropped' : ''}`}>
      <span className="dr-name__said">{n.name}</span>
      {open ? (
        <span className="dr-name__ask">
          {(suggestions[n.name] ?? []).slice(0, 3).map((s) => (
            <button key={s.id} type="button" className="dr-chip" onClick={() => change(meaning(n.name, s))}>
              {s.name}
            </button>
          ))}
          <UnitOrGroup placeholder="是哪个单位？" onPick={(s) => change(meaning(n.name, s))} />
          <button type="button" className="dr-chip" onClick={() => change(leaveOut(n.name))}>
            不计入
          </button>
        </span>
      ) : (
        <>
          {to && to !== n.name ? <span className="dr-name__to">{n.dropped ? to : `→ ${to}`}</span> : null}
          <span className="dr-name__tools">
            <button type="button" className="dr-small" onClick={onToggle}>
              {n.dropped ? '计入' : '不计入'}
            </button>
            <button type="button" className="dr-small" onClick={onRemove} aria-label={`移除${n.name}`}>
              移除
            </button>
          </span>
        </>
      )}
    </div>
  );
}
