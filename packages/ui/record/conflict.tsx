// Two versions side by side: what I had before me, and what stands there now.
import { type RecordView, recordView, stateLabel } from '@anlan/contract';
import { Button } from 'antd';
import type { z } from 'zod';
import type { RecordKind } from '../kind.ts';
import { fieldText } from './field-text.ts';

type Difference = { label: string; mine: string; now: string };

/** The current record out of a refusal, where it is one of this kind. */
export function currentOf<S extends z.ZodObject>(kind: RecordKind<S>, current: unknown): RecordView<z.infer<S>> | null {
  const parsed = recordView(kind.type.schema).safeParse(current);
  return parsed.success ? (parsed.data as RecordView<z.infer<S>>) : null;
}

/** What differs, in the words of the form. */
export function differences<S extends z.ZodObject>(
  kind: RecordKind<S>,
  before: RecordView<z.infer<S>>,
  now: RecordView<z.infer<S>>,
): Difference[] {
  const { schema, life } = kind.type;
  const state = (key: string) => (life.states[key] ? stateLabel(life.states[key]) : key);
  const all: Difference[] = [
    { label: '状态', mine: state(before.state), now: state(now.state) },
    { label: '标题', mine: before.title, now: now.title },
    { label: '期限', mine: before.deadline ?? '', now: now.deadline ?? '' },
    ...Object.entries(schema.shape).flatMap(([name, s]) =>
      s instanceof Object && 'description' in s && s.description
        ? [{ label: String(s.description), mine: textOf(before, name, s), now: textOf(now, name, s) }]
        : [],
    ),
  ];
  return all.filter((d) => d.mine !== d.now);
}

const textOf = (record: { body: unknown }, name: string, schema: z.core.$ZodType) =>
  fieldText(name, schema, (record.body as Record<string, unknown>)[name]);

export type ConflictProps<S extends z.ZodObject> = {
  kind: RecordKind<S>;
  before: RecordView<z.infer<S>>;
  now: RecordView<z.infer<S>>;
  /** The action, for the button: 「已核对，继续复查销号」. */
  doing: string;
  onContinue: () => void;
};

/** Shows what changed and lets the writer go on from there; what was typed stays in the form. */
export function Conflict<S extends z.ZodObject>({ kind, before, now, doing, onContinue }: ConflictProps<S>) {
  const changed = differences(kind, before, now);
  return (
    <div className="al-conflict">
      <p>这条记录刚被别人改过。请核对下面的变化；您填写的内容仍在。</p>
      <table>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">您打开时</th>
            <th scope="col">现在</th>
          </tr>
        </thead>
        <tbody>
          {changed.map((d) => (
            <tr key={d.label}>
              <th scope="row">{d.label}</th>
              <td>{d.mine || '空'}</td>
              <td>{d.now || '空'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button size="small" onClick={onContinue}>
        已核对，继续{doing}
      </Button>
    </div>
  );
}
