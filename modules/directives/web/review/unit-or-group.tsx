// Picking a unit or a named group as a whole: a group stays a group, so that a unit that joins later owes too.
/* oxlint-disable jsx-a11y/no-autofocus -- opened by the person who is about to type in it */
import { useUnits } from '@anlan/ui';
import { Select } from 'antd';
import { useMemo } from 'react';
import type { Suggestion } from './answers.ts';
import { useTools } from './bench.tsx';

export function UnitOrGroup({
  onPick,
  placeholder,
  autoFocus,
}: {
  onPick: (s: Suggestion) => void;
  placeholder: string;
  autoFocus?: boolean;
}) {
  const { directory, groups } = useTools();
  const units = useUnits();
  const options = useMemo(
    () => [
      {
        label: '分组',
        options: [...groups].map(([id, members]) => ({
          value: `group:${id}`,
          label: `${directory.get(id)}（${members.length} 个单位）`,
          search: directory.get(id)!,
        })),
      },
      {
        label: '单位',
        options: (units.data?.items ?? []).map((u) => ({
          value: `unit:${u.id}`,
          label: u.shortName || u.name,
          search: `${u.name} ${u.shortName}`,
        })),
      },
    ],
    [directory, groups, units.data],
  );
  return (
    <Select<string | null>
      className="dr-pick"
      size="small"
      showSearch={{
        filterOption: (text, option) => (option && 'search' in option ? option.search : '').includes(text.trim()),
      }}
      autoFocus={autoFocus ?? false}
      value={null}
      placeholder={placeholder}
      aria-label={placeholder}
      options={options}
      loading={units.isLoading}
      popupMatchSelectWidth={320}
      notFoundContent="没有找到。请换个说法，或核对单位名称。"
      onChange={(value) => {
        if (!value) return;
        const [type, id] = value.split(':') as ['unit' | 'group', string];
        onPick({ type, id, name: directory.get(id) ?? '' });
      }}
    />
  );
}
