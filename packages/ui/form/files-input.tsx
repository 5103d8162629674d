// Adding files: choose, drag or paste; progress while they travel; each checked on arrival.
import { FILES } from '@anlan/contract';
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from 'react';
import { sentenceOf } from '../data/query.ts';
import { sizeText } from '../record/file-words.ts';
import type { Bind } from './field.tsx';
import { recall, remember, upload } from './upload.ts';

type Travelling = { key: string; name: string; share: number; error: string | null; file: File; stop: AbortController };

export type FilesInputProps = Partial<Bind> & {
  value: string[];
  onChange: (ids: string[]) => void;
  accept?: string;
  most?: number;
};

export function FilesInput({ value, onChange, accept, most = 50, id, status, ...aria }: FilesInputProps) {
  const [travelling, setTravelling] = useState<Travelling[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const arrived = useRef(value);
  useEffect(() => {
    arrived.current = value;
  }, [value]);
  const patch = (key: string, p: Partial<Travelling>) =>
    setTravelling((all) => all.map((t) => (t.key === key ? { ...t, ...p } : t)));
  const leave = (key: string) => setTravelling((all) => all.filter((t) => t.key !== key));

  const start = async (file: File, key: string = crypto.randomUUID()) => {
    const stop = new AbortController();
    setTravelling((all) => [
      ...all.filter((t) => t.key !== key),
      { key, name: file.name, share: 0, error: null, file, stop },
    ]);
    try {
      const stored = await upload(file, (share) => patch(key, { share }), stop.signal);
      remember(stored);
      arrived.current = [...arrived.current, stored.id];
      onChange(arrived.current);
      leave(key);
    } catch (error) {
      if (stop.signal.aborted) leave(key);
      else patch(key, { error: sentenceOf(error) });
    }
  };
  const take = (files: Iterable<File>) => {
    for (const file of [...files].slice(0, most - value.length - travelling.length)) void start(file);
  };
  const paste = (e: ClipboardEvent) => {
    const files = [...e.clipboardData.files];
    if (!files.length) return;
    e.preventDefault();
    take(files.map((f) => (f.name === 'image.png' ? new File([f], `截图-${Date.now()}.png`, { type: f.type }) : f)));
  };
  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    take(e.dataTransfer.files);
  };
  return (
    <div
      className={`al-files${over ? ' al-files--over' : ''}${status === 'error' ? ' al-files--bad' : ''}`}
      onPaste={paste}
      onDrop={drop}
      onDragOver={(e) => (e.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
    >
      <div className="al-files__ask">
        <button type="button" id={id} className="al-files__choose" onClick={() => input.current?.click()} {...aria}>
          选择文件
        </button>
        <span>或拖到这里，也可以直接粘贴截图。涉密、工作秘密不得上传。</span>
        <input
          ref={input}
          type="file"
          multiple={most > 1}
          hidden
          accept={accept}
          onChange={(e) => {
            take(e.target.files ?? []);
            e.target.value = '';
          }}
        />
      </div>
      {value.length || travelling.length ? (
        <ul className="al-files__list">
          {value.map((fileId) => (
            <Arrived key={fileId} id={fileId} onRemove={() => onChange(value.filter((v) => v !== fileId))} />
          ))}
          {travelling.map((t) => (
            <li key={t.key}>
              <span className="al-files__name">{t.name}</span>
              {t.error ? (
                <>
                  <span className="al-files__error">{t.error}</span>
                  <button type="button" className="al-link" onClick={() => void start(t.file, t.key)}>
                    重传
                  </button>
                </>
              ) : (
                <progress value={t.share} aria-label={`${t.name} 上传进度`} />
              )}
              <button type="button" className="al-link" onClick={() => (t.error ? leave(t.key) : t.stop.abort())}>
                {t.error ? '移除' : '取消'}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Arrived({ id, onRemove }: { id: string; onRemove: () => void }) {
  const known = recall(id);
  return (
    <li>
      <a className="al-files__name" href={`${FILES}/${id}`} target="_blank" rel="noreferrer">
        {known?.name ?? '已上传的附件'}
      </a>
      {known ? <span className="al-files__size">{sizeText(known.size)}</span> : null}
      <button type="button" className="al-link" onClick={onRemove}>
        移除
      </button>
    </li>
  );
}
