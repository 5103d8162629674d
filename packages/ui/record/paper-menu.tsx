// 「公文与表单」: the papers that can be made of a record now; a click makes one and hands it over.
import { Problem, type RecordView, send } from '@anlan/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Dropdown } from 'antd';
import type { z } from 'zod';
import { useIntent, refresh, sentenceOf } from '../data/query.ts';
import { type RecordKind, apiOf } from '../kind.ts';
import { fileUrl } from './file-list.tsx';

type Made = { fileId: string; name: string };

/** Hands a file over to the browser under its own name. */
function download({ fileId, name }: Made) {
  const link = document.createElement('a');
  link.href = fileUrl(fileId);
  link.download = name;
  link.click();
}

type PaperMenuProps<S extends z.ZodObject> = {
  kind: RecordKind<S>;
  record: Pick<RecordView, 'id' | 'state' | 'version'>;
  /** Papers of the kind that this record does not have. */
  without?: readonly string[] | undefined;
};

export function PaperMenu<S extends z.ZodObject>({ kind, record, without = [] }: PaperMenuProps<S>) {
  const { message } = App.useApp();
  const client = useQueryClient();
  const intent = useIntent();
  const make = useMutation({
    mutationFn: (name: string) => {
      const path = `${apiOf(kind)}/${record.id}/papers/${name}`;
      return send('POST', path, {}, { key: intent([path, record.version]) }) as Promise<Made>;
    },
    onSuccess: (made) => {
      download(made);
      void message.success(`「${made.name}」已制作，并存入附件。打印签章后，扫描件会按页脚的码自动归到这条记录。`, 6);
      void refresh(client, kind.module);
    },
    onError: (error) =>
      void message.error(error instanceof Problem ? sentenceOf(error) : '没有做成，请稍后再试一次。', 6),
  });
  const papers = Object.entries(kind.type.papers ?? {}).filter(
    ([name, p]) => !without.includes(name) && (!p.from || p.from.includes(record.state)),
  );
  if (!papers.length) return null;
  return (
    <Dropdown
      trigger={['click']}
      disabled={make.isPending}
      menu={{ items: papers.map(([key, p]) => ({ key, label: p.label })), onClick: ({ key }) => make.mutate(key) }}
    >
      <button type="button" className="al-link" aria-haspopup="menu" aria-busy={make.isPending}>
        {make.isPending ? '正在制作…' : '公文与表单'}
      </button>
    </Dropdown>
  );
}
