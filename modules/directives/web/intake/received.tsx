// 收文登记: one file, or its text pasted; read and understood at once, then straight to the review.
/* oxlint-disable jsx-a11y/no-autofocus -- opened by the person who is about to type in it */
import { Problem, call } from '@anlan/contract';
import { refresh, sizeText, upload, useGo } from '@anlan/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { directives } from '../../contract.ts';
import { Refusal } from './refusal.tsx';

export const ACCEPT =
  '.docx,.pdf,.ofd,.doc,.wps,.txt,.md,.html,.htm,.jpg,.jpeg,.png,.tif,.tiff,.bmp,.webp,.xls,.xlsx,.et,.zip';

/** The store takes no such file: here that means a document nobody can read. */
const UNREADABLE = 415;
const unreadable = new Problem(
  'unreadable',
  UNREADABLE,
  '这个文件不能保存：可能含有宏，或者不是公文。请用 Word 或 WPS 打开，另存为 .docx 后再上传，或者粘贴正文。',
);

type Step =
  | { at: 'idle' }
  | { at: 'sending'; file: File; share: number }
  | { at: 'reading'; file: File | null }
  | { at: 'refused'; file: File | null; error: unknown; again: () => void };

export function Received() {
  const go = useGo();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>({ at: 'idle' });
  const [text, setText] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const choose = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const register = async (file: File | null, given: () => Promise<{ fileId: string } | { text: string }>) => {
    const abort = new AbortController();
    stop.current = abort;
    try {
      const source = await given();
      setStep({ at: 'reading', file });
      const record = await call(directives.routes.register, { ...source, door: 'received' }, { signal: abort.signal });
      void refresh(client, 'directives');
      go(`/directives/${record.id}`);
    } catch (error) {
      if (abort.signal.aborted) setStep({ at: 'idle' });
      else setStep({ at: 'refused', file, error, again: () => void register(file, given) });
    }
  };
  const take = (file: File | undefined) => {
    if (!file) return;
    if (file.size === 0)
      return setStep({
        at: 'refused',
        file,
        error: new Problem('empty', 400, '这个文件是空的，请检查后重新选择。'),
        again: () => choose.current?.click(),
      });
    setStep({ at: 'sending', file, share: 0 });
    void register(file, async () => {
      const sent = await upload(file, (share) => setStep({ at: 'sending', file, share }), stop.current?.signal).catch(
        (error: unknown) => {
          throw error instanceof Problem && error.status === UNREADABLE ? unreadable : error;
        },
      );
      return { fileId: sent.id };
    });
  };
  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    if (busy) return;
    if (e.dataTransfer.files.length > 1)
      return setStep({
        at: 'refused',
        file: null,
        error: new Problem('many', 400, '一次登记一份公文，请一份一份地拖进来。'),
        again: () => setStep({ at: 'idle' }),
      });
    take(e.dataTransfer.files[0]);
  };
  const busy = step.at === 'sending' || step.at === 'reading';
  if (text !== null)
    return (
      <div className="di-paste">
        <Input.TextArea
          className="di-editor__text"
          value={text}
          onChange={(e) => setText(e.target.value)}
          autoSize={{ minRows: 12, maxRows: 24 }}
          placeholder="把公文全文粘贴到这里，从标题或主送机关到落款、印发日期和附表。"
          aria-label="公文全文"
          autoFocus
          disabled={busy}
        />
        <Doing step={step} onStop={() => stop.current?.abort()} />
        <div className="di-foot">
          <Button
            type="primary"
            disabled={text.trim().length < 10}
            loading={busy}
            onClick={() => void register(null, async () => ({ text }))}
          >
            登记并解析
          </Button>
          <Button disabled={busy} onClick={() => (setText(null), setStep({ at: 'idle' }))}>
            改为上传文件
          </Button>
        </div>
      </div>
    );
  return (
    <div
      className={`di-drop${over ? ' di-drop--over' : ''}`}
      onDragOver={(e) => (e.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      onPaste={(e) => take(e.clipboardData.files[0])}
    >
      <p className="di-drop__ask">把公文文件拖到这里</p>
      <p className="di-drop__kinds">Word、WPS、PDF、OFD、扫描件和照片（自动识别文字）、纯文本、网页</p>
      <div className="di-foot di-foot--middle">
        <Button type="primary" disabled={busy} onClick={() => choose.current?.click()}>
          选择文件
        </Button>
        <Button disabled={busy} onClick={() => setText('')}>
          粘贴正文
        </Button>
      </div>
      <input
        ref={choose}
        type="file"
        hidden
        accept={ACCEPT}
        aria-label="公文文件"
        onChange={(e) => {
          take(e.target.files?.[0]);
          e.target.value = '';
        }}
      />
      <Doing step={step} onStop={() => stop.current?.abort()} />
    </div>
  );
}

/** The file under way: what it is, how far it is, or why it was refused. Nothing is kept of a file that was refused. */
function Doing({ step, onStop }: { step: Step; onStop: () => void }) {
  if (step.at === 'idle') return null;
  const { file } = step;
  return (
    <div className="di-file">
      {file ? (
        <p className="di-file__name">
          <b>{file.name}</b>
          <span>{sizeText(file.size)}</span>
        </p>
      ) : null}
      {step.at === 'sending' ? (
        <output className="di-file__going">
          正在上传 {Math.round(step.share * 100)}%
          <progress value={step.share} aria-label="上传进度" />
          <button type="button" className="al-link" onClick={onStop}>
            取消
          </button>
        </output>
      ) : null}
      {step.at === 'reading' ? (
        <output className="di-file__going">
          正在读取并找出任务，通常几秒钟
          <progress aria-label="解析进度" />
        </output>
      ) : null}
      {step.at === 'refused' ? (
        <>
          <Refusal
            error={step.error}
            onAgain={
              step.error instanceof Problem && (step.error.status === 0 || step.error.status >= 500)
                ? step.again
                : undefined
            }
          />
          <p className="di-file__kept">没有登记任何内容。</p>
        </>
      ) : null}
    </div>
  );
}
