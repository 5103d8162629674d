// Other names of a thing: typed one by one, or pasted with 、 between.
import type { Bind } from '@anlan/ui';
import { Select } from 'antd';

export const TagsInput = ({
  bind,
  value,
  onChange,
}: {
  bind: Bind;
  value: string[];
  onChange: (names: string[]) => void;
}) => (
  <Select
    {...bind}
    className="al-full"
    mode="tags"
    open={false}
    suffixIcon={null}
    value={value}
    onChange={(v: string[]) => onChange([...new Set(v.map((n) => n.trim()).filter(Boolean))])}
    tokenSeparators={['、', '，', ',', ';', '；']}
    placeholder="输入后回车，可以有几个"
  />
);
