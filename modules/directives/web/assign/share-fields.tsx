// The fields of a share: what, who below, how much earlier. Choices come from the server, which knows who is below.
import { chineseDay } from '@anlan/contract';
import { type AnyForm, AutoField, Field } from '@anlan/ui';
import { Select } from 'antd';
import type { z } from 'zod';
import type { directives } from '../../contract.ts';

export type Choices = z.output<(typeof directives)['routes']['assignable']['output']>;

const TYPE: Record<string, string> = {
  countySection: '内设机构',
  section: '科室',
  affiliated: '所属单位',
  venue: '场所',
};

/** Units by their type, so that all venues are found in one place. */
function optionsOf(units: Choices['units']) {
  const types = [...new Set(units.map((u) => u.type))];
  return types.map((type) => ({
    label: TYPE[type] ?? '其他',
    title: type,
    options: units.filter((u) => u.type === type).map((u) => ({ value: u.id, label: u.name })),
  }));
}

const ids = (v: unknown) => (Array.isArray(v) ? v.filter((x): x is string => typeof x === 'string') : []);

export function ShareFields({ form, choices }: { form: AnyForm; choices: Choices }) {
  const { units, townships, repeats, due, mostDays } = choices;
  return (
    <>
      <AutoField form={form} name="wanted" />
      <Field form={form} name="unitIds" wide>
        {(bind) => (
          <>
            <Select
              {...bind}
              mode="multiple"
              className="al-full"
              value={ids(form.values['unitIds'])}
              onChange={(v: string[]) => form.put('unitIds', v)}
              options={optionsOf(units)}
              optionFilterProp="label"
              maxTagCount="responsive"
              placeholder="输入名称查找，可多选"
              notFoundContent="没有找到。请换个说法。"
            />
            <button
              type="button"
              className="al-link"
              onClick={() =>
                form.put(
                  'unitIds',
                  units.map((u) => u.id),
                )
              }
            >
              全部 {units.length} 个
            </button>
          </>
        )}
      </Field>
      {repeats ? (
        <AutoField form={form} name="leadDays" help={`上级本期${chineseDay(due)}到期；最多提前 ${mostDays} 天`} />
      ) : (
        <AutoField form={form} name="due" help={`不晚于上级期限${chineseDay(due)}`} />
      )}
      {townships.length ? (
        <>
          <Field form={form} name="cooperatorUnitIds" wide help="乡镇（街道）是协助单位，不下任务，用函商请">
            {(bind) => (
              <Select
                {...bind}
                mode="multiple"
                className="al-full"
                value={ids(form.values['cooperatorUnitIds'])}
                onChange={(v: string[]) => form.put('cooperatorUnitIds', v)}
                options={townships.map((t) => ({ value: t.id, label: t.name }))}
                optionFilterProp="label"
                placeholder="需要时选择"
              />
            )}
          </Field>
          {ids(form.values['cooperatorUnitIds']).length ? <AutoField form={form} name="via" /> : null}
        </>
      ) : null}
    </>
  );
}
