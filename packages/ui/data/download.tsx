// The way to a file that the server makes. Personal data may ask for a second factor first: then it is fetched, and saved
// when it has come; everything else is the browser's own download.
import { Problem, refusalOf, withProof } from '@anlan/contract';
import { App } from 'antd';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { sentenceOf } from './query.ts';

/** `attachment; filename*=UTF-8''…` → the name. */
const nameOf = (disposition: string | null) =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1] ?? 'download');

async function fetched(href: string): Promise<{ name: string; bytes: Blob }> {
  const response = await fetch(href, { credentials: 'same-origin' }).catch(() => {
    throw new Problem('offline', 0, '暂时连不上服务器，请检查网络后重试。');
  });
  if (!response.ok) throw await refusalOf(response);
  return { name: nameOf(response.headers.get('content-disposition')), bytes: await response.blob() };
}

function save({ name, bytes }: { name: string; bytes: Blob }) {
  const url = URL.createObjectURL(bytes);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function Download({ href, personal, children }: { href: string; personal: boolean; children: ReactNode }) {
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const ask = async (e: MouseEvent) => {
    if (!personal) return;
    e.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      save(await withProof(() => fetched(href)));
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <a className="al-link" href={href} download aria-busy={busy} onClick={(e) => void ask(e)}>
      {children}
    </a>
  );
}
