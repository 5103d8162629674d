// Changing the words of a draft of our own, or of what was recognised or typed; they are read anew, and what was confirmed and still stands stays confirmed.
import { type RecordView, call } from '@anlan/contract';
import { sentenceOf, useSend } from '@anlan/ui';
import { App, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { type Directive, directives } from '../../contract.ts';
import { TextEditor } from '../intake/text-editor.tsx';

export function Rewrite({ record }: { record: RecordView<Directive> }) {
  const { message } = App.useApp();
  const send = useSend(directives.routes.rewrite);
  const [text, setText] = useState<{ words: string; version: number } | null>(null);
  const begin = async () => {
    try {
      const { text: words, version } = await call(directives.routes.draft, { id: record.id });
      setText({ words, version });
    } catch (error) {
      void message.error(sentenceOf(error));
    }
  };
  // What nobody could read is typed at once.
  const begun = useRef(false);
  useEffect(() => {
    if (record.body.format !== 'unread' || record.body.taskCount > 0 || begun.current) return;
    begun.current = true;
    void begin();
  });
  const save = () =>
    text &&
    send.mutate(
      { id: record.id, version: text.version, text: text.words },
      { onSuccess: () => (setText(null), void message.success('正文已更新，已重新解析。')) },
    );
  return (
    <>
      <button type="button" className="al-link" onClick={() => void begin()}>
        修改正文
      </button>
      <Modal
        title="修改正文"
        open={text !== null}
        onCancel={() => setText(null)}
        onOk={save}
        okText="保存并重新解析"
        cancelText="不改了"
        confirmLoading={send.isPending}
        width={860}
        mask={{ closable: false }}
      >
        <p className="dr-hint">保存后重新解析：原文没变的要求保留您的核对，其余的请再看一遍。</p>
        <TextEditor
          received={record.body.door === 'received'}
          value={text?.words ?? ''}
          onChange={(words) => setText((t) => t && { ...t, words })}
        />
        {send.error ? <p className="dr-notice dr-notice--bad">{sentenceOf(send.error)}</p> : null}
      </Modal>
    </>
  );
}
