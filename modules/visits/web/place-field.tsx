// Where they went: units of the directory by name, and a line for what stands in no directory.
import { type AnyForm, Field, useUnits } from '@anlan/ui';
import { Input, Select } from 'antd';
import { useState } from 'react';

const idsOf = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);

export function PlaceField({ form }: { form: AnyForm }) {
  const { data, isLoading } = useUnits();
  const elsewhere = typeof form.values['elsewhere'] === 'string' ? form.values['elsewhere'] : '';
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <div className="al-field--wide vs-place">
        <Field form={form} name="placeUnitIds" wide label="到了哪里" help="一路到了几处的，按先后都选上。">
          {(bind) => (
            <>
              <Select<string[]>
                {...bind}
                className="al-full"
                mode="multiple"
                showSearch={{ optionFilterProp: 'search' }}
                value={idsOf(form.values['placeUnitIds'])}
                options={(data?.items ?? []).map((u) => ({
                  value: u.id,
                  label: u.shortName,
                  search: `${u.name} ${u.shortName}`,
                }))}
                placeholder="输入名称查找场所、单位、乡镇"
                notFoundContent={isLoading ? '正在载入单位……' : '名录里没有找到，请写在「名录外的地点」里。'}
                onChange={(ids) => form.put('placeUnitIds', ids)}
              />
              {wanted || elsewhere ? null : (
                <div className="al-quick">
                  <button type="button" className="al-chip" onClick={() => setWanted(true)}>
                    名录里没有这个地方
                  </button>
                </div>
              )}
            </>
          )}
        </Field>
      </div>
      {wanted || elsewhere ? (
        <Field form={form} name="elsewhere" wide>
          {(bind) => (
            <Input
              {...bind}
              value={elsewhere}
              onChange={(e) => form.put('elsewhere', e.target.value)}
              placeholder="如 上董寨村党群服务中心"
              autoComplete="off"
            />
          )}
        </Field>
      ) : null}
    </>
  );
}
