// While a scan is being read: how far it is, and the page read last. Leaving the page does not stop it.
import type { RecordView } from '@anlan/contract';
import { useRecord } from '@anlan/ui';
import { useEffect } from 'react';
import type { Directive } from '../../contract.ts';
import { directiveKind } from '../directive-kind.ts';
import { PagePicture } from './scan-page.tsx';
import './scan.css';

const AGAIN_MS = 1500;

export function ReadingPage({ record }: { record: RecordView<Directive> }) {
  const { refetch } = useRecord(directiveKind, record.id);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || void refetch(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [refetch]);
  const { reading } = record.body;
  if (!reading) return null;
  return (
    <div className="ds-reading">
      <output>
        <p className="ds-reading__far">
          这是扫描件，正在识别文字：已完成 <b>{reading.read}</b> 页，共 {reading.pages} 页
        </p>
        <progress value={reading.read} max={reading.pages} aria-label="识别进度" />
        <p className="ds-reading__hint">每页约几秒钟。可以离开这个页面，识别会继续；完成后状态变为「核对中」。</p>
      </output>
      <PagePicture id={record.id} page={Math.max(1, reading.read)} />
    </div>
  );
}
