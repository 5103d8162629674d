// 代录: who told it and how, asked only when one records for another.
import { TOLD } from '@anlan/contract';
import { Checkbox, Input, Radio } from 'antd';
import { Term } from '../sign/term.tsx';
import type { Bind } from './field.tsx';
import type { AnyForm } from './use-form.ts';

const HOW = Object.entries(TOLD).map(([value, label]) => ({ value, label }));

type Value = { saidBy?: string; how?: string };

export function RecordedForInput({ form, name, bind }: { form: AnyForm; name: string; bind: Bind }) {
  const raw = form.values[name];
  const value: Value | null = raw && typeof raw === 'object' ? raw : null;
  const put = (patch: Value) => form.put(name, { ...value, ...patch });
  return (
    <div className="al-said">
      <Checkbox
        id={bind.id}
        checked={value !== null}
        onChange={(e) => form.put(name, e.target.checked ? { how: 'phone' } : null)}
      >
        替别人登记（
        <Term name="代录" />）
      </Checkbox>
      {value ? (
        <div className="al-said__row">
          <Input
            value={value.saidBy ?? ''}
            onChange={(e) => put({ saidBy: e.target.value })}
            placeholder="由谁告知，如 王站长"
            aria-label="由谁告知"
            status={form.errors[`${name}.saidBy`] ? 'error' : ''}
          />
          <Radio.Group
            value={value.how}
            onChange={(e) => put({ how: String(e.target.value) })}
            options={HOW}
            aria-label="告知方式"
          />
        </div>
      ) : null}
    </div>
  );
}
